using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace SroiTracker.Benchmarks;

/// <summary>The executable's own import of a generated OCDS package of 100 MB: how many releases a second, and how much memory it took.</summary>
internal static class Imports
{
    private const long FileSize = 100_000_000, MegaByte = 1024 * 1024;
    private const int Walks = 3;

    public static async IAsyncEnumerable<Figure> Run()
    {
        using var executable = await Executable.Publish();
        var folder = executable.NewFolder();
        var file = Path.Combine(folder.FullName, "package.json");
        int releases;
        await using (var stream = File.Create(file)) releases = OcdsPackage.WriteBytes(stream, FileSize);

        var walks = new List<double>();
        for (var i = 0; i < Walks; i++) walks.Add(await Seconds(() => Walk(file)));
        var walked = releases / Rounds.Median(walks);
        const string yardstick = "Utf8JsonReader walks the same file";

        var peak = 0L;
        var first = await Seconds(async () => peak = await Import(executable, folder, file));
        var stored = Stored(folder);
        if (stored != releases) throw new InvalidOperationException($"{releases} releases gave {stored} contracts.");
        yield return new(string.Create(CultureInfo.InvariantCulture, $"import of {new FileInfo(file).Length / 1_000_000} MB of OCDS, {releases:N0} releases, all new"), releases / first, "/s", null, yardstick, walked);
        yield return new("its peak memory", peak / (double)MegaByte, "MB", "≤ 200 MB");
        var second = await Seconds(async () => peak = await Import(executable, folder, file));
        if (Stored(folder) != stored) throw new InvalidOperationException("The second import changed something.");
        yield return new("the same file again, nothing new", releases / second, "/s", null, yardstick, walked);
        yield return new("its peak memory", peak / (double)MegaByte, "MB", "≤ 200 MB");
    }

    /// <summary>Runs the command to its end; the most memory that it held, in bytes.</summary>
    private static async Task<long> Import(Executable executable, DirectoryInfo folder, string file)
    {
        using var process = executable.Start(folder, ["import", file]);
        var peak = await process.PeakToItsEnd();
        return process.ExitCode == 0 ? peak : throw new InvalidOperationException($"The import ended with {process.ExitCode}.");
    }

    private static long Stored(DirectoryInfo folder)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "sroitracker.db")};Pooling=False");
        database.Open();
        using var count = new SqliteCommand("SELECT COUNT(*) FROM Contract", database);
        return (long)count.ExecuteScalar()!;
    }

    private static async Task Walk(string file)
    {
        await using var stream = File.OpenRead(file);
        var (buffer, held, state) = (new byte[64 * 1024], 0, default(JsonReaderState));
        for (int read; (read = await stream.ReadAsync(buffer.AsMemory(held))) > 0;)
        {
            var used = Step(buffer.AsSpan(0, held + read), ref state);
            held = held + read - used;
            buffer.AsSpan(used, held).CopyTo(buffer);
        }
    }

    private static int Step(ReadOnlySpan<byte> bytes, ref JsonReaderState state)
    {
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, state);
        while (reader.Read()) { }
        state = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }

    private static async Task<double> Seconds(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
