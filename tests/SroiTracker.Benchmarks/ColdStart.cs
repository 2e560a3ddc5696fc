using System.Diagnostics;

namespace SroiTracker.Benchmarks;

/// <summary>From starting the published program until it says that it is ready.</summary>
internal static class ColdStart
{
    private const int Starts = 7;

    public static async IAsyncEnumerable<Figure> Run()
    {
        using var executable = await Executable.Publish();
        var existing = executable.NewFolder();
        var times = await Rounds.InTurns(Starts,
            () => UntilReady(executable, executable.NewFolder()), () => UntilReady(executable, existing), Hello);
        const string hello = "a .NET program that says hello and ends";
        yield return new("cold start to ready, fresh folder", times[0], "ms", "≤ 1,500 ms", hello, times[2]);
        yield return new("cold start to ready, existing database", times[1], "ms", "≤ 1,500 ms", hello, times[2]);
    }

    private static async Task<double> UntilReady(Executable executable, DirectoryInfo folder)
    {
        var port = Executable.FreePort();
        using var client = new HttpClient();
        var start = Stopwatch.GetTimestamp();
        using var process = executable.Start(folder, [], port);
        while (!await IsReady(client, port))
        {
            if (process.HasExited) throw new InvalidOperationException($"The service ended with code {process.ExitCode}.");
            await Task.Delay(5);
        }
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        process.Kill();
        await process.WaitForExitAsync();
        return time;
    }

    private static async Task<bool> IsReady(HttpClient client, int port)
    {
        try
        {
            using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException) { return false; }
    }

    private static async Task<double> Hello()
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ColdStart).Assembly.Location, "hello"]) { RedirectStandardOutput = true })!;
        await process.WaitForExitAsync();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
