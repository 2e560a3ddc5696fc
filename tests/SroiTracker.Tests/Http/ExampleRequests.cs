using System.Globalization;
using System.Text.Json.Nodes;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Settlements;

namespace SroiTracker.Tests.Http;

/// <summary>A request that succeeds, so that whatever is made wrong in it is the only thing wrong.</summary>
/// <param name="Caller">Who may send it.</param>
/// <param name="Path">With ids of things that are there.</param>
/// <param name="ETag">Of what is changed; null where no If-Match is asked.</param>
public sealed record ExampleRequest(HttpClient Caller, HttpMethod Method, string Path, JsonObject Body, string? ETag = null);

/// <summary>For each route that takes JSON a request that succeeds, with every field filled in, on things that were made for it alone.</summary>
public static class ExampleRequests
{
    private static int made = 10_000_000;

    public static readonly IReadOnlyDictionary<string, Func<RunningService, Task<ExampleRequest>>> All = new Dictionary<string, Func<RunningService, Task<ExampleRequest>>>
    {
        ["POST organisations"] = async s => Post(s.Administrator, "organisations", Organisation(await Id(s, "organisations", Organisation()))),
        ["PUT organisations/{id:guid}"] = async s => Put(s, $"organisations/{await Id(s, "organisations", Organisation())}", Organisation()),
        ["POST organisations/{id:guid}/mandates"] = async s => Post(s.Administrator, $"organisations/{await Id(s, "organisations", Organisation())}/mandates", new()
        {
            ["holderId"] = await Id(s, "organisations", Organisation()), ["fromDate"] = "2026-01-01", ["throughDate"] = "2027-12-31", ["reason"] = "Regional coordination.",
        }),
        ["POST suppliers"] = s => Task.FromResult(Post(s.Administrator, "suppliers", Supplier())),
        ["PUT suppliers/{id:guid}"] = async s => Put(s, $"suppliers/{await Id(s, "suppliers", Supplier())}", Supplier()),
        ["POST suppliers/{id:guid}/keys"] = async s => Post(s.Administrator, $"suppliers/{await Id(s, "suppliers", Supplier())}/keys",
            new() { ["name"] = "payroll", ["expiresAt"] = "2099-01-01T00:00:00Z" }),
        ["POST supplier-connections"] = async s => Post(s.Administrator, "supplier-connections", Suppliers.Sync.ConnectionStage.Full((await Rivierenland.In(s)).SupplierId)),
        ["PUT supplier-connections/{id:guid}"] = async s =>
        {
            var entry = Suppliers.Sync.ConnectionStage.Full((await Rivierenland.In(s)).SupplierId);
            return Put(s, $"supplier-connections/{await Id(s, "supplier-connections", entry)}", entry);
        },
        ["POST tarieven"] = s => Task.FromResult(Post(s.Administrator, "tarieven", Tarief())),
        ["POST tarieven/{id:guid}/simulations"] = async s => Post(s.Administrator, $"tarieven/{Rivierenland.Utrecht}/simulations", new()
        {
            ["buyerId"] = (await Rivierenland.In(s)).BuyerId, ["replacements"] = new JsonArray(new JsonObject { ["bouwblok"] = "ww-under-1-year", ["with"] = "ww" }),
        }),
        ["POST contracts/{id:guid}/simulations"] = async s => Post(s.Administrator, $"{(await Placed.In(s)).Contract.Path}/simulations", new()
        {
            ["tariefId"] = Rivierenland.Utrecht, ["replacements"] = new JsonArray(new JsonObject { ["bouwblok"] = "ww-under-1-year", ["with"] = "ww" }),
            ["people"] = new JsonArray(
                new JsonObject
                {
                    ["count"] = 2, ["bouwblok"] = "ww", ["doelgroep"] = "WW", ["doelgroepSinceDate"] = "2025-01-01", ["hoursPerWeek"] = 28.0m, ["startDate"] = "2026-01-01", ["months"] = 11,
                    ["permanent"] = true, ["ageBand"] = "From55", ["bonuses"] = new JsonArray("age-from-50"),
                },
                new JsonObject { ["doelgroep"] = "Wia", ["hoursPerWeek"] = 20.0m, ["endDate"] = "2026-12-31" }),
        }),
        ["POST valuations"] = async s =>
        {
            var placed = await Placed.In(s);
            return Post(placed.Supplier, "valuations", placed.Report("HB-002", "k7Qv2mXw9Rt4bN8sLp3y"));
        },
        ["POST policies"] = async s => Post(s.Administrator, "policies", Policy(await Id(s, "organisations", Organisation()))),
        ["POST contracts"] = async s => Post(s.Administrator, "contracts", await Contract(s)),
        ["PUT contracts/{id:guid}"] = async s =>
        {
            var contract = await Contract(s);
            return Put(s, $"contracts/{await Id(s, "contracts", contract)}", contract);
        },
        ["POST contracts/{id:guid}/clause-proposals"] = async s =>
        {
            var contract = await Rivierenland.In(s);
            return Post(s.Administrator, $"{contract.Path}/clause-proposals", new() { ["policyId"] = await Id(s, "policies", Policy(contract.BuyerId.ToString())) });
        },
        ["PUT contracts/{id:guid}/clause"] = async s =>
        {
            var contract = await Contract(s, "USD");
            return Put(s, $"contracts/{await Id(s, "contracts", contract)}/clause", Clause(await Id(s, "policies", Policy((string)contract["buyerId"]!))));
        },
        ["POST contracts/{id:guid}/amendments"] = async s => await Amendment(s, "amendments"),
        ["POST contracts/{id:guid}/amendments/previews"] = async s => await Amendment(s, "amendments/previews"),
        ["POST contracts/{id:guid}/settlements"] = async s =>
            Post(s.Administrator, $"{(await SettlementStage.In(s, c => c["startDate"] = "2026-01-01", p => p["targets"] = "Yearly")).Contract}/settlements", new() { ["year"] = 2026 }),
        ["POST contracts/{id:guid}/settlements/{settlementId:guid}/notices"] = async s => Post(s.Administrator, $"{await (await SettlementStage.In(s)).Opened()}/notices",
            new() { ["noticeDate"] = "2026-11-05", ["recoveryUntilDate"] = "2026-12-31", ["text"] = "You fell short." }),
        ["POST contracts/{id:guid}/settlements/{settlementId:guid}/views"] = async s =>
        {
            var stage = await SettlementStage.In(s);
            await stage.Worked("2026-01-01", "2026-07-19");
            return Post(stage.Supplier, $"{await stage.Opened()}/views", new()
            {
                ["text"] = "We did what we could.", ["nothingMore"] = true, ["disputes"] = new JsonArray(new JsonObject { ["sequence"] = 1, ["text"] = "These were 40 hours." }),
            });
        },
        ["POST contracts/{id:guid}/settlements/{settlementId:guid}/proposals"] = async s => Post(s.Administrator, $"{await (await SettlementStage.In(s)).Opened()}/proposals",
            new() { ["waiver"] = new JsonObject { ["amount"] = Money(194_350.00m), ["percentage"] = null, ["reason"] = "Beyond their control." }, ["text"] = "As discussed." }),
        ["POST contracts/{id:guid}/settlements/{settlementId:guid}/decisions"] = async s =>
        {
            var stage = await SettlementStage.In(s);
            var settlement = await stage.Opened();
            await stage.Propose(settlement, new { percentage = 100.0m, reason = "Beyond their control." }).Is(201);
            return Post(s.Administrator, $"{settlement}/decisions", new() { ["proposalNumber"] = 1, ["agreed"] = true, ["reason"] = "Agreed." });
        },
        ["POST contracts/{id:guid}/settlements/{settlementId:guid}/reopenings"] = async s =>
            Post(s.Administrator, $"{await (await SettlementStage.In(s)).Settled()}/reopenings", new() { ["reason"] = "A placement was forgotten." }),
        ["POST contracts/{id:guid}/settlements/{settlementId:guid}/reopenings/{reopeningId:guid}/decisions"] = async s =>
        {
            var stage = await SettlementStage.In(s);
            var settlement = await stage.Settled();
            var asked = await stage.Officer.Post($"{settlement}/reopenings", new { reason = "A placement was forgotten." }).Is(201);
            return Post(s.Administrator, $"{settlement}/reopenings/{(Guid)asked["reopenings"]![0]!["id"]!}/decisions", new() { ["agreed"] = true, ["reason"] = "It was." });
        },
        ["POST contracts/{id:guid}/turnover-statements"] = async s =>
        {
            var contract = await Rivierenland.In(s);
            await contract.Set(Rivierenland.Clause(c => c["base"] = "InvoicedTurnover")).Is(200);
            await s.Administrator.Post($"{contract.Path}/turnover-statements", new { fromDate = "2024-04-01", throughDate = "2024-12-31", amount = Money(1_000_000.00m), isFinal = false }).Is(201);
            return Post(s.Administrator, $"{contract.Path}/turnover-statements", new()
            {
                ["fromDate"] = "2024-04-01", ["throughDate"] = "2024-12-31", ["amount"] = Money(1_100_000.00m), ["isFinal"] = true, ["correctsNumber"] = 1, ["reason"] = "a late invoice",
            });
        },
        ["POST placements"] = async s =>
        {
            var placed = await Placed.In(s);
            return Post(placed.Supplier, "placements", placed.Report("HB-002", "k7Qv2mXw9Rt4bN8sLp3y"));
        },
        ["PUT placements/{id:guid}"] = async s =>
        {
            var placed = await Placed.In(s);
            return new(placed.Supplier, HttpMethod.Put, "/api/v1/" + placed.Path, placed.Report(through: "2026-08-31"), "\"v1\"");
        },
        ["POST placements/{id:guid}/verifications"] = async s =>
        {
            var placed = await Placed.In(s);
            return Post(s.Administrator, $"{placed.Path}/verifications", placed.Verification);
        },
        ["POST placements/{id:guid}/rejections"] = async s =>
        {
            var placed = await Placed.In(s);
            return Post(s.Administrator, $"{placed.Path}/rejections", placed.Rejection);
        },
        ["POST placements/{id:guid}/acceptances"] = async s =>
        {
            var placed = await Placed.In(s);
            await s.Administrator.Post($"{placed.Path}/rejections", placed.Rejection).Is(201);
            return Post(placed.Supplier, $"{placed.Path}/acceptances", new() { ["contractId"] = placed.Contract.ContractId, ["reportNumber"] = 1 });
        },
        ["POST placements/{id:guid}/withdrawals"] = async s =>
        {
            var placed = await Placed.In(s);
            return Post(placed.Supplier, $"{placed.Path}/withdrawals", placed.About("mistaken"));
        },
        ["POST placements/{id:guid}/withdrawals/{requestId:guid}/decisions"] = async s =>
        {
            var placed = await Placed.In(s);
            await s.Administrator.Post($"{placed.Path}/verifications", placed.Verification).Is(201);
            return await Decision(s.Administrator, $"{placed.Path}/withdrawals", placed.Supplier, placed.About("mistaken"));
        },
        ["POST placements/{id:guid}/revocations"] = async s =>
        {
            var placed = await Placed.In(s);
            await s.Administrator.Post($"{placed.Path}/verifications", placed.Verification).Is(201);
            return Post(s.Administrator, $"{placed.Path}/revocations", placed.Revocation);
        },
        ["POST placements/{id:guid}/revocations/{requestId:guid}/decisions"] = async s =>
        {
            var placed = await Placed.In(s);
            await s.Administrator.Post($"{placed.Path}/verifications", placed.Verification).Is(201);
            return await Decision(s.Administrator, $"{placed.Path}/revocations", await s.Officer(placed.Contract.BuyerId), placed.Revocation);
        },
        ["POST teams"] = async s => Post(s.Administrator, "teams", await Team(s)),
        ["PUT teams/{id:guid}"] = async s =>
        {
            var team = await Team(s);
            return Put(s, $"teams/{await Id(s, "teams", team)}", team);
        },
        ["POST efforts"] = async s =>
        {
            var told = await EffortExample.In(s);
            return Post(told.Supplier, "efforts", told.Report("ACT-2"));
        },
        ["PUT efforts/{id:guid}"] = async s =>
        {
            var told = await EffortExample.In(s);
            return new(told.Supplier, HttpMethod.Put, "/api/v1/" + told.Path, told.Report("ACT-1", 14.5m), "\"v1\"");
        },
        ["POST efforts/{id:guid}/verifications"] = async s =>
        {
            var told = await EffortExample.In(s);
            return Post(s.Administrator, $"{told.Path}/verifications", told.Verification);
        },
        ["POST efforts/{id:guid}/rejections"] = async s =>
        {
            var told = await EffortExample.In(s);
            return Post(s.Administrator, $"{told.Path}/rejections", told.About("unproven"));
        },
        ["POST efforts/{id:guid}/withdrawals"] = async s =>
        {
            var told = await EffortExample.In(s);
            return Post(told.Supplier, $"{told.Path}/withdrawals", told.About("mistaken"));
        },
        ["POST efforts/{id:guid}/withdrawals/{requestId:guid}/decisions"] = async s =>
        {
            var told = await EffortExample.In(s);
            await s.Administrator.Post($"{told.Path}/verifications", told.Verification).Is(201);
            return await Decision(s.Administrator, $"{told.Path}/withdrawals", told.Supplier, told.About("mistaken"));
        },
        ["POST efforts/{id:guid}/revocations"] = async s =>
        {
            var told = await EffortExample.In(s);
            await s.Administrator.Post($"{told.Path}/verifications", told.Verification).Is(201);
            return Post(s.Administrator, $"{told.Path}/revocations", told.Revocation);
        },
        ["POST efforts/{id:guid}/revocations/{requestId:guid}/decisions"] = async s =>
        {
            var told = await EffortExample.In(s);
            await s.Administrator.Post($"{told.Path}/verifications", told.Verification).Is(201);
            return await Decision(s.Administrator, $"{told.Path}/revocations", await s.Officer(told.Contract.BuyerId), told.Revocation);
        },
    };

