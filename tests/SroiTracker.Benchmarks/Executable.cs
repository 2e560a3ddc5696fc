using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SroiTracker.Benchmarks;

/// <summary>The service as it is published, in a process of its own.</summary>
internal sealed class Executable : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sroitracker-bench-");

    private Executable() { }

    /// <summary>Where it is published.</summary>
    public string Path => System.IO.Path.Combine(_folder.FullName, "app", "SroiTracker.dll");

    /// <summary>Publishes the Release build.</summary>
    public static async Task<Executable> Publish()
    {
        var executable = new Executable();
        using var publish = Process.Start(new ProcessStartInfo("dotnet",
            ["publish", System.IO.Path.Combine(Repository, "src", "SroiTracker"), "-c", "Release", "-o", System.IO.Path.GetDirectoryName(executable.Path)!, "-v", "quiet", "--nologo"])
        { RedirectStandardOutput = true })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? executable : throw new InvalidOperationException(said);
    }

    /// <summary>An empty folder of its own.</summary>
    public DirectoryInfo NewFolder() => _folder.CreateSubdirectory(System.IO.Path.GetRandomFileName());

    /// <summary>Starts it on a data folder.</summary>
    public Process Start(DirectoryInfo folder, IEnumerable<string> arguments, int? port = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path, .. arguments])
        {
            WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__SroiTracker"] = "Data Source=sroitracker.db", ["Authentication__BootstrapKey"] = "srt_the-administrator-of-the-benchmarks-012345",
                ["Urls"] = $"http://127.0.0.1:{port ?? FreePort()}", ["DOTNET_ENVIRONMENT"] = "Production",
            },
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => { if (line.Data is { } text) Console.Error.WriteLine(text); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Repository
    {
        get
        {
            for (var d = new DirectoryInfo(AppContext.BaseDirectory); d is not null; d = d.Parent)
                if (File.Exists(System.IO.Path.Combine(d.FullName, "SroiTracker.sln"))) return d.FullName;
            throw new InvalidOperationException("The benchmarks run inside the repository.");
        }
    }
}
