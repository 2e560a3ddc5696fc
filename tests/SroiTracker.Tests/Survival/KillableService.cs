using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Data.Sqlite;

namespace SroiTracker.Tests.Survival;

/// <summary>
/// The executable as it was built, in processes of its own on one data folder, so that it can be killed as a power cut
/// would: without a last word (SIGKILL).
/// </summary>
public sealed class KillableService : IAsyncDisposable
{
    private const string AdministratorKey = "srt_the-administrator-of-the-survivors-01234";
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sroitracker-killed-");
    private readonly StringBuilder _said = new();
    private readonly int _port = FreePort();
    private Process? _serving;

    /// <summary>How often a test kills it; more by SROITRACKER_TEST_KILLS, which counts both tests together.</summary>
    public static int Kills => int.Parse(Environment.GetEnvironmentVariable("SROITRACKER_TEST_KILLS") ?? "20", CultureInfo.InvariantCulture) / 2;

    /// <summary>What decides on the moments; another by SROITRACKER_TEST_SEED, each time another with "any". It is told when a test fails.</summary>
    public static int Seed { get; } = Environment.GetEnvironmentVariable("SROITRACKER_TEST_SEED") switch
    {
        null => 20240401,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => seed,
        _ => Environment.TickCount,
    };

    /// <summary>Settings of all its processes, beside those that each test needs.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A caller with a key; the administrator where none is given. It is kept over restarts: the address stays the same.</summary>
    public HttpClient Caller(string? key = null)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}"), Timeout = LongestStart };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key ?? AdministratorKey);
        return client;
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task Start()
    {
        _serving = Run([]);
        using var client = new HttpClient();
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var ready = await client.GetAsync(new Uri($"http://127.0.0.1:{_port}/health/ready"), Token);
                if (ready.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) { }
            Assert.False(_serving.HasExited, $"It does not start again: {_said}");
            Assert.True(Stopwatch.GetElapsedTime(start) < LongestStart, $"It is not ready after a minute: {_said}");
            await Task.Delay(10, Token);
        }
    }

    /// <summary>Kills it.</summary>
    public Task Kill() => Kill(_serving!);

    /// <summary>Kills a process of it.</summary>
    public static async Task Kill(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync(Token);
        process.Dispose();
    }

    /// <summary>Starts a command on the same data.</summary>
    public Process Run(IEnumerable<string> arguments)
    {
        var process = Process.Start(Command(arguments))!;
        process.OutputDataReceived += Heard;
        process.ErrorDataReceived += Heard;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>A key that the command line made.</summary>
    public async Task<string> Key(params string[] arguments)
    {
        var (code, output, error) = await Ended(["keys", "create", .. arguments]);
        Assert.True(code == 0, error);
        return output;
    }

    /// <summary>Runs a command on the same data to its end: its exit code and what it wrote.</summary>
    public async Task<(int Code, string Output, string Error)> Ended(params string[] arguments)
    {
        using var process = Process.Start(Command(arguments))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, (await output).Trim(), await error);
    }

    /// <summary>
    /// Stops it where it is, without its knowing (SIGSTOP); at a moment at which it writes nothing, as whoever stops in the
    /// middle of a transaction keeps SQLite's one lock on writing.
    /// </summary>
    [SupportedOSPlatform("linux")]
    public async Task Freeze()
    {
        for (var tries = 0; ; tries++)
        {
            await Signal("STOP");
            if (await MayWrite()) return;
            Assert.True(tries < 100, "It is always writing.");
            await Thaw();
            await Task.Delay(20, Token);
        }
    }

    /// <summary>It goes on where it was stopped (SIGCONT).</summary>
    [SupportedOSPlatform("linux")]
    public Task Thaw() => Signal("CONT");

    private async Task Signal(string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {_serving!.Id}")]);
        await kill.WaitForExitAsync(Token);
        Assert.Equal(0, kill.ExitCode);
    }

    private ProcessStartInfo Command(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SroiTracker.dll"), .. arguments])
        {
            WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__SroiTracker"] = $"Data Source={Database}", ["Authentication__BootstrapKey"] = AdministratorKey,
                ["Urls"] = $"http://127.0.0.1:{_port}", ["DOTNET_ENVIRONMENT"] = "Production",
                ["RateLimit__PerSecond"] = "1000000", ["RateLimit__Burst"] = "1000000",
            },
        };
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        return start;
    }

    /// <summary>A file in the data folder.</summary>
    public string File(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>
    /// Whether everything that is kept agrees: SQLite's own pages and references, an event for each report, a seal for each
    /// event, and all that <c>verify-ledger --recompute</c> looks at.
    /// </summary>
    public async Task AssertWhole(string when)
    {
        Assert.Equal("ok", await One("PRAGMA quick_check"));
        Assert.Null(await One("PRAGMA foreign_key_check"));
        foreach (var (what, sql) in Halves) Assert.True(await Count(sql) == 0, $"{when}: {what}");
        using var verify = Run(["verify-ledger", "--recompute"]);
        await verify.WaitForExitAsync(Token);
        Assert.True(verify.ExitCode == 0, $"{when}: verify-ledger ended with {verify.ExitCode}: {_said}");
    }

    /// <summary>A number out of the database, past the service.</summary>
    public async Task<long> Count(string sql) => (long)(await One(sql))!;

    /// <summary>A text out of the database, past the service.</summary>
    public async Task<string?> Text(string sql) => (string?)await One(sql);

    // Each counts what stands alone though it is written together with something else.
    private static readonly (string What, string Sql)[] Halves =
    [
        ("a placement without its last report", "SELECT COUNT(*) FROM Placement p WHERE p.reportNumber <> (SELECT COUNT(*) FROM PlacementReport r WHERE r.placementId = p.id)"),
        ("a placement that stands on no contract", "SELECT COUNT(*) FROM Placement p WHERE NOT EXISTS (SELECT 1 FROM PlacementContract c WHERE c.placementId = p.id)"),
        ("a report without its event, or an event without its report", "SELECT (SELECT COUNT(*) FROM PlacementReport) - (SELECT COUNT(*) FROM Event WHERE act = 'placement.reported')"),
        ("a verdict without its event, or an event without its verdict", "SELECT (SELECT COUNT(*) FROM Verdict) - (SELECT COUNT(*) FROM Event WHERE act IN ('placement.verified', 'placement.withdrawal-asked'))"),
        ("an event without a seal", "SELECT (SELECT COUNT(*) FROM Event) - (SELECT COUNT(*) FROM EventSeal)"),
        ("a contract without a version", "SELECT COUNT(*) FROM Contract c WHERE c.version <> (SELECT COUNT(*) FROM ContractVersion v WHERE v.contractId = c.id) + (SELECT COUNT(*) FROM ClauseVersion v WHERE v.contractId = c.id)"),
        ("a contract without progress", "SELECT COUNT(*) FROM Contract c WHERE NOT EXISTS (SELECT 1 FROM ContractProgress p WHERE p.contractId = c.id)"),
        ("a contract without a supplier", "SELECT COUNT(*) FROM Contract c WHERE NOT EXISTS (SELECT 1 FROM ContractSupplier s WHERE s.contractId = c.id)"),
    ];

    public async ValueTask DisposeAsync()
    {
        if (_serving is { HasExited: false }) await Kill();
        _folder.Delete(recursive: true);
    }

    private string Database => Path.Combine(_folder.FullName, "sroitracker.db");

    private void Heard(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } text) return;
        lock (_said) _said.AppendLine(text);
    }

    private async Task<object?> One(string sql)
    {
        await using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await database.OpenAsync(Token);
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Token);
    }

    /// <summary>Whether nobody is writing.</summary>
    private async Task<bool> MayWrite()
    {
        await using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false, DefaultTimeout = 1 }.ToString());
        await database.OpenAsync(Token);
        try
        {
            await using var transaction = database.BeginTransaction(deferred: false);
            return true;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY) { return false; }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