    /// <summary>A Tarief version as it is published, of a region of its own.</summary>
    public static JsonObject Tarief(Action<JsonObject>? change = null)
    {
        var tarief = new JsonObject
        {
            ["name"] = "Bouwblokken", ["region"] = $"Regio {Interlocked.Increment(ref made)}", ["version"] = "2026", ["validFromDate"] = "2026-01-01", ["validToDate"] = "2029-12-31",
            ["boundBy"] = "Signature", ["fullTimeHours"] = 36.0m, ["basis"] = "Months", ["maximumScope"] = "Buyer", ["bonusScope"] = "Buyer", ["source"] = "https://www.example.org/bouwblokken",
            ["bouwblokken"] = new JsonArray(new JsonObject
            {
                ["code"] = "ww-under-1-year", ["name"] = "WW korter dan een jaar", ["amount"] = Money(1_250.00m), ["unit"] = "Month", ["maximumMonths"] = 12, ["minimumHoursPerWeek"] = 12.5m,
                ["serves"] = new JsonArray("WW"), ["fromMonths"] = 3, ["belowMonths"] = 12, ["ownStaff"] = false, ["hoursProRata"] = true, ["dayCap"] = null, ["dayCapPerPerson"] = false, ["unsure"] = true, ["note"] = "De bron noemt geen minimum.",
            }),
            ["bonuses"] = new JsonArray(new JsonObject
            {
                ["code"] = "age-from-50", ["name"] = "50 jaar of ouder", ["amount"] = Money(5_000.00m), ["kind"] = "Once", ["condition"] = "AgeFrom50", ["waitingMonths"] = 2,
                ["exclusions"] = new JsonArray("ww-under-1-year"), ["unsure"] = false, ["note"] = "Eenmaal.",
            }),
        };
        change?.Invoke(tarief);
        return tarief;
    }

