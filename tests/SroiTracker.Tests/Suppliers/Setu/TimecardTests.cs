using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;
using SroiTracker.Suppliers;
using SroiTracker.Suppliers.Setu;
using SroiTracker.Suppliers.Sync;
using SroiTracker.Tests.Suppliers.Sync;
using static SroiTracker.Tests.Suppliers.Sync.SourceStage;

namespace SroiTracker.Tests.Suppliers.Setu;

/// <summary>What timecards make of a placement of 18 hours a week from 1 January 2026 that its supplier reported through 4 January.</summary>
public class TimecardTests(RunningService service) : IClassFixture<RunningService>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hours_that_were_worked_become_reports_of_the_placement_and_are_worth_what_they_are()
    {
        var source = await Placed();
        var page = await new SetuSystem(new Answering(Answering.Example("setu-timecards.json")).Client).Page(null, 100, Token);
        Assert.Equal("2 new, 0 changed, 1 unchanged, 0 refused", Counts(await source.Take([.. page.Items.Select(i => i with { Timecard = i.Timecard is null ? null : i.Timecard with { SupplierKvk = null } })])));

        var placement = await source.Placement("HB-001");
        Assert.Equal("01-01 18; 01-05 15.75; 01-12 10", Terms(placement));
        Assert.Equal("2026-01-18", (string?)placement["reportedThroughDate"]);
        // All that a timecard does not tell is as it was reported.
        Assert.Equal(("participatiewet", "Participatiewet", "Attested"), ((string?)placement["bouwblok"], (string?)placement["doelgroep"], (string?)placement["doelgroepindicatie"]!["status"]));

        Assert.Equal("0 new, 0 changed, 3 unchanged, 0 refused", Counts(await source.Take([.. page.Items.Select(i => i with { Timecard = i.Timecard is null ? null : i.Timecard with { SupplierKvk = null } })])));
    }

    [Fact]
    public async Task A_timecard_that_is_corrected_moved_or_taken_back_changes_its_own_days_only()
    {
        var source = await Placed();
        await source.Take(Card("a", "01-05", "01-11", 20), Card("b", "01-12", "01-18", 24), Card("d", "01-26", "02-01", 10));
        Assert.Equal("01-01 18; 01-05 20; 01-12 24; 01-19 0; 01-26 10", Terms(await source.Placement("HB-001")));

        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 refused", Counts(await source.Take(Card("a", "01-05", "01-11", 22.5m))));
        Assert.Equal("01-01 18; 01-05 22.5; 01-12 24; 01-19 0; 01-26 10", Terms(await source.Placement("HB-001")));
        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 refused", Counts(await source.Take(Card("b", "01-19", "01-25", 24))));
        Assert.Equal("01-01 18; 01-05 22.5; 01-12 0; 01-19 24; 01-26 10", Terms(await source.Placement("HB-001")));
        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 refused", Counts(await source.Take(Deleted("d"))));
        Assert.Equal("01-01 18; 01-05 22.5; 01-12 0; 01-19 24; 01-26 0", Terms(await source.Placement("HB-001")));
        Assert.Equal("1 new, 0 changed, 0 unchanged, 0 refused", Counts(await source.Take(Card("e", "01-12", "01-14", 8))));
        Assert.Equal("01-01 18; 01-05 22.5; 01-12 8; 01-19 24; 01-26 0", Terms(await source.Placement("HB-001")));
        Assert.Equal("0 new, 0 changed, 1 unchanged, 0 refused", Counts(await source.Take(Deleted("never"))));
    }

    [Fact]
    public async Task A_timecard_that_was_of_another_assignment_leaves_it()
    {
        var source = await Placed();
        await source.Stage.Reported(source.Stage.Report("HB-002", "another-candidate-0001", through: "2026-01-04", end: null));
        await source.Take(Card("a", "01-05", "01-11", 20));
        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 refused", Counts(await source.Take(Card("a", "01-05", "01-11", 20, "HB-002"))));
        Assert.Equal("01-01 18; 01-05 0", Terms(await source.Placement("HB-001")));
        Assert.Equal("01-01 18; 01-05 20", Terms(await source.Placement("HB-002")));
    }

    [Fact]
    public async Task Verified_days_are_booked_by_the_hours_that_were_worked_and_weeks_without_work_are_worth_nothing()
    {
        var source = await Placed();
        await source.Take(Card("a", "01-05", "01-11", 36), Card("b", "01-12", "01-18", 0), Card("c", "01-19", "01-25", 9));
        var placement = await source.Placement("HB-001");
        await source.Stage.Verify((Guid)placement["id"]!, (int)placement["reportNumber"]!, "2026-01-25").Is(201);
        // 40.000 ÷ 365 × (4 days of 18/36 + 7 of 36/36 + 7 of 0 + 7 of 9/36).
        Assert.Equal(Math.Round(40_000m / 365 * (4 * 0.5m + 7 + 7 * 0.25m), 2, MidpointRounding.AwayFromZero), await source.Stage.Booked());
        var parts = (await source.Stage.Supplier.Ask($"contracts/{source.Stage.Contract.ContractId}/ledger").Is(200))["items"]![0]!["parts"]!.AsArray();
        Assert.Equal(["€ 40.000 × 18/36 × 4/365", "€ 40.000 × 36/36 × 7/365", "telt niet: geen uren gewerkt", "€ 40.000 × 9/36 × 7/365"], parts.Select(p => (string?)p!["formula"]));
        Assert.Null((await service.Send(Caller.TheService, new CheckLedger(Recompute: true))).Difference);
    }

    [Fact]
    public async Task The_full_time_week_is_judged_over_all_weeks_together_and_not_one_by_one()
    {
        var source = await Placed();
        await source.Take(Card("a", "01-05", "01-11", 20), Card("b", "01-12", "01-18", 10));
        var other = await source.Stage.SecondContract();
        await source.Stage.Reported(source.Stage.Report("HB-002", start: "2026-01-12", through: "2026-01-18", end: null, contractId: other));
        // 22 hours go on in the days of the next week only until that is told: 22 and 18 are more than 36.
        Assert.Equal("0 new, 1 changed, 0 unchanged, 0 refused", Counts(await source.Take(Card("a", "01-05", "01-11", 22))));
        Assert.Equal("01-01 18; 01-05 22; 01-12 10", Terms(await source.Placement("HB-001")));
        var refused = (await source.Take(Card("b", "01-12", "01-18", 19))).Items[0];
        Assert.Equal("candidate.over-full-time", refused.Errors[0].Code);
        Assert.Equal("01-01 18; 01-05 22; 01-12 10", Terms(await source.Placement("HB-001")));
    }

    [Theory]
    [InlineData("HB-404", "01-05", "01-11", 20, "timecard.placement-unknown")]
    [InlineData("HB-001", "12-28", "12-31", 20, "timecard.ahead")]
    [InlineData("HB-001", "01-05", "01-11", 81, "placement.hours")]
    public async Task What_can_not_be_taken_is_refused_and_leaves_nothing(string assignment, string first, string last, int hours, string code)
    {
        var source = await Placed();
        var item = Card("a", first, last, hours, assignment);
        var taken = await source.Take(item);
        Assert.Equal(code, Assert.Single(Assert.Single(taken.Items).Errors).Code);
        Assert.Equal("01-01 18", Terms(await source.Placement("HB-001")));
        Assert.Equal(0, await service.Read(s => s.QueryOne<long>("SELECT COUNT(*) FROM SourceTimecard WHERE connectionId = @id", new { id = source.ConnectionId })));
    }

    [Fact]
    public async Task A_timecard_before_the_placement_or_of_another_supplier_is_refused()
    {
        var source = await Placed();
        var before = new SourceItem("a", new byte[] { 1 }, false, null, new("HB-001", new(2025, 12, 22), new(2025, 12, 28), 60), []);
        Assert.Equal("timecard.outside-placement", (await source.Take(before)).Items[0].Errors[0].Code);

        Assert.True(OrganisationIdentifier.TryParse(OrganisationIdentifier.Kvk, "68750110", out var kvk, out _));
        await service.Run(async session =>
        {
            var (supplier, version) = (await SupplierStore.Find(session, source.Stage.Contract.SupplierId))!.Value;
            await SupplierStore.Change(session, supplier.Id, version, supplier.Name, kvk);
            return true;
        });
        var card = Card("b", "01-05", "01-11", 20);
        Assert.Equal("timecard.other-supplier", (await source.Take(card with { Timecard = card.Timecard! with { SupplierKvk = "08057642" } })).Items[0].Errors[0].Code);
        card = Card("c", "01-05", "01-11", 20);
        Assert.Equal("1 new, 0 changed, 0 unchanged, 0 refused", Counts(await source.Take(card with { Timecard = card.Timecard! with { SupplierKvk = "68750110" } })));
    }

    private async Task<SourceStage> Placed()
    {
        var source = await In(service, ConnectionKind.Setu);
        await source.Stage.Reported(source.Stage.Report(through: "2026-01-04", end: null));
        return source;
    }

    private static SourceItem Card(string id, string first, string last, decimal hours, string assignment = "HB-001")
    {
        var card = new Timecard(assignment, Day(first), Day(last), (int)(hours * 60));
        return new(id, Encoding.UTF8.GetBytes(card.ToString()), false, null, card, []);
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact("2026-" + day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"01-01 18; 01-05 20".</summary>
    private static string Terms(JsonNode placement) => string.Join("; ", placement["terms"]!.AsArray().Select(t =>
        string.Create(CultureInfo.InvariantCulture, $"{((string)t!["fromDate"]!)[5..]} {(decimal)t["hoursPerWeek"]!:0.##}")));
}
