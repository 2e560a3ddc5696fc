using System.Diagnostics;
using System.Globalization;

namespace SroiTracker.Tests.OpenApi.Fuzz;

/// <summary>
/// Whatever is sent to an operation of the API document, the service does not fail, refuses in words that the document has for
/// the operation, and keeps nothing of what it refuses. The same requests in each run; others, and as long as wanted, by
/// <see cref="Seconds"/>.
/// </summary>
public class FuzzTests(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>How many seconds <see cref="For_as_long_as_wanted_no_request_breaks_the_service_or_its_word"/> goes on.</summary>
    private const string Seconds = "SROITRACKER_FUZZ_SECONDS";

    /// <summary>The seed to begin with, and the only operation to try (its operationId): what a finding names, to see it again.</summary>
    private const string Seed = "SROITRACKER_FUZZ_SEED", Operation = "SROITRACKER_FUZZ_OPERATION";

    private const int UsualSeed = 20261122, InTheTestRun = 20, InARound = 100;

    public static TheoryData<string> Operations => [.. DocumentedOperation.All.Keys];

    [Theory, MemberData(nameof(Operations))]
    public async Task No_request_breaks_the_service_or_its_word(string operation)
    {
        using var run = new FuzzRun(service, UsualSeed);
        await run.Try(DocumentedOperation.All[operation], InTheTestRun);
        Assert.True(run.Findings.Count == 0, string.Join("\n", run.Findings));
    }

    [Fact]
    public async Task Whatever_many_do_at_once_rightly_and_wrongly_the_ledger_holds()
    {
        using var run = new FuzzRun(service, UsualSeed);
        var booked = await Crowd.Play(service, run, UsualSeed);
        Assert.True(run.Findings.Count == 0, string.Join("\n", run.Findings));
        Assert.True(booked > 20, $"{booked} ledger lines: a crowd that books nothing shows nothing");
    }

    [Fact]
    public async Task For_as_long_as_wanted_no_request_breaks_the_service_or_its_word()
    {
        Assert.SkipUnless(Whole(Seconds) is > 0, $"{Seconds} does not say how long.");
        var seed = Whole(Seed) ?? UsualSeed;
        var (start, length, statuses, findings) = (Stopwatch.StartNew(), TimeSpan.FromSeconds(Whole(Seconds)!.Value), new SortedDictionary<int, long>(), new List<string>());
        for (; start.Elapsed < length; seed++)
        {
            // Each round on a service of its own: it stays small, and the seed is all that a finding needs.
            await using var fresh = new RunningService();
            await fresh.InitializeAsync();
            using var run = new FuzzRun(fresh, seed);
            foreach (var operation in DocumentedOperation.All.Values.Where(o => Environment.GetEnvironmentVariable(Operation) is not { } only || only == o.Id))
            {
                if (start.Elapsed >= length) break;
                var before = run.Findings.Count;
                await run.Try(operation, InARound);
                foreach (var finding in run.Findings.Skip(before)) await Console.Error.WriteLineAsync(finding);
            }
            await Crowd.Play(fresh, run, seed);
            findings.AddRange(run.Findings);
            foreach (var (status, times) in run.Statuses) statuses[status] = statuses.GetValueOrDefault(status) + times;
            await Console.Error.WriteLineAsync(Told());
        }
        Assert.True(findings.Count == 0, $"{Told()}\n{string.Join("\n", findings)}");

        string Told() => string.Create(CultureInfo.InvariantCulture,
            $"{start.Elapsed:hh\\:mm\\:ss}, through seed {seed}: {statuses.Values.Sum()} requests, {findings.Count} findings; {string.Join(", ", statuses.Select(s => $"{s.Value} × {s.Key}"))}");
    }

    private static int? Whole(string setting) => int.TryParse(Environment.GetEnvironmentVariable(setting), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