    private static async Task<ExampleRequest> Amendment(RunningService service, string path)
    {
        var contract = (await Placed.In(service)).Contract;
        return Post(service.Administrator, $"{contract.Path}/{path}", new()
        {
            ["fromDate"] = "2025-01-01", ["reason"] = "extension", ["value"] = Money(4_000_000.00m), ["labourValue"] = Money(1_000_000.00m), ["estimatedValue"] = Money(5_000_000.00m),
            ["options"] = new JsonArray(new JsonObject { ["value"] = Money(50_000.00m), ["exercisedDate"] = "2025-01-01" }),
            ["startDate"] = "2024-04-01", ["endDate"] = "2027-12-31", ["percentage"] = 6.0m, ["tariefId"] = Rivierenland.Utrecht, ["warningsAnswer"] = "seen",
            ["transfer"] = new JsonObject { ["fromSupplierId"] = contract.SupplierId, ["toSupplierId"] = await Id(service, "suppliers", Supplier()) },
        });
    }

    /// <summary>Asks for something that someone else decides on; the decision.</summary>
    private static async Task<ExampleRequest> Decision(HttpClient caller, string path, HttpClient asks, JsonObject request)
    {
        var asked = await asks.Post(path, request).Is(201);
        return Post(caller, $"{path}/{(Guid)asked["contracts"]![0]!["verdict"]!["id"]!}/decisions", new() { ["agreed"] = true, ["reason"] = "seen together" });
    }

