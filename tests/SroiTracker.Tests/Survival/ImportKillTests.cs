using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using SroiTracker.Benchmarks;

namespace SroiTracker.Tests.Survival;

/// <summary>An import that was cut off left whole contracts behind, and importing the file again completes it.</summary>
public class ImportKillTests
{
    private const int Releases = 250;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_while_it_imports_a_file_it_has_each_contract_once()
    {
        var random = new Random(KillableService.Seed);
        await using var service = new KillableService();
        await service.Start();
        using var officer = service.Caller();

        // How long an import takes that is left alone, over HTTP and from the command line: the moments fall within that.
        var longest = new[] { await Time(() => Imported(officer, Package(0))), await Time(() => FromTheCommandLine(service, Package(1))) };
        var cutOff = 0;
        for (var kill = 1; kill <= KillableService.Kills; kill++)
        {
            var byCommand = kill % 2 == 0;
            var moment = longest[byCommand ? 1 : 0] * (0.05 + random.NextDouble());
            var when = string.Create(CultureInfo.InvariantCulture, $"kill {kill}, {(byCommand ? "of the command" : "of the service")}, after {moment.TotalMilliseconds:0} ms (SROITRACKER_TEST_SEED={KillableService.Seed})");
            try
            {
                var package = Package(kill + 1);
                var done = byCommand ? await CutOffCommand(service, package, moment) : await CutOffRequest(service, officer, package, moment);
                if (!byCommand) await service.Start();
                if (!done) cutOff++;

                var kept = await service.Count("SELECT COUNT(*) FROM Contract") - Releases * (kill + 1);
                Assert.InRange(kept, done ? Releases : 0, Releases);
                var counts = await Imported(officer, package);
                Assert.Equal((Releases, Releases - (int)kept, (int)kept, 0), ((int)counts["read"]!, (int)counts["created"]!, (int)counts["unchanged"]!, (int)counts["refused"]!));
                Assert.Equal(Releases * (kill + 2), await service.Count("SELECT COUNT(*) FROM Contract"));
                await service.AssertWhole(when);
            }
            catch (Exception e) when (e is not OperationCanceledException) { throw new InvalidOperationException($"{when}: {e.Message}", e); }
        }
        Assert.True(cutOff > 0, "Every import had ended before the kill.");
        Assert.Equal(await service.Count("SELECT COUNT(DISTINCT reference) FROM Contract"), await service.Count("SELECT COUNT(*) FROM Contract"));
    }

    /// <summary>Posts the file and kills the service; whether it said before that the file was imported.</summary>
    private static async Task<bool> CutOffRequest(KillableService service, HttpClient officer, byte[] package, TimeSpan moment)
    {
        var import = Post(officer, package);
        await Task.Delay(moment, Token);
        await service.Kill();
        try
        {
            using var response = await import;
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            return true;
        }
        catch (HttpRequestException) { return false; }
    }

    /// <summary>Imports the file by the command, while the service runs, and kills the command; whether it had ended well.</summary>
    private static async Task<bool> CutOffCommand(KillableService service, byte[] package, TimeSpan moment)
    {
        var file = service.File("cut-off.json");
        await File.WriteAllBytesAsync(file, package, Token);
        var import = service.Run(["import", file]);
        await Task.Delay(moment, Token);
        var done = import is { HasExited: true, ExitCode: 0 };
        await KillableService.Kill(import);
        return done;
    }

    private static async Task FromTheCommandLine(KillableService service, byte[] package)
    {
        var file = service.File("whole.json");
        await File.WriteAllBytesAsync(file, package, Token);
        using var import = service.Run(["import", file]);
        await import.WaitForExitAsync(Token);
        Assert.Equal(0, import.ExitCode);
    }

    private static async Task<JsonNode> Imported(HttpClient officer, byte[] package)
    {
        using var response = await Post(officer, package);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!["counts"]!;
    }

    private static Task<HttpResponseMessage> Post(HttpClient officer, byte[] package)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/contract-imports") { Content = new ByteArrayContent(package) };
        return officer.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    private static byte[] Package(int number)
    {
        using var file = new MemoryStream();
        OcdsPackage.Write(file, number * Releases, Releases);
        return file.ToArray();
    }

    private static async Task<TimeSpan> Time(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start);
    }
}
