using System.Text.Json.Nodes;
using SroiTracker.Http;

namespace SroiTracker.Tests.Contracts;

public class ContractTests(RunningService service) : IClassFixture<RunningService>
{
    private HttpClient Admin => service.Administrator;

    [Fact]
    public async Task A_contract_is_shown_as_it_was_entered_with_its_parties()
    {
        var r = await Rivierenland.In(service);
        var shown = await Admin.Ask(r.Path).Is(200);
        Assert.Equal("WSRL-2024-017", (string?)shown["reference"]);
        Assert.Equal("Contract", (string?)shown["kind"]);
        Assert.Equal(3_887_000.00m, shown["value"].Euros());
        Assert.Equal("2026-12-31", (string?)shown["endDate"]);
        Assert.Equal("Waterschap Rivierenland", (string?)shown["buyer"]!["name"]);
        Assert.Equal(r.SupplierId, (Guid)shown["suppliers"]![0]!["id"]!);
        Assert.Equal("2026-11-22T10:00:00.000Z", (string?)shown["createdAt"]);
        Assert.Null(shown["clause"]);
        Assert.True(shown.AsObject().ContainsKey("clause") && shown.AsObject().ContainsKey("obligation"), "null is written, never left out");
        Assert.False(shown.AsObject().ContainsKey("buyerId"));
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { """{"reference": " "}""", "value.missing", "/reference" },
        { """{"title": null}""", "value.missing", "/title" },
        { """{"buyerId": null}""", "value.missing", "/buyerId" },
        { """{"supplierIds": []}""", "value.missing", "/supplierIds" },
        { """{"buyerId": "00000000-0000-7000-8000-000000000000"}""", "organisation.unknown", "/buyerId" },
        { """{"supplierIds": ["00000000-0000-7000-8000-000000000000"]}""", "supplier.unknown", "/supplierIds/0" },
        { """{"subcontractorIds": ["00000000-0000-7000-8000-000000000000"]}""", "supplier.unknown", "/subcontractorIds/0" },
        { """{"leadSupplierId": "00000000-0000-7000-8000-000000000000"}""", "contract.lead-not-party", "/leadSupplierId" },
        { """{"kind": "CallOff", "parentId": "00000000-0000-7000-8000-000000000000"}""", "contract.parent-unknown", "/parentId" },
        { """{"parentId": "00000000-0000-7000-8000-000000000000"}""", "contract.parent-unneeded", "/parentId" },
        { """{"endDate": "2024-03-31"}""", "contract.end-before-start", "/endDate" },
        { """{"startDate": "1899-01-01"}""", "date.implausible", "/startDate" },
        { """{"signatureDate": "2201-01-01"}""", "date.implausible", "/signatureDate" },
        { """{"durationMonths": 0}""", "value.invalid", "/durationMonths" },
        { """{"value": {"amount": -1.00, "currency": "EUR"}}""", "contract.amount-negative", "/value" },
        { """{"value": {"amount": 1.001, "currency": "EUR"}}""", "value.invalid", "/value" },
        { """{"value": {"amount": 100000000000000.01, "currency": "EUR"}}""", "value.invalid", "/value" },
        { """{"value": {"amount": 1.00, "currency": "EURO"}}""", "currency.unknown", "/value" },
        { """{"value": {"amount": 1.00, "currency": "XYZ"}}""", "currency.unknown", "/value" },
        { """{"labourValue": {"amount": 1.00, "currency": "GBP"}}""", "contract.currencies", "/value" },
        { """{"options": [{"value": null, "exercisedDate": "2025-01-01"}]}""", "value.missing", "/options/0/value" },
        { """{"options": [{"value": {"amount": 1.00, "currency": "EUR"}, "exercisedDate": "2075-01-01"}]}""", "date.ahead", "/options/0/exercisedDate" },
        { """{"cpv": ["45000000", "45000000-7"]}""", "contract.cpv", "/cpv/1" },
        { """{"nuts": ["nl310"]}""", "contract.nuts", "/nuts/0" },
        { """{"clause": {}}""", "value.unknown", "/clause" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_contract_that_cannot_be_is_refused_at_its_place(string changes, string code, string place)
    {
        var (buyer, supplier) = (await Rivierenland.Buyer(service), await Rivierenland.Supplier(service));
        await Admin.Post("contracts", Rivierenland.Entry(buyer, supplier, e => Merge(e, changes))).IsRefused(400, code, place);
    }

    [Fact]
    public async Task All_objections_come_at_once()
    {
        var (buyer, supplier) = (await Rivierenland.Buyer(service), await Rivierenland.Supplier(service));
        var problem = await Admin.Post("contracts", Rivierenland.Entry(buyer, supplier, e => Merge(e, """{"title": "", "endDate": "2020-01-01", "cpv": ["1"]}"""))).Is(400);
        Assert.Equal(["/cpv/0", "/endDate", "/title"], problem["errors"]!.AsArray().Select(e => (string?)e!["location"]!["pointer"]).Order());
    }

    [Fact]
    public async Task Several_suppliers_on_one_contract_are_joint_and_the_lead_partner_is_shown_first()
    {
        var (buyer, first, second) = (await Rivierenland.Buyer(service), await Rivierenland.Supplier(service), await Rivierenland.Supplier(service, "Van den Herik B.V."));
        JsonObject Entry(string? role) => Rivierenland.Entry(buyer, first, e =>
        {
            e["supplierIds"] = new JsonArray(first, second);
            e["supplierRole"] = role;
            e["leadSupplierId"] = second;
        });
        await Admin.Post("contracts", Entry(null)).IsRefused(400, "value.missing", "/supplierRole");
        await Admin.Post("contracts", Entry("Separate")).IsRefused(400, "contract.suppliers-separate", "/supplierRole");
        var shown = await Admin.Post("contracts", Entry("Joint")).Is(201);
        Assert.Equal([second, first], shown["suppliers"]!.AsArray().Select(s => (Guid)s!["id"]!));
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_seen_and_leaves_the_versions_before_it()
    {
        var r = await Rivierenland.In(service, e => e["sourceNotice"] = new JsonObject { ["format"] = "eforms", ["publicationNumber"] = "191536-2024" });
        var changed = Rivierenland.Entry(r.BuyerId, r.SupplierId, e => e["title"] = "Dijkversterking Wolferen");
        await Admin.Put(r.Path, null, changed).IsRefused(428, "if-match.missing");
        await Admin.Put(r.Path, "\"v7\"", changed).IsRefused(412, "if-match.stale");
        var etag = await Admin.ETag(r.Path);
        var shown = await Admin.Put(r.Path, etag, changed).Is(200);
        Assert.Equal("Dijkversterking Wolferen", (string?)shown["title"]);
        Assert.Equal("191536-2024", (string?)shown["sourceNotice"]!["publicationNumber"]);
        Assert.NotEqual(etag, await Admin.ETag(r.Path));
        await Admin.Put(r.Path, etag, changed).IsRefused(412, "if-match.stale");
        Assert.Equal(2, await service.Read(s => s.QueryOne<long>("SELECT COUNT(*) FROM ContractVersion WHERE contractId = @id", new { id = r.ContractId })));
    }

    [Theory]
    [InlineData("""{"value": {"amount": 4000000.00, "currency": "EUR"}}""")]
    [InlineData("""{"endDate": "2027-12-31"}""")]
    [InlineData("""{"options": [{"value": {"amount": 1.00, "currency": "EUR"}, "exercisedDate": null}]}""")]
    [InlineData("""{"kind": "FrameworkAgreement"}""")]
    public async Task What_a_clause_rests_on_changes_by_an_amendment_only(string changes)
    {
        var r = await Rivierenland.In(service);
        await r.Set().Is(200);
        await Admin.Put(r.Path, await Admin.ETag(r.Path), Rivierenland.Entry(r.BuyerId, r.SupplierId, e => Merge(e, changes))).IsRefused(409, "contract.under-clause");
        await Admin.Put(r.Path, await Admin.ETag(r.Path), Rivierenland.Entry(r.BuyerId, r.SupplierId, e => e["title"] = "Anders")).Is(200);
    }

    [Fact]
    public async Task Who_reported_on_a_contract_stays_a_party_to_it()
    {
        var r = await Rivierenland.In(service);
        await r.Set().Is(200);
        await r.Reported("2026-01-01", null, "2026-06-30");
        var other = await Rivierenland.Supplier(service, "Een ander");
        await Admin.Put(r.Path, await Admin.ETag(r.Path), Rivierenland.Entry(r.BuyerId, other)).IsRefused(409, "contract.supplier-reports");
    }

    [Fact]
    public async Task Outside_the_scope_a_contract_does_not_exist()
    {
        var (mine, other) = (await Rivierenland.In(service), await Rivierenland.In(service));
        await mine.Set().Is(200);
        await other.Set().Is(200);
        foreach (var caller in new[] { await service.Officer(mine.BuyerId), await service.Supplier(mine.SupplierId) })
        {
            foreach (var read in new[] { "", "/progress", "/progress?at=2025-01-01", "/ledger" })
            {
                await caller.Ask(mine.Path + read).Is(200);
                await caller.Ask(other.Path + read).IsRefused(404, "resource.not-found");
            }
            var listed = (await caller.Ask("contracts").Is(200))["items"]!.AsArray().Select(i => (Guid)i!["id"]!).ToList();
            Assert.Contains(mine.ContractId, listed);
            Assert.DoesNotContain(other.ContractId, listed);
        }
        var officer = await service.Officer(mine.BuyerId);
        var entry = Rivierenland.Entry(other.BuyerId, other.SupplierId);
        await officer.Put(other.Path, "\"v2\"", entry).IsRefused(404, "resource.not-found");
        await officer.Put(other.Path + "/clause", "\"v2\"", Rivierenland.Clause()).IsRefused(404, "resource.not-found");
        await officer.Post(other.Path + "/clause-proposals", new { }).IsRefused(404, "resource.not-found");
        await officer.Post(other.Path + "/amendments", new { fromDate = "2025-01-01", reason = "x", endDate = "2025-12-31" }).IsRefused(404, "resource.not-found");
        await officer.Post("contracts", entry).IsRefused(400, "organisation.unknown", "/buyerId");
    }

    [Fact]
    public async Task A_role_without_a_grant_may_not_change_contracts()
    {
        var r = await Rivierenland.In(service);
        foreach (var caller in new[] { await service.Supplier(r.SupplierId), await service.Someone(Role.Team), await service.Someone(Role.Auditor) })
        {
            await caller.Post("contracts", Rivierenland.Entry(r.BuyerId, r.SupplierId)).IsRefused(403, "role.missing");
            await caller.Put(r.Path, "\"v1\"", Rivierenland.Entry(r.BuyerId, r.SupplierId)).IsRefused(403, "role.missing");
            await caller.Put(r.Path + "/clause", "\"v1\"", Rivierenland.Clause()).IsRefused(403, "role.missing");
            await caller.Post(r.Path + "/clause-proposals", new { }).IsRefused(403, "role.missing");
            await caller.Post(r.Path + "/amendments", new { fromDate = "2025-01-01", reason = "x", endDate = "2025-12-31" }).IsRefused(403, "role.missing");
        }
    }

    [Fact]
    public async Task A_subcontractor_sees_the_contract_that_it_is_named_on()
    {
        var below = await Rivierenland.Supplier(service, "Onderaannemer B.V.");
        var r = await Rivierenland.In(service, e => e["subcontractorIds"] = new JsonArray(below));
        var shown = await (await service.Supplier(below)).Ask(r.Path).Is(200);
        Assert.Equal([below], shown["subcontractorIds"]!.AsArray().Select(s => (Guid)s!));
        Assert.Single(shown["suppliers"]!.AsArray());
    }

    private static void Merge(JsonObject entry, string changes)
    {
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject()) entry[name] = value?.DeepClone();
    }
}
