using System.Globalization;
using System.Text.Json.Nodes;

namespace SroiTracker.Tests.Http;

/// <summary>A request that succeeds, so that whatever is made wrong in it is the only thing wrong.</summary>
/// <param name="Path">With ids of things that are there.</param>
/// <param name="ETag">Of what is changed; null where no If-Match is asked.</param>
public sealed record ExampleRequest(HttpMethod Method, string Path, JsonObject Body, string? ETag = null);

/// <summary>For each route that takes JSON a request that succeeds, on things that were made for it alone.</summary>
public static class ExampleRequests
{
    private static int made = 10_000_000;

    public static readonly IReadOnlyDictionary<string, Func<HttpClient, Task<ExampleRequest>>> All = new Dictionary<string, Func<HttpClient, Task<ExampleRequest>>>
    {
        ["POST /api/v1/organisations"] = async c => Post("organisations", Organisation(await Id(c, "organisations", Organisation()))),
        ["PUT /api/v1/organisations/{id:guid}"] = async c => Put($"organisations/{await Id(c, "organisations", Organisation())}", Organisation()),
        ["POST /api/v1/suppliers"] = _ => Task.FromResult(Post("suppliers", Supplier())),
        ["PUT /api/v1/suppliers/{id:guid}"] = async c => Put($"suppliers/{await Id(c, "suppliers", Supplier())}", Supplier()),
        ["POST /api/v1/suppliers/{id:guid}/keys"] = async c => Post($"suppliers/{await Id(c, "suppliers", Supplier())}/keys",
            new() { ["name"] = "payroll", ["expiresAt"] = "2099-01-01T00:00:00Z" }),
        ["POST /api/v1/contracts"] = async c => Post("contracts", await Contract(c)),
        ["PUT /api/v1/contracts/{id:guid}"] = async c =>
        {
            var contract = await Contract(c);
            return Put($"contracts/{await Id(c, "contracts", contract)}", contract);
        },
        ["POST /api/v1/policies"] = async c => Post("policies", Policy(await Id(c, "organisations", Organisation()))),
        ["POST /api/v1/contracts/{id:guid}/clause-proposals"] = async c =>
        {
            var contract = await Contract(c);
            return Post($"contracts/{await Id(c, "contracts", contract)}/clause-proposals", new() { ["policyId"] = await Id(c, "policies", Policy((string)contract["buyerId"]!)) });
        },
        ["PUT /api/v1/contracts/{id:guid}/clause"] = async c =>
        {
            var contract = await Contract(c, "USD");
            return Put($"contracts/{await Id(c, "contracts", contract)}/clause", Clause(await Id(c, "policies", Policy((string)contract["buyerId"]!))));
        },
        ["POST /api/v1/contracts/{id:guid}/amendments"] = async c =>
        {
            var contract = await Contract(c, "USD");
            var (id, policy) = (await Id(c, "contracts", contract), await Id(c, "policies", Policy((string)contract["buyerId"]!)));
            using var set = await c.Send(HttpMethod.Put, $"/api/v1/contracts/{id}/clause", Clause(policy), "\"v1\"");
            return Post($"contracts/{id}/amendments", new()
            {
                ["fromDate"] = "2025-07-01", ["reason"] = "Meer werk", ["value"] = Money(4_500_000.00m, "USD"), ["labourValue"] = Money(2_000_000.00m, "USD"),
                ["estimatedValue"] = Money(4_600_000.00m, "USD"), ["options"] = new JsonArray(new JsonObject { ["value"] = Money(60_000.00m, "USD"), ["exercisedDate"] = "2025-02-01" }),
                ["startDate"] = "2024-04-01", ["endDate"] = "2027-12-31", ["clause"] = Clause(policy),
            });
        },
    };

    private static JsonObject Policy(string buyerId) => new()
    {
        ["buyerId"] = buyerId, ["name"] = "Beleid 2023", ["validFromDate"] = "2023-01-01", ["validToDate"] = "2030-12-31",
        ["natures"] = new JsonArray("Works", "Services"), ["threshold"] = Money(250_000.00m), ["minimumMonths"] = 6, ["percentage"] = 5.0m, ["base"] = "ContractValue",
        ["labourShareBelow"] = 30.0m, ["lowerPercentage"] = 2.0m, ["cap"] = Money(300_000.00m), ["capScope"] = "Framework", ["tariefId"] = Tarief, ["fullTimeHours"] = 36.0m,
        ["priorMonths"] = 2, ["laterMonths"] = 3, ["daysBeforeStartCount"] = true, ["targets"] = "Yearly", ["reportingMonths"] = 3, ["startingMonths"] = 3,
        ["malusFactor"] = 1.5m, ["surplusMovesOn"] = true, ["psoCounting"] = "Reduction", ["psoTable"] = new JsonArray(new JsonObject { ["level"] = "Trede 1", ["percentage"] = 10.0m }),
    };

