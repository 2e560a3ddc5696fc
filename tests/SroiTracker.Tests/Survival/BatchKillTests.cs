using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SroiTracker.Tests.Survival;

/// <summary>A batch goes on where it was, whatever becomes of the process meanwhile: each line is taken once.</summary>
public class BatchKillTests
{
    private const int Lines = 900;

    private static int Kills => Math.Max(1, KillableService.Kills / 3);
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_while_it_takes_a_batch_it_has_each_line_once()
    {
        var random = new Random(KillableService.Seed);
        await using var service = new KillableService();
        await service.Start();
        using var officer = service.Caller();
        var (contract, key) = await PlacementKillTests.ContractWithClause(service, officer);
        using var supplier = service.Caller(key);

        var cutOff = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var body = Body(contract, kill);
            var moment = TimeSpan.FromMilliseconds(random.Next(50, 1_500));
            var when = string.Create(CultureInfo.InvariantCulture, $"kill {kill}, after {moment.TotalMilliseconds:0} ms (SROITRACKER_TEST_SEED={KillableService.Seed})");
            try
            {
                var sending = Send(supplier, body, kill);
                await Task.Delay(moment, Token);
                await service.Kill();
                if (await sending is null) cutOff++;
                await service.Start();
                Assert.Equal(0, await service.Count(Halves));
                await service.AssertWhole(when);

                var batch = await Send(supplier, body, kill);
                Assert.Equal((Lines, Lines - 1, 0, 1), ((int)batch!["lines"]!, (int)batch["accepted"]!, (int)batch["unchanged"]!, (int)batch["refused"]!));
                Assert.Equal((Lines - 1) * kill, await service.Count("SELECT COUNT(*) FROM Placement"));
                Assert.Equal(0, await service.Count(Halves));
            }
            catch (Exception e) when (e is not OperationCanceledException) { throw new InvalidOperationException($"{when}: {e.Message}", e); }
        }
        await service.AssertWhole("in the end");
        Assert.True(cutOff > 0, "Every batch had ended before the kill.");
    }

    // Lines that are done without a hash, or hashes of lines that are not; counts that do not add up.
    private const string Halves = """
        SELECT COUNT(*) FROM PlacementBatch b
        WHERE b.lines <> b.accepted + b.unchanged + b.refused OR b.refused <> (SELECT COUNT(*) FROM PlacementBatchRefusal r WHERE r.batchId = b.id)
            OR b.lines <> (SELECT COALESCE(SUM(LENGTH(p.hashes)) / 16, 0) FROM PlacementBatchPart p WHERE p.batchId = b.id)
        """;

    /// <summary>The counts of the answer; null where there was none.</summary>
    private static async Task<JsonNode?> Send(HttpClient supplier, string body, int kill)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/placement-batches") { Content = new StringContent(body, Encoding.UTF8, "application/x-ndjson") };
        request.Headers.Add("Idempotency-Key", $"kill-{kill}");
        try
        {
            using var response = await supplier.SendAsync(request, Token);
            var text = await response.Content.ReadAsStringAsync(Token);
            Assert.True(response.IsSuccessStatusCode, text);
            return JsonNode.Parse(text)!["counts"];
        }
        catch (HttpRequestException) { return null; }
    }

    private static string Body(Guid contract, int kill)
    {
        var body = new StringBuilder();
        for (var i = 0; i < Lines; i++)
            body.Append(i == 450 ? "not a report" : new JsonObject
            {
                ["supplierReference"] = $"K{kill}-{i}", ["candidate"] = $"pseudonym-of-k{kill}-{i}", ["bouwblok"] = "participatiewet", ["doelgroep"] = "Participatiewet",
                ["placementMethod"] = "Individueel", ["employment"] = "Dienstverband", ["hoursPerWeek"] = 24, ["startDate"] = "2024-05-01", ["reportedThroughDate"] = "2024-12-31",
                ["allocations"] = new JsonArray(new JsonObject { ["contractId"] = contract, ["percentage"] = 100 }),
            }.ToJsonString()).Append('\n');
        return body.ToString();
    }
}
