using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Database;
using SroiTracker.Tests.Suppliers.Sync;

namespace SroiTracker.Tests.CommandLine;

/// <summary><c>synchronise</c> in a process of its own, beside a service on the same database.</summary>
public sealed class SynchroniseTests(SynchronisingService service) : IClassFixture<SynchronisingService>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_pulls_one_connection_and_says_what_came_of_it()
    {
        service.Running.RequireFile();
        await using var stage = await SystemStage.In(service);
        for (var i = 0; i < 3; i++) stage.System.Put($"p-{i}", Item(stage, $"p-{i}"));
        Assert.Equal((0, "payroll: Completed, 1 pages, 3 received, 3 new, 0 changed, 0 unchanged, 0 refused"), await Run("synchronise", "--connection", $"{stage.Connection.Id}"));
        Assert.Equal(3, (await stage.Stage.Supplier.Ask("placements").Is(200))["items"]!.AsArray().Count);

        stage.System.Put("p-3", Item(stage, "p-3", hours: 300));
        Assert.Equal((1, "payroll: Completed, 1 pages, 1 received, 0 new, 0 changed, 0 unchanged, 1 refused"), await Run("synchronise", "--connection", $"{stage.Connection.Id}"));
    }

    [Fact]
    public async Task It_tells_the_verdicts_too()
    {
        service.Running.RequireFile();
        await using var stage = await SystemStage.In(service);
        await stage.Step();
        stage.System.Put("p-1", Item(stage, "p-1"));
        await stage.Pull();
        var placement = (Guid)(await stage.Stage.Supplier.Ask("placements").Is(200))["items"]![0]!["id"]!;
        await stage.Stage.Verify(placement, through: "2024-09-30").Is(201);
        Assert.Equal(0, (await Run("synchronise", "--connection", $"{stage.Connection.Id}")).Code);
        Assert.Equal("Verified", (string?)Assert.Single(stage.System.Told).Status["contracts"]![0]!["state"]);
    }

    [Fact]
    public async Task Where_the_system_fails_it_says_why_and_ends_with_1()
    {
        service.Running.RequireFile();
        await using var stage = await SystemStage.In(service);
        stage.System.Mishap = http => { http.Response.StatusCode = 422; return Task.FromResult(true); };
        Assert.Equal((1, "payroll: Failed (source.refused), 0 pages, 0 received, 0 new, 0 changed, 0 unchanged, 0 refused"), await Run("synchronise", "--connection", $"{stage.Connection.Id}"));
    }

    [Fact]
    public async Task A_connection_that_is_not_there_is_refused()
    {
        service.Running.RequireFile();
        var (code, said) = await Run("synchronise", "--connection", $"{Guid.NewGuid()}");
        Assert.Equal(1, code);
        Assert.Contains("resource.not-found", said, StringComparison.Ordinal);
        Assert.Equal(2, (await Run("synchronise", "--connection", "payroll")).Code);
    }

    private static object Item(SystemStage stage, string id, decimal hours = 18) =>
        stage.Stage.Report($"HB-{id}", $"pseudonym-of-{id}-0123", hours, start: "2024-05-01", end: "2024-09-30", through: "2024-09-30");

    /// <summary>Exit code, and the last line that it said.</summary>
    private async Task<(int Code, string Said)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "SroiTracker.exe" : "SroiTracker"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["ConnectionStrings__SroiTracker"] = service.Running.Services.GetRequiredService<StorageOptions>().ConnectionString,
            ["Outbound__AllowHttp"] = "true", ["Outbound__AllowPrivateAddresses"] = "true",
        }) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, $"{await output}\n{await error}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last] ? last : "");
    }
}