    private static ExampleRequest Post(HttpClient caller, string path, JsonObject body) => new(caller, HttpMethod.Post, "/api/v1/" + path, body);

    private static ExampleRequest Put(RunningService service, string path, JsonObject body) => new(service.Administrator, HttpMethod.Put, "/api/v1/" + path, body, "\"v1\"");

    private static async Task<string> Id(RunningService service, string path, JsonObject body) => (await service.Administrator.Post(path, body).Is(201).Id()).ToString();

    private static JsonObject Organisation(string? parentId = null) => new()
    {
        ["name"] = "Waterschap Noorderdiep", ["identifier"] = Kvk(), ["sector"] = "Waterschappen", ["ministry"] = "IenW", ["parentId"] = parentId,
    };

    private static JsonObject Supplier() => new() { ["name"] = "Bouwbedrijf De Meent", ["identifier"] = Kvk() };

    private static async Task<JsonObject> Team(RunningService service) => new()
    {
        ["supplierId"] = await Id(service, "suppliers", Supplier()), ["buyerId"] = await Id(service, "organisations", Organisation()), ["name"] = "Groenploeg Oost",
        ["plannedSize"] = 12, ["hasTeamLeader"] = true, ["hasFixedJobcoach"] = true, ["jobcoachCertified"] = true, ["kindOfWork"] = "groenonderhoud", ["place"] = "Tiel",
        ["startDate"] = "2026-01-01", ["endDate"] = "2026-12-31",
    };