    private static JsonObject Clause(string policyId) => new()
    {
        ["base"] = "ContractValue", ["percentage"] = 5.0m, ["cap"] = Money(400_000.00m), ["kind"] = "AwardCriterion", ["offeredPercentage"] = 6.0m,
        ["tariefId"] = Tarief, ["fullTimeHours"] = 38.0m, ["level"] = "Contract", ["policyId"] = policyId,
        ["doelgroepTargets"] = new JsonArray(new JsonObject { ["doelgroep"] = "Banenafspraak", ["amount"] = Money(50_000.00m) }),
        ["plan"] = new JsonArray(new JsonObject { ["date"] = "2025-01-01", ["percentage"] = 40.0m }),
        ["euroBase"] = new JsonObject { ["amount"] = Money(3_600_000.00m), ["rate"] = 0.92m, ["rateDate"] = "2024-03-01", ["source"] = "ECB" },
        ["vatConfirmed"] = true, ["subjectRelation"] = "Grondwerk", ["deviationReason"] = "Aanbod van de winnaar", ["warningsAnswer"] = "Besproken",
    };

    private const string Tarief = "6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a02";

    private static ExampleRequest Post(string path, JsonObject body) => new(HttpMethod.Post, "/api/v1/" + path, body);

    private static ExampleRequest Put(string path, JsonObject body) => new(HttpMethod.Put, "/api/v1/" + path, body, "\"v1\"");

    private static async Task<string> Id(HttpClient client, string path, JsonObject body) => (string)(await client.Make("/api/v1/" + path, body))["id"]!;

    private static JsonObject Organisation(string? parentId = null) => new()
    {
        ["name"] = "Waterschap Noorderdiep", ["identifier"] = Kvk(), ["sector"] = "Waterschappen", ["ministry"] = "IenW", ["parentId"] = parentId,
    };

    private static JsonObject Supplier() => new() { ["name"] = "Bouwbedrijf De Meent", ["identifier"] = Kvk() };

    private static async Task<JsonObject> Contract(HttpClient client, string currency = "EUR")
    {
        var (lead, partner, below) = (await Id(client, "suppliers", Supplier()), await Id(client, "suppliers", Supplier()), await Id(client, "suppliers", Supplier()));
        return new()
        {
            ["reference"] = "2024-117", ["title"] = "Dijkversterking Noorderdiep", ["kind"] = "Contract", ["nature"] = "Works",
            ["buyerId"] = await Id(client, "organisations", Organisation()), ["supplierIds"] = new JsonArray(lead, partner),
            ["value"] = Money(3_887_000.00m, currency), ["labourValue"] = Money(1_000_000.00m, currency), ["estimatedValue"] = Money(4_000_000.00m, currency),
            ["options"] = new JsonArray(new JsonObject { ["value"] = Money(50_000.00m, currency), ["exercisedDate"] = "2025-01-01" }),
            ["durationMonths"] = 33, ["awardDate"] = "2024-02-01", ["supplierRole"] = "Joint", ["leadSupplierId"] = lead,
            ["subcontractorIds"] = new JsonArray(below), ["socialCodes"] = new JsonArray(new JsonObject { ["field"] = "BT-775", ["code"] = "et-eq" }),
            ["startDate"] = "2024-04-01", ["endDate"] = "2026-12-31", ["signatureDate"] = "2024-03-01", ["publicationDate"] = "2023-10-01",
            ["cpv"] = new JsonArray("45000000"), ["nuts"] = new JsonArray("NL224"),
            ["sourceNotice"] = new JsonObject
            {
                ["format"] = "eforms", ["noticeId"] = "c7a0", ["publicationNumber"] = "1-2024", ["procedureId"] = "p1", ["lotId"] = "LOT-0001", ["awardId"] = "RES-0001", ["contractId"] = "CON-0001",
            },
            ["socialReturnHints"] = new JsonArray(new JsonObject { ["text"] = "5 % social return", ["pointer"] = "/tender" }),
        };
    }

    private static JsonObject Money(decimal amount, string currency = "EUR") => new() { ["amount"] = amount, ["currency"] = currency };

    private static JsonObject Kvk() => new()
    {
        ["scheme"] = "NL-KVK", ["id"] = Interlocked.Increment(ref made).ToString(CultureInfo.InvariantCulture),
    };
}
