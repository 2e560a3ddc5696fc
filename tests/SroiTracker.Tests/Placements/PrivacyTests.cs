using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Placements;

/// <summary>What a supplier calls a person lives in memory only (rules.md 8).</summary>
public class PrivacyTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_pseudonym_is_in_no_file_of_the_database_and_in_no_log()
    {
        var told = new Listener();
        service.RequireFile();
        service.Services.GetRequiredService<ILoggerFactory>().AddProvider(told);
        const string person = "Zq5wXv8nTb2mKc7rLs0d", other = "Hj3fGd6sAk9lPo1iUy4t";
        var stage = await In(service);
        var id = await stage.Reported(stage.Report(candidate: person));
        await stage.Verify(id).Is(201);
        await stage.Supplier.Post("placements", stage.Report(candidate: person, hours: 20, termsFrom: "2026-03-01")).Is(200);
        // Refused requests and failures are where a value slips out most easily.
        await stage.Supplier.Post("placements", stage.Report(candidate: other)).IsRefused(409, "placement.other-candidate");
        await stage.Supplier.Post("placements", stage.Report(candidate: other + " ")).IsRefused(400, "candidate.pseudonym", "/candidate");
        await stage.Supplier.Post("placements", stage.Report("HB-009", other, hours: -1)).IsRefused(400, "placement.hours", "/hoursPerWeek");

        await AssertNowhere(service, person, other);
        Assert.DoesNotContain(person, told.Text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(other, told.Text.ToString(), StringComparison.Ordinal);
    }

    /// <summary>None of these is in a file of the database.</summary>
    internal static async Task AssertNowhere(RunningService service, params string[] pseudonyms)
    {
        var files = await service.Read(s => s.QueryOne<string>("SELECT file FROM pragma_database_list WHERE name = 'main'"));
        var folder = new DirectoryInfo(Path.GetDirectoryName(files!)!);
        Assert.Contains(folder.EnumerateFiles(), f => f.Name.EndsWith("-wal", StringComparison.Ordinal));
        foreach (var file in folder.EnumerateFiles().Where(f => !f.Name.EndsWith("-shm", StringComparison.Ordinal)))
        {
            await using var open = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            foreach (var raw in pseudonyms)
                Assert.True(bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(Encoding.ASCII.GetBytes(raw)) < 0, $"{file.Name} holds a pseudonym");
        }
    }

    [Fact]
    public void A_pseudonym_is_printed_and_written_nowhere()
    {
        var sent = SroiTracker.Privacy.SentPseudonym.From(Candidate);
        Assert.DoesNotContain(Candidate, $"{sent}{sent.Parsed()}", StringComparison.Ordinal);
        var statement = SroiTracker.Http.Json.Read<SroiTracker.Placements.PlacementStatement>($$"""{"candidate": "{{Candidate}}"}""");
        Assert.Equal(Candidate, statement.Candidate!.Parsed()!.Reveal());
        Assert.DoesNotContain(Candidate, statement + SroiTracker.Http.Json.Write(statement) + new SroiTracker.Placements.ReportPlacement(statement), StringComparison.Ordinal);
    }

    private sealed class Listener : ILoggerProvider, ILogger
    {
        public StringBuilder Text { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Dispose() { }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Text) Text.AppendLine(formatter(state, exception) + exception);
        }
    }
}
