using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace SroiTracker.Benchmarks;

/// <summary>
/// <c>verify-ledger --recompute</c> on a generated history (SROITRACKER_BENCH_PLACEMENTS, else 100.000 placements): how long
/// it takes and how much memory, and that it finds and names a row that was changed behind the service.
/// </summary>
internal static class LedgerChecks
{
    private const long MegaByte = 1024 * 1024;

    public static async IAsyncEnumerable<Figure> Run()
    {
        var placements = int.Parse(Environment.GetEnvironmentVariable("SROITRACKER_BENCH_PLACEMENTS") ?? "100000", CultureInfo.InvariantCulture);
        using var executable = await Executable.Publish();
        var folder = executable.NewFolder();
        await using (var service = await InProcess.Start())
        {
            var start = Stopwatch.GetTimestamp();
            var history = await MixedActs.Of(service, placements);
            yield return new(string.Create(CultureInfo.InvariantCulture, $"history of {placements:N0} placements, {history.Acts:N0} mixed acts"), history.Acts / Stopwatch.GetElapsedTime(start).TotalSeconds, "/s");
            service.CopyTo(folder);
        }

        var (seconds, peak, exit, said) = await Check(executable, folder);
        if (exit != 0) throw new InvalidOperationException($"The history does not agree with itself: {said}");
        yield return new("verify-ledger --recompute of it", seconds, "s");
        yield return new("the same, placements a second", placements / seconds, "/s");
        yield return new("its peak memory", peak / (double)MegaByte, "MB");

        // One day off one verdict of the candidate that is checked last.
        var spoiled = Spoil(folder);
        (seconds, _, exit, said) = await Check(executable, folder);
        if (exit != 1 || !said.Contains(spoiled.ToString(), StringComparison.Ordinal)) throw new InvalidOperationException($"A spoiled verdict on placement {spoiled} was not named: {said}");
        yield return new("the same, with a verdict changed behind the service: named", seconds, "s");
    }

    private static async Task<(double Seconds, long Peak, int Exit, string Said)> Check(Executable executable, DirectoryInfo folder)
    {
        var (start, said) = (Stopwatch.GetTimestamp(), new StringBuilder());
        using var process = executable.Start(folder, ["verify-ledger", "--recompute"]);
        process.OutputDataReceived += Heard;
        process.ErrorDataReceived += Heard;
        var peak = await process.PeakToItsEnd();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await process.WaitForExitAsync();
        lock (said) return (seconds, peak, process.ExitCode, said.ToString());

        void Heard(object sender, DataReceivedEventArgs line)
        {
            lock (said) said.AppendLine(line.Data);
        }
    }

    /// <summary>Changes a verdict past the service; whose placement it is of.</summary>
    private static Guid Spoil(DirectoryInfo folder)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "sroitracker.db")};Pooling=False");
        database.Open();
        using var last = new SqliteCommand("SELECT pc.placementId FROM PlacementContract pc WHERE pc.state = 'Verified' ORDER BY pc.candidateId DESC LIMIT 1", database);
        var placement = (byte[])last.ExecuteScalar()!;
        using var spoil = new SqliteCommand("UPDATE Verdict SET throughDate = date(throughDate, '-1 day') WHERE placementId = @placement AND kind = 'Verification'", database);
        spoil.Parameters.AddWithValue("@placement", placement);
        return spoil.ExecuteNonQuery() > 0 ? new Guid(placement, bigEndian: true) : throw new InvalidOperationException("There is no verification to spoil.");
    }
}
