using System.Text.Json.Nodes;
using SroiTracker.Http;
using SroiTracker.Placements;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Placements;
using SroiTracker.Tests.Settlements;

namespace SroiTracker.Tests.OpenApi.Fuzz;

/// <summary>
/// Some who report, verify, reject, withdraw, revoke, amend and settle at once on the same contracts, each what could come next
/// as far as they saw, and one in four requests spoilt. Whether it may is the service's business; what it keeps holds together.
/// </summary>
internal sealed class Crowd(FuzzRun run, PlacementStage stage, IReadOnlyList<Guid> contracts)
{
    private const int People = 4, ActsOfEach = 60, Spoilt = 4;

    private static readonly DateOnly First = new(2025, 10, 1), Today = new(2026, 11, 22);
    private static readonly string Hash = new('b', 64);

    /// <summary>Plays it on two contracts that run and on one that has ended; the number of ledger lines that came of it.</summary>
    public static async Task<long> Play(RunningService service, FuzzRun run, int seed)
    {
        var running = await PlacementStage.In(service);
        var ended = await SettlementStage.In(service);
        Crowd[] crowds = [new(run, running, [running.Contract.ContractId, await running.SecondContract()]), new(run, ended.Stage, [ended.Stage.Contract.ContractId])];
        await Task.WhenAll(Enumerable.Range(0, People).Select(async person =>
        {
            var random = new Random(HashCode(seed, person));
            for (var i = 0; i < ActsOfEach; i++) await crowds[random.Next(3) / 2].Act(random);
        }));
        var check = await service.Send(Caller.TheService, new CheckLedger(Recompute: true));
        if (check.Difference is { } difference) run.Found($"the crowd left {difference}");
        return check.Lines;
    }

    private static int HashCode(int seed, int person) => unchecked(seed * 397 + person);

    private async Task Act(Random random)
    {
        var right = random.Next(8) switch
        {
            0 or 1 => Report(random),
            2 => await Effort(random),
            3 when contracts.Count == 1 => await Settle(random),
            4 when random.Next(3) == 0 => Amend(random),
            _ => await Placement(random) ?? Report(random),
        };
        var attempt = random.Next(Spoilt) == 0 ? Spoiling.Of(right, random) : right.Attempt();
        var given = await run.Send(attempt);
        foreach (var fault in FuzzJudge.Faults(right, attempt, given)) run.Found(fault, right.Operation, attempt, given);
    }

    private RightRequest Report(Random random) => Right("reportPlacement", stage.Supplier, "placements", Terms(random));

    private JsonObject Terms(Random random, string? reference = null, string? candidate = null)
    {
        var number = random.Next(6);
        var (start, share) = (First.AddDays(random.Next(120)), contracts.Count == 1 ? 100 : OddValues.Of([30, 50, 100], random));
        var through = Earlier(start.AddDays(random.Next(330)), Today.AddDays(-1));
        var terms = stage.Report(
            reference ?? $"P-{number}", candidate ?? $"candidate-of-the-crowd-{number / 2:0000}", OddValues.Of([8m, 12m, 18m, 24m], random), Day(start), random.Next(3) == 0 ? Day(through) : null, Day(through),
            random.Next(2) == 0 ? Day(start) : null, OddValues.Of(["participatiewet", "ww"], random));
        var first = random.Next(contracts.Count);
        terms["allocations"] = share == 100 ? [Share(first, 100)] : new JsonArray(Share(first, share), Share(1 - first, 100 - share));
        terms["permanent"] = random.Next(3) == 0;
        return terms;

        JsonObject Share(int contract, int percentage) => new() { ["contractId"] = contracts[contract], ["percentage"] = percentage };
    }

    /// <summary>What could come next on a placement that is there.</summary>
    private async Task<RightRequest?> Placement(Random random)
    {
        var seen = (await stage.Supplier.Ask("placements?pageSize=50").Is(200))["items"]!.AsArray();
        if (seen.Count == 0) return null;
        var placement = OddValues.Of(seen, random)!;
        var on = OddValues.Of(placement["contracts"]!.AsArray(), random)!;
        var (path, verdict, number) = ($"placements/{placement["id"]}", on["verdict"], (int)placement["reportNumber"]!);
        var about = new JsonObject { ["contractId"] = (Guid)on["contractId"]!, ["reportNumber"] = number };
        var last = DateOnly.Parse((string)placement["reportedThroughDate"]!);
        var kind = ((string?)on["state"], (string?)verdict?["kind"]) switch
        {
            ("WithdrawalAsked", _) when random.Next(2) == 0 => "decideWithdrawal",
            (_, "RevocationAsked") when random.Next(2) == 0 => "decideRevocation",
            _ when verdict?["proposedReport"] is not null && random.Next(2) == 0 => "acceptProposedReport",
            _ => OddValues.Of(["verifyPlacement", "verifyPlacement", "verifyPlacement", "reportNext", "rejectPlacement", "withdrawPlacement", "revokePlacement", "decideRevocation", "acceptProposedReport"], random),
        };
        switch (kind)
        {
            case "reportNext":
                // With the ETag of the number that was seen: another may be in between.
                var next = Terms(random, (string)placement["supplierReference"]!, $"candidate-of-the-crowd-{((string)placement["supplierReference"]!)[2] / 2 - '0' / 2:0000}");
                return Right(kind, stage.Supplier, path, next, await stage.Supplier.ETag(path));
            case "verifyPlacement":
                about["throughDate"] = Day(random.Next(2) == 0 ? last : last.AddDays(-random.Next(60)));
                return Right(kind, stage.Officer, $"{path}/verifications", about);
            case "acceptProposedReport": return Right(kind, stage.Supplier, $"{path}/acceptances", about);
            case "decideWithdrawal" or "decideRevocation":
                return Right(kind, random.Next(4) == 0 ? stage.Officer : stage.OtherOfficer, $"{path}/{(kind == "decideWithdrawal" ? "withdrawals" : "revocations")}/{verdict?["id"] ?? Guid.NewGuid().ToString()}/decisions",
                    new() { ["agreed"] = random.Next(3) > 0, ["reason"] = "seen together" });
        }
        (about["code"], about["reason"]) = ("not-so", "it was not so");
        if (kind == "withdrawPlacement") return Right(kind, stage.Supplier, $"{path}/withdrawals", about);
        if (kind == "revokePlacement")
        {
            about["fromDate"] = Day(last.AddDays(-random.Next(120)));
            return Right(kind, stage.Officer, $"{path}/revocations", about);
        }
        if (random.Next(2) == 0)
        {
            about["proposedReport"] = Terms(random, (string)placement["supplierReference"]!);
            about["proposedReport"]!.AsObject().Remove("candidate");
        }
        return Right(kind, stage.Officer, $"{path}/rejections", about);
    }

