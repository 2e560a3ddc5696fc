using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>What a call's command is to be answered with. The pipeline makes the answer inside the command's transaction.</summary>
public abstract class Act
{
    /// <summary>The answer, once it is made.</summary>
    public Answer? Answer { get; protected set; }
}

/// <inheritdoc/>
internal sealed class Act<T>(RequestKey? key, Func<T, Task<Answer>> answer, Func<T, Answer>? kept) : Act
{
    /// <summary>Runs the command's handler; while the transaction is open it makes the answer and keeps it under the key.</summary>
    public async Task<T> Run(Session session, Func<Task<T>> handler)
    {
        var done = await handler();
        Answer = await answer(done);
        if (key is not null) await KeptAnswerStore.Add(session, key, kept is null ? Answer : kept(done));
        return done;
    }

    /// <summary>
    /// Runs it once, however often it is asked. Nearly every request is the first of its key, so the act just runs. What was
    /// done before is found at the end of it, by the key that is there already or by a refusal (such a placement is there, the
    /// state is another); nothing of the act is kept then, and the answer is the one that was given.
    /// </summary>
    public async Task<T> Once(Call call, ITransactions transactions, Func<Task<T>> run)
    {
        try { return await run(); }
        catch (RefusedException) when (key is not null)
        {
            Answer = await transactions.AnsweredBefore(call);
            if (Answer is null) throw;
            return default!;
        }
    }
}

/// <summary>
/// How endpoints run what changes something. An endpoint with no parameter but the context says its type,
/// <c>async Task&lt;Answer&gt; (HttpContext http) =></c>: else it is taken for a RequestDelegate, and its answer is dropped.
/// </summary>
public static class Acts
{
    /// <summary>
    /// Sends a command and answers it. The answer is made inside the command's transaction: the queries that it sends see
    /// what the command did and nothing that came after it. Where the caller gave a key, the answer is kept with the act, and
    /// given again when the request is repeated.
    /// </summary>
    /// <param name="kept">What is given again, where that is less than the answer: a secret is shown once.</param>
    public static Task<Answer> Act<T>(this HttpContext http, ICommand<T> command, Func<T, Answer> answer, Func<T, Answer>? kept = null) =>
        http.Act(command, done => Task.FromResult(answer(done)), kept);

    /// <inheritdoc cref="Act{T}(HttpContext, ICommand{T}, Func{T, Answer}, Func{T, Answer})"/>
    public static async Task<Answer> Act<T>(this HttpContext http, ICommand<T> command, Func<T, Task<Answer>> answer, Func<T, Answer>? kept = null)
    {
        var call = http.RequestServices.GetRequiredService<Call>();
        var act = new Act<T>(call.Key, answer, kept);
        call.Act = act;
        await http.RequestServices.GetRequiredService<IMediator>().Send(command, http.RequestAborted);
        return act.Answer!;
    }

    /// <summary>
    /// Keeps the answer to an act of many transactions, in one of its own. Such an act does nothing twice by itself: cut off
    /// before this it runs again and finds everything done. The answer, or the one that was kept while it ran.
    /// </summary>
    internal static async Task<Answer> Keep(this HttpContext http, Answer answer)
    {
        var (call, transactions) = (http.RequestServices.GetRequiredService<Call>(), http.RequestServices.GetRequiredService<ITransactions>());
        if (call.Key is not { } key) return answer;
        try
        {
            return await transactions.Run(call.Caller, async session =>
            {
                await KeptAnswerStore.Add(session, key, answer);
                return answer;
            }, CancellationToken.None);
        }
        catch (RefusedException)
        {
            if (await transactions.AnsweredBefore(call) is { } before) return before;
            throw;
        }
    }

    /// <summary>What was answered to the same request before; null where it is the first, or has no key.</summary>
    /// <exception cref="RefusedException"><c>idempotency.other-body</c>.</exception>
    internal static async Task<Answer?> AnsweredBefore(this ITransactions transactions, Call call) =>
        call.Key is { } key ? await transactions.Read(call.Caller, session => KeptAnswerStore.Find(session, key), CancellationToken.None) : null;
}
