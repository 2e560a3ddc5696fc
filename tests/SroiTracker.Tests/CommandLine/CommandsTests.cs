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
    [InlineData("keys", "create", "--name", "x")]
    [InlineData("keys", "create", "--role", "Auditor", "--name", "x", "--expires", "tomorrow")]
    [InlineData("keys", "revoke")]
    [InlineData("keys", "rotate", "srt_01234567", "--overlap-days", "soon")]
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
    [InlineData("Idempotency__RetentionHours", "23", "Idempotency:RetentionHours")]
    [InlineData("RateLimit__PerSecond", "0", "RateLimit:PerSecond")]
    [InlineData("RateLimit__Burst", "many", "RateLimit:Burst")]
    [InlineData("RateLimit__FailedSignInsPerMinute", "-1", "RateLimit:FailedSignInsPerMinute")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence_that_names_it(string name, string value, string named)
    {
        var run = await Run([(name, value)], "migrate");
        Assert.Equal(1, run.Code);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_a_whole_database_with_its_keys_and_tells_count_and_head_of_the_chain()
    {
        await Run("migrate");
        await Run("keys", "create", "--role", "Auditor", "--name", "auditor");
        // As they lie there once a connection to a supplier's system was made.
        var keys = Directory.CreateDirectory(Path.Combine(_folder.FullName, "data", "keys"));
        await File.WriteAllTextAsync(Path.Combine(keys.FullName, "key-1.xml"), "<key/>", TestContext.Current.CancellationToken);
        var backup = await Run("backup", "copy");
        Assert.True(backup.Code == 0, backup.Error);
        Assert.Matches(": [1-9][0-9]* events, head [0-9a-f]{64}", backup.Output);
        var copied = Path.Combine(_folder.FullName, "copy", "keys");
        Assert.Equal("<key/>", await File.ReadAllTextAsync(Path.Combine(copied, "key-1.xml"), TestContext.Current.CancellationToken));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(copied));

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
    public async Task Keys_are_made_listed_replaced_and_revoked_by_id_or_prefix()
    {
        var made = await Run("keys", "create", "--role", "Auditor", "--name", "auditor", "--expires", "2099-01-01");
        var (key, principal) = (made.Output.Trim(), made.Error.Split("Principal ")[1].Split('.')[0]);
        var list = await Run("keys", "list", "--principal", principal);
        Assert.True(list.Code == 0, list.Error);
        // Midnight in the Netherlands.
        foreach (var shown in new[] { key[..12], principal, "auditor", "Auditor everywhere", "2098-12-31 23:00Z", "never" }) Assert.Contains(shown, list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(key[..13], list.Output, StringComparison.Ordinal);

        var rotated = await Run("keys", "rotate", key[..12], "--overlap-days", "0");
        Assert.True(rotated.Code == 0, rotated.Error);
        Assert.StartsWith("srt_", rotated.Output, StringComparison.Ordinal);
        var next = rotated.Output[..12];
        Assert.Equal(1, (await Run("keys", "rotate", key[..12])).Code);
        Assert.Equal(0, (await Run("keys", "revoke", next)).Code);
        var again = await Run("keys", "revoke", next);
        Assert.Equal(1, again.Code);
        Assert.Contains("key.unknown", again.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(key[..12], (await Run("keys", "list")).Output, StringComparison.Ordinal);
        Assert.Contains("revoked", (await Run("keys", "list", "--all")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_of_a_principal_are_given_and_taken_by_name_and_a_further_key_opens_them_all()
    {
        var made = await Run("keys", "create", "--role", "Auditor", "--name", "auditor");
        var principal = made.Error.Split("Principal ")[1].Split('.')[0];
        Assert.Equal(0, (await Run("keys", "grant", "--principal", principal, "--role", "Officer")).Code);
        // A key by role alone would open more than it says.
        Assert.Equal(1, (await Run("keys", "create", "--principal", principal, "--role", "Auditor", "--name", "second")).Code);
        Assert.Equal(0, (await Run("keys", "create", "--principal", principal, "--name", "second")).Code);
        var list = await Run("keys", "list", "--principal", principal);
        Assert.Equal(2, list.Output.Split("Officer everywhere").Length - 1);
        Assert.Equal(0, (await Run("keys", "withdraw", "--principal", principal, "--role", "Officer")).Code);
        Assert.Equal(1, (await Run("keys", "withdraw", "--principal", principal, "--role", "Officer")).Code);
        var supplier = await Run("keys", "grant", "--principal", principal, "--role", "Supplier");
        Assert.Equal(1, supplier.Code);
        Assert.Contains("principal.supplier", supplier.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Officer", (await Run("keys", "list", "--principal", principal)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list"), InlineData("create"), InlineData("rotate"), InlineData("revoke"), InlineData("grant"), InlineData("withdraw")]
    public async Task Each_command_about_keys_explains_itself(string command)
    {
        var run = await Run("keys", command, "--help");
        Assert.Equal(0, run.Code);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_a_supplier_needs_a_supplier()
    {
        var run = await Run("keys", "create", "--role", "Supplier", "--name", "x");
        Assert.Equal(1, run.Code);
        Assert.Contains("key.supplier", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_candidate_is_valued_under_every_Tarief_with_the_reasons_for_each_difference()
    {
        var run = await Run("tarieven", "compare", "--start", "2026-01-01", "--since", "2026-01-01", "--language", "nl");
        Assert.True(run.Code == 0, run.Error);
        foreach (var line in new[]
        {
            // 32/36 of 2 years, 24 months at most; of 2 years and 182/366 (the anniversary year from 1 January 2028).
            "│ participatiewet, hoogstens 24 maanden            │ € 40.000 │ € 71.111,11 │              │",
            "│ participatiewet-under-2-years, hoogstens 24 maanden │ € 30.000 │ € 53.333,33 │ -€ 17.777,78 │",
            "€ 88.791,74 │ +€ 17.680,63 │", "  2028-01-01 2028-06-30  € 35.000 × 32/36 × 182/366 = € 15.470,55",
            "  -€ 17.777,78: Het bedrag is € 30.000 per voltijdjaar in plaats van € 40.000 per voltijdjaar.",
            "  +€ 13.260,48: Het telt zonder maximum in plaats van hoogstens 24 maanden.",
        })
            Assert.Contains(line.Replace(" ", "", StringComparison.Ordinal), run.Output.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "data")), "A comparison needs no database.");
    }

    [Fact]
    public async Task The_comparison_comes_as_JSON_too()
    {
        var run = await Run("tarieven", "compare", "--doelgroep", "Wajong", "--hours", "28.5", "--start", "2026-01-01", "--end", "2026-11-30", "--with", "Utrecht huidig", "--json");
        var answer = System.Text.Json.Nodes.JsonNode.Parse(run.Output)!;
        // 28,5/36 × 334/365 of 50.000, 25.000, 40.000, 40.000, 50.000, 35.000.
        Assert.Equal(
            ["Utrecht 36221.46 0.00", "Haaglanden en Zuid-Holland Centraal 36221.46 0.00", "Harlingen 28977.17 -7244.29", "Holland Rijnland 18110.73 -18110.73", "Oost-Nederland 28977.17 -7244.29", "Utrecht 25355.02 -10866.44"],
            answer["tarieven"]!.AsArray().Select(t => FormattableString.Invariant($"{t!["tarief"]!["region"]} {(decimal)t["value"]!["amount"]!:0.00} {(decimal)t["difference"]!["amount"]!:0.00}")));
        Assert.All(answer["tarieven"]!.AsArray(), t => Assert.Equal((decimal)t!["difference"]!["amount"]!, t["reasons"]!.AsArray().Sum(r => (decimal)r!["effect"]!["amount"]!)));
    }

    [Theory]
    [InlineData("--hours", "abc"), InlineData("--hours", "0"), InlineData("--hours", "24.555"), InlineData("--start", "2026-02-30"), InlineData("--since", "1 mei")]
    [InlineData("--end", "2020-01-01"), InlineData("--with", "Atlantis"), InlineData("--bouwblok", "social-activity"), InlineData("--doelgroep", "Iedereen"), InlineData("--language", "fr")]
    public async Task A_comparison_of_what_cannot_be_is_wrong_use(string option, string value)
    {
        var run = await Run("tarieven", "compare", option, value);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
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
