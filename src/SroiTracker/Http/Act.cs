using MediatR;
using SroiTracker.Database;

namespace SroiTracker.Http;

/// <summary>What a call's command is to be answered with. The pipeline makes the answer inside the command's transaction.</summary>
public abstract class Act
{
    /// <summary>The answer, once it is made.</summary>
    public Answer? Answer { get; protected set; }
}

/// <inheritdoc/>
internal sealed class Act<T>(Func<T, Task<Answer>> answer) : Act
{
    /// <summary>Runs the command's handler, and makes the answer while the transaction is open.</summary>
    public async Task<T> Run(Func<Task<T>> handler)
    {
        var done = await handler();
        Answer = await answer(done);
        return done;
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
    /// what the command did and nothing that came after it.
    /// </summary>
    public static Task<Answer> Act<T>(this HttpContext http, ICommand<T> command, Func<T, Answer> answer) =>
        http.Act(command, done => Task.FromResult(answer(done)));

    /// <inheritdoc cref="Act{T}(HttpContext, ICommand{T}, Func{T, Answer})"/>
    public static async Task<Answer> Act<T>(this HttpContext http, ICommand<T> command, Func<T, Task<Answer>> answer)
    {
        var act = new Act<T>(answer);
        http.RequestServices.GetRequiredService<Call>().Act = act;
        await http.RequestServices.GetRequiredService<IMediator>().Send(command, http.RequestAborted);
        return act.Answer!;
    }
}
