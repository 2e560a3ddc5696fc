using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Placements;

/// <summary>To another supplier and to another buyer's officer a placement does not exist.</summary>
public class IsolationTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly object Rejection = new { reportNumber = 1, code = "x-1", reason = "x" };
    private static readonly object Revocation = new { reportNumber = 1, code = "x-1", reason = "x", fromDate = "2026-02-01" };
    private static readonly object Decision = new { agreed = true };

    [Fact]
    public async Task Another_suppliers_key_finds_nothing_on_any_route()
    {
        var (stage, other) = (await In(service), await In(service));
        var id = await Verified(stage);
        var before = await service.RowCounts();
        await other.Supplier.Ask($"placements/{id}").IsRefused(404, "resource.not-found");
        await other.Supplier.Put($"placements/{id}", "\"v2\"", stage.Report()).IsRefused(404, "resource.not-found");
        await other.Supplier.Post($"placements/{id}/withdrawals", new { reportNumber = 1 }).IsRefused(404, "resource.not-found");
        await other.Supplier.Post($"placements/{id}/acceptances", new { reportNumber = 1 }).IsRefused(404, "resource.not-found");
        Assert.Empty((await other.Supplier.Ask("placements").Is(200))["items"]!.AsArray());
        Assert.Empty((await other.Supplier.Ask($"placements?contractId={stage.Contract.ContractId}").Is(200))["items"]!.AsArray());
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public async Task Another_buyers_officer_finds_nothing_on_any_route()
    {
        var (stage, other) = (await In(service), await In(service));
        var id = await Verified(stage);
        var asked = await stage.Officer.Post($"placements/{id}/revocations", Revocation).Is(201);
        var request = (Guid)OnContract(asked)["verdict"]!["id"]!;
        var before = await service.RowCounts();
        await other.Officer.Ask($"placements/{id}").IsRefused(404, "resource.not-found");
        await other.Officer.Put($"placements/{id}", "\"v2\"", stage.Report()).IsRefused(404, "resource.not-found");
        await stage.Verify(id, by: other.Officer).IsRefused(404, "resource.not-found");
        await other.Officer.Post($"placements/{id}/rejections", Rejection).IsRefused(404, "resource.not-found");
        await other.Officer.Post($"placements/{id}/revocations", Revocation).IsRefused(404, "resource.not-found");
        await other.Officer.Post($"placements/{id}/revocations/{request}/decisions", Decision).IsRefused(404, "resource.not-found");
        await other.Officer.Post($"placements/{id}/withdrawals/{request}/decisions", Decision).IsRefused(404, "resource.not-found");
        Assert.Empty((await other.Officer.Ask($"placements?contractId={stage.Contract.ContractId}").Is(200))["items"]!.AsArray());
        Assert.Empty((await other.Officer.Ask("placements?state=Verified").Is(200))["items"]!.AsArray());
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public async Task An_officer_reports_for_suppliers_of_their_own_buyer_only()
    {
        var (stage, other) = (await In(service), await In(service));
        var report = stage.Report();
        report["supplierId"] = stage.Contract.SupplierId;
        await other.Officer.Post("placements", report).IsRefused(400, "supplier.unknown", "/supplierId");
    }

    [Fact]
    public async Task Two_suppliers_with_one_reference_and_one_pseudonym_stay_apart()
    {
        var (stage, other) = (await In(service), await In(service));
        var (first, second) = (await stage.Reported(), await other.Reported());
        Assert.NotEqual(first, second);
        var candidates = await service.Read(s => s.Query<byte[]>("SELECT hmac FROM Candidate WHERE supplierId IN (@a, @b)", new { a = stage.Contract.SupplierId, b = other.Contract.SupplierId }));
        Assert.Equal(2, candidates.Select(Convert.ToHexString).Distinct().Count());
    }

    [Theory, InlineData("verifications"), InlineData("rejections"), InlineData("revocations")]
    public async Task A_supplier_gives_no_verdicts(string verdict)
    {
        var stage = await In(service);
        var id = await stage.Reported();
        await stage.Supplier.Post($"placements/{id}/{verdict}", new { reportNumber = 1 }).IsRefused(403, "role.missing");
    }

    [Theory, InlineData("withdrawals"), InlineData("acceptances")]
    public async Task An_officer_takes_nothing_back_for_a_supplier(string act)
    {
        var stage = await In(service);
        var id = await stage.Reported();
        await stage.Officer.Post($"placements/{id}/{act}", new { reportNumber = 1 }).IsRefused(403, "role.missing");
    }

    private static async Task<Guid> Verified(PlacementStage stage)
    {
        var id = await stage.Reported();
        await stage.Verify(id).Is(201);
        return id;
    }
}
