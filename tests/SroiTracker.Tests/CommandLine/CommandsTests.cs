using System.Diagnostics;

namespace SroiTracker.Tests.CommandLine;

/// <summary>The executable as it is used: a process with a folder of its own.</summary>
public sealed class CommandsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sroitracker-cli-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("no-such-command")]
    [InlineData("keys", "create", "--role", "Emperor", "--name", "x")]
    [InlineData("backup")]
    public async Task Wrong_use_ends_in_2(params string[] arguments)
    {
        var run = await Run(arguments);
        Assert.Equal(2, run.Code);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_migrate_shows_the_administrators_key_once_and_keeps_the_service_key_to_its_owner()
    {
        var first = await Run("migrate");
        var second = await Run("migrate");
        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Contains("srt_", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("srt_", second.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder.FullName, "data", "pseudonym.key")));
    }

    [Fact]
    public async Task A_database_is_refused_with_another_key_than_its_own()
    {
        await Run("migrate");
        var run = await Run([("Privacy__PseudonymKey", "another key, of more than 32 characters")], "migrate");
        Assert.Equal(1, run.Code);
        Assert.Contains("pseudonym-key.wrong", run.Error, StringComparison.Ordinal);
        Assert.Contains("Privacy:PseudonymKey", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Privacy__PseudonymKey", "short", "Privacy:PseudonymKey")]
    [InlineData("Authentication__BootstrapKey", "short", "Authentication:BootstrapKey")]
    [InlineData("Storage__Engine", "Oracle", "Storage:Engine")]
    [InlineData("Import__LargestFile", "much", "Import:LargestFile")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence_that_names_it(string name, string value, string named)
    {
        var run = await Run([(name, value)], "migrate");
        Assert.Equal(1, run.Code);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_a_whole_database_with_its_key_and_tells_count_and_head_of_the_chain()
    {
        await Run("migrate");
        await Run("keys", "create", "--role", "Auditor", "--name", "auditor");
        var backup = await Run("backup", "copy");
        Assert.True(backup.Code == 0, backup.Error);
        Assert.Matches(": [1-9][0-9]* events, head [0-9a-f]{64}", backup.Output);

        Directory.Move(Path.Combine(_folder.FullName, "copy"), Path.Combine(_folder.FullName, "restored"));
        var restored = await Run([("ConnectionStrings__SroiTracker", "Data Source=restored/sroitracker.db")], "verify-ledger");
        Assert.True(restored.Code == 0, restored.Error + restored.Output);
        Assert.Equal(1, (await Run("backup", "restored")).Code);
    }

    [Fact]
    public async Task One_more_key_of_a_principal_opens_no_more_and_no_less_than_its_others()
    {
        var first = await Run("keys", "create", "--role", "Auditor", "--name", "auditor");
        var principal = first.Error.Split("Principal ")[1].Split('.')[0];
        Assert.Equal(0, (await Run("keys", "create", "--role", "Auditor", "--name", "second", "--principal", principal)).Code);
        foreach (var other in new string[][] { ["--role", "Officer"], ["--role", "Auditor", "--person"] })
        {
            var run = await Run(["keys", "create", "--name", "other", "--principal", principal, .. other]);
            Assert.Equal(1, run.Code);
            Assert.Contains("principal.unknown", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_key_of_a_supplier_needs_a_supplier()
    {
        var run = await Run("keys", "create", "--role", "Supplier", "--name", "x");
        Assert.Equal(1, run.Code);
        Assert.Contains("key.supplier", run.Error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> Run(params string[] arguments) => Run([], arguments);

    private async Task<(int Code, string Output, string Error)> Run((string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(App).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
