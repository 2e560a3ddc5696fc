using System.Text.Json.Nodes;
using SroiTracker.Http;
using SroiTracker.Suppliers.Sync;
using static SroiTracker.Tests.Suppliers.Sync.SourceStage;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>What becomes of an item of a page, by what came before it.</summary>
public class ItemTests(RunningService service) : IClassFixture<RunningService>
{
    // Each step is a page of one item "id-1": "18" reports 18 hours a week, "-1" is refused, "deleted" is gone.
    [Theory]
    [InlineData("18", "New")]
    [InlineData("18 18", "New Unchanged")]
    [InlineData("18 20", "New Changed")]
    [InlineData("18 20 20 21", "New Changed Unchanged Changed")]
    [InlineData("-1", "Refused", 1)]
    [InlineData("-1 -1", "Refused Unchanged", 1)]
    [InlineData("-1 -2 18", "Refused Refused New")]
    [InlineData("18 -1 18", "New Refused Unchanged")]
    [InlineData("deleted", "Unchanged")]
    [InlineData("deleted 18", "Unchanged New")]
    [InlineData("18 deleted", "New Changed")]
    [InlineData("18 deleted deleted", "New Changed Unchanged")]
    [InlineData("18 deleted 18", "New Changed Changed")]
    [InlineData("18 deleted 20", "New Changed Changed")]
    [InlineData("18 deleted -1", "New Changed Refused", 1)]
    [InlineData("18 deleted -1 deleted", "New Changed Refused Changed")]
    [InlineData("18 -1 deleted", "New Refused Changed")]
    [InlineData("-1 deleted", "Refused Unchanged")]
    [InlineData("-1 deleted 18", "Refused Unchanged New")]
    public async Task An_item_becomes(string steps, string outcomes, int inQuarantine = 0)
    {
        var source = await In(service);
        var became = new List<string>();
        foreach (var step in steps.Split(' ')) became.Add(Assert.Single((await source.Take(Step(source, step))).Items).Outcome.ToString());
        Assert.Equal(outcomes, string.Join(' ', became));
        Assert.Equal(inQuarantine, (await source.Quarantine()).Count);
    }

    private static SourceItem Step(SourceStage source, string step)
    {
        if (step == "deleted") return Deleted("id-1");
        var report = source.Report(1, decimal.Parse(step, System.Globalization.CultureInfo.InvariantCulture));
        if (step != "18") report["termsFromDate"] = "2026-03-01";
        return source.Item("id-1", report);
    }

    [Fact]
    public async Task Of_an_item_that_comes_twice_in_a_page_the_last_stands()
    {
        var source = await In(service);
        var page = await source.Take(source.Item(1, through: "2026-06-30"), source.Item(2), source.Item(1), source.Item(1));
        Assert.Equal("2 new, 1 changed, 1 unchanged, 0 refused", Counts(page));
        page = await source.Take(source.Item(1));
        Assert.Equal("0 new, 0 changed, 1 unchanged, 0 refused", Counts(page));
        // Taken and then refused: it lies in quarantine; the other way round it does not.
        var (right, wrong) = (source.Item("id-3", source.Report(3)), source.Item("id-3", source.Report(3, hours: -1)));
        await source.Take(right, wrong);
        Assert.Equal(["HB-00003"], (await source.Quarantine()).Select(q => q.SupplierReference));
        await source.Take(right);
        await source.Take(wrong, right);
        Assert.Empty(await source.Quarantine());
    }

    [Fact]
    public async Task Two_ids_with_one_reference_are_one_placement_until_the_last_is_deleted()
    {
        var source = await In(service);
        var page = await source.Take(source.Item("old", source.Report(1)), source.Item("new", source.Report(1)));
        Assert.Equal("1 new, 0 changed, 1 unchanged, 0 refused", Counts(page));
        Assert.Equal("0 new, 0 changed, 1 unchanged, 0 refused", Counts(await source.Take(Deleted("old"))));
        Assert.Equal("Reported", (string?)(await source.Placement("HB-00001"))["contracts"]![0]!["state"]);
        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 refused", Counts(await source.Take(Deleted("new"))));
        Assert.Equal("WithdrawalAsked", (string?)(await source.Placement("HB-00001"))["contracts"]![0]!["state"]);
        // Entered again at the source under an id of its own.
        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 refused", Counts(await source.Take(source.Item("newest", source.Report(1)))));
        Assert.Equal("Reported", (string?)(await source.Placement("HB-00001"))["contracts"]![0]!["state"]);
    }