    private async Task<RightRequest> Effort(Random random)
    {
        var seen = (await stage.Supplier.Ask("efforts?pageSize=50").Is(200))["items"]!.AsArray();
        if (seen.Count == 0 || random.Next(3) == 0)
            return Right("reportEffort", stage.Supplier, "efforts", new()
            {
                ["supplierReference"] = $"E-{random.Next(5)}", ["kind"] = "Activity", ["description"] = "help at a community garden", ["bouwblok"] = "social-activity",
                ["days"] = new JsonArray(new JsonObject { ["date"] = "2026-01-05", ["persons"] = random.Next(1, 4), ["hours"] = 2.5m * random.Next(1, 6) }), ["reportedThroughDate"] = "2026-01-31",
                ["evidence"] = new JsonArray(new JsonObject { ["kind"] = "AttendanceList", ["hash"] = Hash, ["date"] = "2026-01-06", ["seenBy"] = "projectleider", ["keptAt"] = "archive" }),
                ["allocations"] = new JsonArray(new JsonObject { ["contractId"] = contracts[0], ["percentage"] = 100 }),
            });
        var effort = OddValues.Of(seen, random)!;
        var about = new JsonObject { ["contractId"] = contracts[0], ["reportNumber"] = (int)effort["reportNumber"]! };
        if (random.Next(3) == 0)
        {
            (about["code"], about["reason"]) = ("mistaken", "it was not so");
            return Right("withdrawEffort", stage.Supplier, $"efforts/{effort["id"]}/withdrawals", about);
        }
        (about["throughDate"], about["seenEvidence"]) = ("2026-01-05", new JsonArray(Hash));
        return Right("verifyEffort", stage.Officer, $"efforts/{effort["id"]}/verifications", about);
    }

    private RightRequest Amend(Random random) => Right("amendContract", stage.Officer, $"contracts/{contracts[random.Next(contracts.Count)]}/amendments", new()
    {
        ["fromDate"] = Day(First.AddDays(random.Next(400))), ["reason"] = "extension", ["value"] = Rivierenland.Money(3_887_000m + random.Next(3) * 100_000),
        ["endDate"] = contracts.Count == 1 ? "2026-10-31" : Day(Today.AddDays(random.Next(100))),
    });

    private async Task<RightRequest> Settle(Random random)
    {
        var path = $"contracts/{contracts[0]}/settlements";
        var settlements = (await stage.Officer.Ask(path).Is(200))["items"]!.AsArray();
        if (settlements.Count == 0) return Right("openSettlement", stage.Officer, path, []);
        var (settlement, one) = (settlements[^1]!, $"{path}/{settlements[^1]!["id"]}");
        return random.Next(6) switch
        {
            0 => Right("giveNotice", stage.Officer, $"{one}/notices", new() { ["noticeDate"] = "2026-11-05", ["recoveryUntilDate"] = "2026-11-15", ["text"] = "U bent tekortgeschoten." }),
            1 => Right("giveView", stage.Supplier, $"{one}/views", new() { ["text"] = "Wij deden wat kon.", ["nothingMore"] = random.Next(2) == 0 }),
            2 => Right("proposeSettlement", stage.Officer, $"{one}/proposals", new() { ["text"] = "As discussed." }),
            3 => Right("decideSettlement", stage.OtherOfficer, $"{one}/decisions", new() { ["proposalNumber"] = Math.Max(1, settlement["proposals"]?.AsArray().Count ?? 1), ["agreed"] = random.Next(3) > 0, ["reason"] = "Agreed." }),
            4 => Right("askReopening", stage.Officer, $"{one}/reopenings", new() { ["reason"] = "A placement was forgotten." }),
            _ => Right("decideReopening", stage.OtherOfficer, $"{one}/reopenings/{settlement["reopenings"]?.AsArray().LastOrDefault()?["id"] ?? Guid.NewGuid().ToString()}/decisions", new() { ["agreed"] = true, ["reason"] = "It was." }),
        };
    }

    private static RightRequest Right(string operation, HttpClient by, string path, JsonObject body, string? etag = null) =>
        new(DocumentedOperation.All[operation], RightRequest.KeyOf(by), "/api/v1/" + path, JsonNode.Parse(body.ToJsonString())!.AsObject(), null, "application/json", etag);

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
