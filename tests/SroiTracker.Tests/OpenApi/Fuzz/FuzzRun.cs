using System.Diagnostics;
using System.Text;

namespace SroiTracker.Tests.OpenApi.Fuzz;

/// <summary>Sends requests that are odd or wrong to one service, and judges every answer.</summary>
internal sealed class FuzzRun(RunningService service, int seed) : IDisposable
{
    private readonly HttpClient _client = service.With(null), _bare = new();
    private Kept? _kept;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How often each status was given.</summary>
    public SortedDictionary<int, long> Statuses { get; } = [];

    /// <summary>What was wrong, told so that it can be done again.</summary>
    public List<string> Findings { get; } = [];

    /// <summary>Tries an operation with so many requests that follow from the seed.</summary>
    public async Task Try(DocumentedOperation operation, int count)
    {
        _kept ??= await Kept.Of(service);
        var random = new Random(seed ^ operation.Id.Aggregate(17, (hash, c) => unchecked(hash * 31 + c)));
        var right = await RightRequest.Of(service, operation);
        var itself = await Send(right.Attempt());
        Assert.True(itself.IsDone, $"{operation.Id} itself: {itself.Status} {itself.Text}");
        _kept?.Changed();
        for (var i = 0; i < count; i++)
        {
            // What was done changed something: the next needs things of its own.
            if (itself.IsDone && operation.Method != "GET")
            {
                right = await RightRequest.Of(service, operation);
                _kept?.Changed();
            }
            var attempt = Spoiling.Of(right, random);
            itself = await Send(attempt);
            foreach (var fault in FuzzJudge.Faults(right, attempt, itself)) Found(fault, operation, attempt, itself);
            // What a batch had taken before it was refused stands, and is not taken twice.
            if (!(itself.IsDone && attempt.Method != "GET") && operation.Id != "reportBatch" && _kept?.Changed() is { Count: > 0 } changed) Found($"changed {string.Join(", ", changed)}", operation, attempt, itself);
        }
    }

    /// <summary>Sends it once.</summary>
    public async Task<Given> Send(Attempt attempt)
    {
        var start = Stopwatch.GetTimestamp();
        using var message = attempt.Message(service.Address);
        Given given;
        try
        {
            // The judge of all that the tests see knows of bodies; what else may be wrong is for ours.
            using var answer = await (attempt.OnlyBodyChanged ? _client : _bare).SendAsync(message, Token);
            given = new((int)answer.StatusCode, answer.Headers, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(Token), Stopwatch.GetElapsedTime(start));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // A connection that breaks is an answer too, and never the right one.
            given = None(599, e);
        }
        // Another answer than the document promises, says the judge of all that the tests see.
        catch (Xunit.Sdk.FailException e) { given = None(598, e); }
        lock (Statuses) Statuses[given.Status] = Statuses.GetValueOrDefault(given.Status) + 1;
        return given;

        Given None(int status, Exception e)
        {
            using var none = new HttpResponseMessage();
            return new(status, none.Headers, null, e.Message, Stopwatch.GetElapsedTime(start));
        }
    }

    /// <summary>Keeps a finding.</summary>
    public void Found(string fault, DocumentedOperation operation, Attempt attempt, Given given)
    {
        var told = new StringBuilder($"{operation.Id} (seed {seed}): {fault}; {string.Join(" & ", attempt.Why)}\n  {given.Status} {Short(given.Text)}\n  {attempt.AsCurl(service.Address)}");
        lock (Findings) Findings.Add(told.ToString());
    }

    /// <summary>Keeps what is wrong with what is kept.</summary>
    public void Found(string fault)
    {
        lock (Findings) Findings.Add($"(seed {seed}): {fault}");
    }

    public void Dispose()
    {
        _bare.Dispose();
        _kept?.Dispose();
    }

    private static string Short(string text) => text.Length > 700 ? text[..700] + "…" : text;
}
