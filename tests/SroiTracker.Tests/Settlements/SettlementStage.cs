using System.Text.Json.Nodes;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Settlements;

/// <summary>
/// The Rivierenland contract as if it had ended on 31 October 2026, three weeks ago: 5 % of 3.887.000 is 194.350,00. Reports
/// are taken through 30 November.
/// </summary>
public sealed record SettlementStage(PlacementStage Stage)
{
    private static int made;

    public RunningService Service => Stage.Service;
    public HttpClient Officer => Stage.Officer;
    public HttpClient OtherOfficer => Stage.OtherOfficer;
    public HttpClient Supplier => Stage.Supplier;
    public string Contract => Stage.Contract.Path;

    /// <param name="policy">What of the buyer's policy is other; without it there is none, and the contract is settled as a whole.</param>
    public static async Task<SettlementStage> In(RunningService service, Action<JsonObject>? change = null, Action<JsonObject>? policy = null, Action<JsonObject>? clause = null)
    {
        var contract = await Rivierenland.In(service, entry =>
        {
            entry["endDate"] = "2026-10-31";
            change?.Invoke(entry);
        });
        Guid? policyId = null;
        if (policy is not null)
        {
            var body = new JsonObject
            {
                ["buyerId"] = contract.BuyerId, ["name"] = "Inkoopbeleid", ["validFromDate"] = "2023-01-01", ["natures"] = new JsonArray("Works"), ["percentage"] = 5.0m,
                ["base"] = "ContractValue", ["tariefId"] = Rivierenland.Utrecht, ["targets"] = "Final",
            };
            policy(body);
            policyId = await service.Administrator.Post("policies", body).Is(201).Id();
        }
        await contract.Set(Rivierenland.Clause(c =>
        {
            if (policyId is not null) c["policyId"] = policyId;
            clause?.Invoke(c);
        })).Is(200);
        return new(new PlacementStage(service, contract, await service.Supplier(contract.SupplierId), await service.Officer(contract.BuyerId), await service.Officer(contract.BuyerId)));
    }

    /// <summary>Someone works full-time on a block of 40.000 a year; reported and verified through its last day.</summary>
    public async Task<Guid> Worked(string start, string end, decimal hours = 36, string? reference = null)
    {
        var number = Interlocked.Increment(ref made);
        var id = await Stage.Reported(Stage.Report(reference ?? $"S-{number}", $"candidate-of-settlement-{number:0000}", hours, start, end, end));
        await Stage.Verify(id, through: end).Is(201);
        return id;
    }

    /// <summary>Opens the settlement of the whole contract, or of a year; its path.</summary>
    public async Task<string> Opened(int? year = null) => $"{Contract}/settlements/{await Officer.Post($"{Contract}/settlements", new { year }).Is(201).Id()}";

    /// <summary>Notice of 5 November with recovery through the 15th, both past.</summary>
    public Task<JsonNode> Noticed(string settlement, string noticeDate = "2026-11-05", string recoveryUntilDate = "2026-11-15") =>
        Officer.Post($"{settlement}/notices", new { noticeDate, recoveryUntilDate, text = "U bent tekortgeschoten." }).Is(201);

    public Task<JsonNode> Heard(string settlement, bool nothingMore = false) => Supplier.Post($"{settlement}/views", new { text = "Wij deden wat kon.", nothingMore }).Is(201);

    /// <summary>The officer proposes; the answer.</summary>
    public Task<HttpResponseMessage> Propose(string settlement, object? waiver = null) => Officer.Post($"{settlement}/proposals", new { waiver, text = (string?)null });

    /// <summary>The other officer agrees with the last proposal.</summary>
    public async Task<JsonNode> Decided(string settlement)
    {
        var shown = await OtherOfficer.Ask(settlement).Is(200);
        return await OtherOfficer.Post($"{settlement}/decisions", new { proposalNumber = (int)shown["proposals"]!.AsArray()[^1]!["number"]!, agreed = true }).Is(201);
    }

    /// <summary>From opening to decision where something is due; the path.</summary>
    public async Task<string> Settled(int? year = null, string noticeDate = "2026-11-05", string recoveryUntilDate = "2026-11-15")
    {
        var settlement = await Opened(year);
        await Noticed(settlement, noticeDate, recoveryUntilDate);
        await Heard(settlement);
        await Propose(settlement).Is(201);
        await Decided(settlement);
        return settlement;
    }

    /// <summary>Opened again by two people.</summary>
    public async Task Reopened(string settlement)
    {
        var asked = await Officer.Post($"{settlement}/reopenings", new { reason = "Een plaatsing is vergeten." }).Is(201);
        await OtherOfficer.Post($"{settlement}/reopenings/{(Guid)asked["reopenings"]!.AsArray()[^1]!["id"]!}/decisions", new { agreed = true }).Is(201);
    }

    /// <summary>A statement as a page for a browser.</summary>
    public async Task<string> Page(string settlement, HttpClient? by = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{settlement}/statement");
        request.Headers.Accept.ParseAdd("text/html");
        using var response = await (by ?? Officer).SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A statement's bytes as they are sent.</summary>
    public async Task<string> Document(string settlement, string? number = null, HttpClient? by = null)
    {
        using var response = await (by ?? Officer).Ask($"{settlement}/statement{(number is null ? "" : "?number=" + number)}");
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
