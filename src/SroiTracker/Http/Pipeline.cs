using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>An act that changes something; it runs in one transaction, committed before the answer is written.</summary>
public interface ICommand;

/// <summary>An act with an answer.</summary>
public interface ICommand<out T> : IRequest<T>, ICommand;

/// <summary>A question; it is answered from one consistent read.</summary>
public interface IQuery;

/// <inheritdoc cref="IQuery"/>
public interface IQuery<out T> : IRequest<T>, IQuery;

/// <summary>The roles that may send a request. Every request says it (a test); scopes are judged where the data is read.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForAttribute(params Role[] roles) : Attribute
{
    /// <summary>Any of these; an Administrator always.</summary>
    public IReadOnlyList<Role> Roles { get; } = roles;
}

/// <summary>One call: who calls, in which language, and the session that is open for it. Scoped.</summary>
public sealed class Call
{
    /// <summary>Who calls; set at the door. Without it nobody may anything.</summary>
    public Caller Caller { get; set; } = new(Guid.Empty, "nobody", false, []);

    /// <summary>"nl" or "en".</summary>
    public string Language { get; set; } = "nl";

    /// <summary>The open session, or null outside an act.</summary>
    public Session? Session { get; set; }

    /// <summary>The key that the caller gave to the request; null where none was given.</summary>
    public RequestKey? Key { get; set; }

    /// <summary>What its command is answered with; null where no endpoint asked for an answer.</summary>
    public Act? Act { get; set; }
}

/// <summary>
/// The one door (house.md): metrics and trace, who may, well formed, and for commands the transaction. The endpoint, the
/// import, the command line and later the pages send the same requests, so one rule refuses in the same words.
/// </summary>
public static class Pipeline
{
    internal static readonly ActivitySource Activities = new("SroiTracker");
    internal static readonly Meter Meter = new("SroiTracker");
    internal static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("sroitracker.act.duration", "ms", "Time of an act, by request and outcome");

    /// <summary>MediatR with its behaviours from the outside in, all handlers and all validators of this assembly.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        services.AddScoped<Call>();
        // Transient on purpose: in one scope (an import, the command line) many sessions follow one another.
        services.AddTransient(p => p.GetRequiredService<Call>().Session
            ?? throw new InvalidOperationException("A session is open only inside a command or a query."));
        services.AddScoped<ServiceFactory>(p => p.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Measure<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(WhoMay<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(WellFormed<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(InTransaction<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(InOneRead<,>));
        foreach (var type in typeof(Pipeline).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false }))
            foreach (var face in type.GetInterfaces().Where(i => i.IsGenericType))
            {
                if (face.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)) services.AddTransient(face, type);
                if (face.GetGenericTypeDefinition() == typeof(IValidator<>)) services.AddSingleton(face, type);
            }
        return services;
    }
}

/// <summary>Time and outcome of every act; refusals count too.</summary>
internal sealed class Measure<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
{
    private static readonly string Name = typeof(TRequest).Name;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        using var activity = Pipeline.Activities.StartActivity(Name);
        var start = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var answer = await next();
            outcome = "done";
            return answer;
        }
        catch (RefusedException refused)
        {
            outcome = refused.Objections[0].Refusal.Code;
            throw;
        }
        finally
        {
            activity?.SetTag("outcome", outcome);
            Pipeline.Duration.Record(Stopwatch.GetElapsedTime(start).TotalMilliseconds, new("act", Name), new("outcome", outcome));
        }
    }
}

/// <summary>Refuses who has none of the request's roles, before anything is read; the others go on with these roles only.</summary>
internal sealed class WhoMay<TRequest, TResponse>(Call call) : IPipelineBehavior<TRequest, TResponse>
{
    private static readonly Role[] Roles = [.. typeof(TRequest).GetCustomAttribute<ForAttribute>()?.Roles ?? []];

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var caller = call.Caller.As(Roles) ?? throw new RefusedException(Refusals.RoleMissing);
        return ReferenceEquals(caller, call.Caller) ? next() : With(caller, next);
    }

    private async Task<TResponse> With(Caller caller, RequestHandlerDelegate<TResponse> next)
    {
        var was = call.Caller;
        call.Caller = caller;
        try { return call.Session is { } open ? await open.As(caller, () => next()) : await next(); }
        finally { call.Caller = was; }
    }
}

/// <summary>Judges the form of a request: all objections at once, with their places.</summary>
internal sealed class WellFormed<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        List<Objection>? objections = null;
        foreach (var validator in validators)
            if (validator.Objections(request) is { } found) (objections ??= []).AddRange(found);
        return objections is null ? next() : throw new RefusedException(objections);
    }
}

/// <summary>A command runs in the write transaction; inside another command it joins it under a savepoint.</summary>
internal sealed class InTransaction<TRequest, TResponse>(Call call, ITransactions transactions) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (call.Session is { } open) return open.Nested(() => next());
        return call.Act is Act<TResponse> act
            ? act.Once(call, transactions, () => Run(session => act.Run(session, () => next())))
            : Run(_ => next());

        Task<TResponse> Run(Func<Session, Task<TResponse>> inside) => transactions.Run(call.Caller, async session =>
        {
            call.Session = session;
            try { return await inside(session); }
            finally { call.Session = null; }
        }, cancellationToken);
    }
}

/// <summary>A question is answered from one read; inside a command it sees what the command did.</summary>
internal sealed class InOneRead<TRequest, TResponse>(Call call, ITransactions transactions) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IQuery
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (call.Session is not null) return next();
        return transactions.Read(call.Caller, async session =>
        {
            call.Session = session;
            try { return await next(); }
            finally { call.Session = null; }
        }, cancellationToken);
    }
}