    private static JsonObject Policy(string buyerId) => new()
    {
        ["buyerId"] = buyerId, ["name"] = "Inkoopbeleid", ["validFromDate"] = "2023-01-01", ["validToDate"] = "2030-12-31", ["natures"] = new JsonArray("Works", "Services"),
        ["threshold"] = Money(250_000.00m), ["minimumMonths"] = 6, ["percentage"] = 5.0m, ["base"] = "ContractValue", ["labourShareBelow"] = 30.0m, ["lowerPercentage"] = 2.0m,
        ["cap"] = Money(500_000.00m), ["capScope"] = "CallOff", ["tariefId"] = Rivierenland.Utrecht, ["fullTimeHours"] = 36.0m, ["priorMonths"] = 3, ["laterMonths"] = 6,
        ["daysBeforeStartCount"] = true, ["targets"] = "Yearly", ["reportingMonths"] = 3, ["startingMonths"] = 3, ["malusFactor"] = 1.5m, ["surplusMovesOn"] = true,
        ["psoCounting"] = "Reduction", ["psoTable"] = new JsonArray(new JsonObject { ["level"] = "Trede 3", ["percentage"] = 50.0m }),
    };

    private static async Task<JsonObject> Contract(RunningService service, string currency = "EUR")
    {
        var (lead, partner, below) = (await Id(service, "suppliers", Supplier()), await Id(service, "suppliers", Supplier()), await Id(service, "suppliers", Supplier()));
        return new()
        {
            ["reference"] = "2024-117", ["title"] = "Dijkversterking Noorderdiep", ["kind"] = "Contract", ["nature"] = "Works",
            ["buyerId"] = await Id(service, "organisations", Organisation()), ["supplierIds"] = new JsonArray(lead, partner),
            ["value"] = Money(3_887_000.00m, currency), ["labourValue"] = Money(1_500_000.00m, currency), ["estimatedValue"] = Money(4_000_000.00m, currency),
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

    private static JsonObject Clause(string policyId) => new()
    {
        ["base"] = "ContractValue", ["percentage"] = 5.0m, ["fixedAmount"] = null, ["cap"] = Money(450_000.00m), ["kind"] = "AwardCriterion", ["offeredPercentage"] = 6.0m,
        ["tariefId"] = Rivierenland.Utrecht, ["fullTimeHours"] = 36.0m, ["level"] = "Contract", ["policyId"] = policyId,
        ["doelgroepTargets"] = new JsonArray(new JsonObject { ["doelgroep"] = "Wajong", ["amount"] = Money(10_000.00m) }),
        ["plan"] = new JsonArray(new JsonObject { ["date"] = "2025-12-31", ["percentage"] = 50.0m }, new JsonObject { ["date"] = "2026-12-31", ["percentage"] = 100.0m }),
        ["euroBase"] = new JsonObject { ["amount"] = Money(3_500_000.00m), ["rate"] = 0.9m, ["rateDate"] = "2024-02-01", ["source"] = "ECB" },
        ["vatConfirmed"] = true, ["subjectRelation"] = "building work", ["deviationReason"] = "agreed with the board", ["warningsAnswer"] = "seen",
    };

    private static JsonObject Money(decimal amount, string currency = "EUR") => new() { ["amount"] = amount, ["currency"] = currency };

    private static JsonObject Kvk() => new()
    {
        ["scheme"] = "NL-KVK", ["id"] = Interlocked.Increment(ref made).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A placement that was reported once on a contract with a clause.</summary>
    private sealed record Placed(Rivierenland Contract, HttpClient Supplier, string Path)
    {
        public static async Task<Placed> In(RunningService service)
        {
            var contract = await Rivierenland.In(service);
            await contract.Set().Is(200);
            var placed = new Placed(contract, await service.Supplier(contract.SupplierId), "");
            return placed with { Path = $"placements/{await placed.Supplier.Post("placements", placed.Report()).Is(201).Id()}" };
        }

        public JsonObject Report(string reference = "HB-001", string? candidate = "k7Qv2mXw9Rt4bN8sLp3z", string through = "2026-07-19")
        {
            var report = new JsonObject
            {
                ["supplierId"] = Contract.SupplierId, ["supplierReference"] = reference, ["candidate"] = candidate, ["bouwblok"] = "participatiewet", ["doelgroep"] = "Participatiewet",
                ["doelgroepSinceDate"] = "2024-01-01", ["doelgroepindicatie"] = new JsonObject { ["status"] = "Attested", ["checkedDate"] = "2025-12-15" },
                ["placementMethod"] = "InkoopSroi", ["employment"] = "Dienstverband", ["employerKvk"] = "08057642", ["inServiceSinceDate"] = "2026-01-01",
                ["hoursPerWeek"] = 18.0m, ["startDate"] = "2026-01-01", ["endDate"] = "2026-12-31", ["reportedThroughDate"] = through, ["termsFromDate"] = "2026-01-01",
                ["permanent"] = false, ["ageBand"] = "Under27", ["bonuses"] = new JsonArray(),
                ["allocations"] = new JsonArray(new JsonObject { ["contractId"] = Contract.ContractId, ["percentage"] = 100.0m }),
            };
            if (candidate is null) report.Remove("candidate");
            return report;
        }

        public JsonObject Verification => new() { ["contractId"] = Contract.ContractId, ["reportNumber"] = 1, ["throughDate"] = "2026-07-19" };

        public JsonObject Rejection
        {
            get
            {
                var rejection = About("hours");
                rejection["proposedReport"] = Report(candidate: null, through: "2026-06-30");
                return rejection;
            }
        }

        public JsonObject Revocation
        {
            get
            {
                var revocation = About("not-there");
                revocation["fromDate"] = "2026-07-01";
                return revocation;
            }
        }

        public JsonObject About(string code) => new() { ["contractId"] = Contract.ContractId, ["reportNumber"] = 1, ["code"] = code, ["reason"] = "it was not so" };
    }
}
