using System.Globalization;
using System.Text.Json.Nodes;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Efforts;

/// <summary>Efforts on the Rivierenland contract, as its supplier reports them and its officers judge them.</summary>
internal static class EffortStage
{
    private static int made;

    /// <summary>A KvK number that no other test uses.</summary>
    public static string Kvk() => (20_000_000 + Interlocked.Increment(ref made)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The invoice of rules.md 4: 121.000 with 21 % VAT of a member of Social Enterprise NL in Twente, worth 50.000.</summary>
    public static JsonObject Purchase(
        this PlacementStage stage, string reference = "INK-001", decimal amount = 121_000, decimal? vat = 21, string? register = "social-enterprise-nl-twente",
        string date = "2026-03-01", string? seller = null, string? invoice = null, Action<JsonObject>? change = null) => Effort(stage, reference, "SocialPurchase", change, ("invoice", new JsonObject
        {
            ["sellerKvk"] = seller ?? Kvk(), ["invoiceNumber"] = invoice ?? $"F{reference}", ["invoiceDate"] = date, ["amount"] = Rivierenland.Money(amount),
            ["vatPercentage"] = vat, ["register"] = register,
        }));

    /// <summary>Days of an activity at 100 an hour (Utrecht).</summary>
    public static JsonObject Activity(this PlacementStage stage, string reference = "ACT-001", params (string Date, int Persons, decimal Hours)[] days) =>
        Effort(stage, reference, "Activity", e => e["bouwblok"] = "social-activity", ("days", new JsonArray(
            [.. days.Select(d => new JsonObject { ["date"] = d.Date, ["persons"] = d.Persons, ["hours"] = d.Hours })])));

    /// <summary>Costs of training or coaching.</summary>
    public static JsonObject Costs(this PlacementStage stage, string kind, string reference, params (string Date, decimal Amount)[] costs) =>
        Effort(stage, reference, kind, null, ("costs", new JsonArray([.. costs.Select(c => new JsonObject { ["date"] = c.Date, ["amount"] = Rivierenland.Money(c.Amount) })])));

    /// <summary>PSO certificates.</summary>
    public static JsonObject Pso(this PlacementStage stage, string through, params (string Level, string From, string To)[] certificates) =>
        Effort(stage, "PSO", "PsoCertificate", e => e["reportedThroughDate"] = through, ("certificates", new JsonArray(
            [.. certificates.Select(c => new JsonObject { ["level"] = c.Level, ["certificateNumber"] = "PSO-1", ["validFromDate"] = c.From, ["validToDate"] = c.To })])));

    private static JsonObject Effort(PlacementStage stage, string reference, string kind, Action<JsonObject>? change, (string Name, JsonNode Value) content)
    {
        var effort = new JsonObject
        {
            ["supplierReference"] = reference, ["kind"] = kind, [content.Name] = content.Value,
            ["allocations"] = new JsonArray(new JsonObject { ["contractId"] = stage.Contract.ContractId, ["percentage"] = 100 }),
        };
        change?.Invoke(effort);
        return effort;
    }

    /// <summary>Reports for the first time; the effort's id.</summary>
    public static Task<Guid> Tell(this PlacementStage stage, JsonObject effort, HttpClient? by = null) => (by ?? stage.Supplier).Post("efforts", effort).Is(201).Id();

    /// <summary>Verifies the report with this number.</summary>
    public static Task<HttpResponseMessage> Agree(this PlacementStage stage, Guid effort, string through, int report = 1, HttpClient? by = null, Guid? contractId = null) =>
        (by ?? stage.Officer).Post($"efforts/{effort}/verifications", new { contractId = contractId ?? stage.Contract.ContractId, reportNumber = report, throughDate = through });

    /// <summary>The effort as the supplier sees it.</summary>
    public static Task<JsonNode> Effort(this PlacementStage stage, Guid effort, HttpClient? by = null) => (by ?? stage.Supplier).Ask($"efforts/{effort}").Is(200);

    /// <summary>Its ledger lines by sequence: "2026 50000.00 effort.verified".</summary>
    public static async Task<string[]> Lines(this PlacementStage stage, HttpClient? by = null) =>
        [.. (await (by ?? stage.Officer).Ask($"{stage.Contract.Path}/ledger").Is(200))["items"]!.AsArray()
            .Select(l => string.Create(CultureInfo.InvariantCulture, $"{(int)l!["year"]!} {PlacementStage.Amount(l["amount"]):0.00} {(string?)l["act"]}"))];

    /// <summary>What the contract shows: "obligation counted waiting forecast".</summary>
    public static async Task<string> Progress(this PlacementStage stage, string query = "")
    {
        var p = await stage.Contract.Progress(query);
        return string.Create(CultureInfo.InvariantCulture,
            $"{PlacementStage.Amount(p["obligation"]):0.00} {PlacementStage.Amount(p["counted"]):0.00} {PlacementStage.Amount(p["waiting"]):0.00} {PlacementStage.Amount(p["forecast"]):0.00}");
    }
}