    [Fact]
    public async Task Two_ids_with_one_reference_and_two_candidates_are_refused()
    {
        var source = await In(service);
        var other = source.Report(1);
        other["candidate"] = "another-candidate-2222";
        await source.Take(source.Item("id-1", source.Report(1)), source.Item("id-2", other));
        Assert.Equal(["placement.other-candidate"], Assert.Single(await source.Quarantine()).Codes);
    }

    [Fact]
    public async Task What_is_tried_is_told_item_by_item_and_leaves_nothing()
    {
        var source = await In(service);
        await source.Take(source.Item(1), source.Item(2));
        var before = await service.RowCounts();
        var tried = await source.Try(source.Item(1), source.Item(3), source.Item(2, through: "2026-06-30"), source.Item("id-4", source.Report(4, hours: -1)), Deleted("id-1"));
        Assert.Equal(
            ["id-1 HB-00001 Unchanged", "id-3 HB-00003 New", "id-2 HB-00002 Changed", "id-4 HB-00004 Refused placement.hours /hoursPerWeek", "id-1  Changed"],
            tried.Items.Select(i => string.Join(' ', new[] { i.SourceId, i.SupplierReference ?? "", i.Outcome.ToString() }.Concat(i.Errors.Select(e => $"{e.Code} {e.Pointer}")))));
        Assert.Equal(before, await service.RowCounts());
        Assert.Equal(["HB-00001 18 #1", "HB-00002 18 #1"], await source.Placements());
        Assert.Equal("1 new, 0 changed, 1 unchanged, 0 refused", Counts(await source.Take(source.Item(3), source.Item(2))));
    }

    [Fact]
    public async Task Another_suppliers_item_can_not_be_reported()
    {
        var (source, other) = (await In(service), await In(service));
        var (named, contract) = (source.Report(1), source.Report(2));
        named["supplierId"] = other.Stage.Contract.SupplierId;
        contract["allocations"]![0]!["contractId"] = other.Stage.Contract.ContractId;
        await source.Take(source.Item("id-1", named), source.Item("id-2", contract));
        Assert.Equal(["supplier.unknown", "allocation.contract-unknown"], (await source.Quarantine()).SelectMany(q => q.Codes));
        Assert.Empty(await other.Placements());
    }

    [Fact]
    public async Task Two_suppliers_share_nothing()
    {
        var (source, other) = (await In(service), await In(service));
        await source.Take(source.Item(1), source.Item("id-2", source.Report(2, hours: -1)));
        Assert.Equal("1 new, 0 changed, 0 unchanged, 1 refused", Counts(await other.Take(other.Item(1), other.Item("id-2", other.Report(2, hours: -1)))));
        // The other's deletion of an id that both use touches the other's placement only.
        await other.Take(Deleted("id-1"), Deleted("id-2"));
        Assert.Equal("Reported", (string?)(await source.Placement("HB-00001"))["contracts"]![0]!["state"]);
        Assert.Single(await source.Quarantine());
        Assert.Empty(await other.Quarantine());
        var keys = await service.Read(s => s.Query<byte[]>("SELECT itemKey FROM SourceItem WHERE connectionId IN (@a, @b) AND sourceId = 'id-1'", new { a = source.ConnectionId, b = other.ConnectionId }));
        Assert.Equal(2, keys.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public async Task As_another_supplier_nothing_of_a_connection_is_read_or_written()
    {
        var (source, other) = (await In(service), await In(service));
        await source.Take(source.Item(1), source.Item("id-2", source.Report(2, hours: -1)));
        var (connection, run, stranger) = (await source.Connection(), await source.Held(), (await other.Connection()).Reporter);
        var before = await service.RowCounts();
        await Assert.ThrowsAsync<RunLostException>(() => service.Send(stranger, new TakePage(connection, [source.Item(3)], run)));
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public async Task Every_text_that_a_page_reaches_names_the_supplier()
    {
        var source = await In(service);
        var reporter = (await source.Connection()).Reporter;
        await source.Take(source.Item(1), source.Item(2));
        var run = await source.Held();
        SroiTracker.Tests.Http.Heard.Of(reporter.PrincipalId);
        await service.Send(reporter, new TakePage(await source.Connection(),
            [source.Item(1), source.Item(2, through: "2026-06-30"), source.Item("id-3", source.Report(3, hours: -1)), Deleted("id-1"), source.Item(1, through: "2026-06-30"), source.Item("id-3", source.Report(3)), source.Item(4)], run));
        var texts = SroiTracker.Tests.Http.Heard.Take(reporter.PrincipalId).Where(Database.Statements.IsStatement).Distinct().ToList();
        Assert.True(texts.Count > 20);
        Assert.All(texts, sql => Assert.True(SroiTracker.Tests.Http.ForeignIdTests.NamesSupplier(sql), sql));
    }
}
