using System.Text.Json.Nodes;
using SroiTracker.Tests.Contracts;

namespace SroiTracker.Tests.Http;

/// <summary>An effort that was reported once on a contract with a clause, with every field filled in.</summary>
internal sealed record EffortExample(Rivierenland Contract, HttpClient Supplier, string Path)
{
    private static readonly string Hash = new('a', 64);

    public static async Task<EffortExample> In(RunningService service)
    {
        var contract = await Rivierenland.In(service);
        await contract.Set().Is(200);
        var told = new EffortExample(contract, await service.Supplier(contract.SupplierId), "");
        return told with { Path = $"efforts/{await told.Supplier.Post("efforts", told.Report("ACT-1")).Is(201).Id()}" };
    }

    public JsonObject Report(string reference, decimal hours = 12.5m) => new()
    {
        ["supplierId"] = Contract.SupplierId, ["supplierReference"] = reference, ["kind"] = "Activity", ["description"] = "help at a community garden",
        ["bouwblok"] = "social-activity", ["days"] = new JsonArray(new JsonObject { ["date"] = "2026-01-05", ["persons"] = 2, ["hours"] = hours }),
        ["reportedThroughDate"] = "2026-01-31",
        ["evidence"] = new JsonArray(new JsonObject { ["kind"] = "AttendanceList", ["hash"] = Hash, ["date"] = "2026-01-06", ["seenBy"] = "projectleider", ["keptAt"] = "archive" }),
        ["allocations"] = new JsonArray(new JsonObject { ["contractId"] = Contract.ContractId, ["percentage"] = 100.0m }),
    };

    public JsonObject Verification => new()
    {
        ["contractId"] = Contract.ContractId, ["reportNumber"] = 1, ["throughDate"] = "2026-01-05", ["seenEvidence"] = new JsonArray(Hash),
    };

    public JsonObject About(string code) => new() { ["contractId"] = Contract.ContractId, ["reportNumber"] = 1, ["code"] = code, ["reason"] = "it was not so" };

    public JsonObject Revocation
    {
        get
        {
            var revocation = About("not-there");
            revocation["fromDate"] = "2026-01-05";
            return revocation;
        }
    }
}
