using static SroiTracker.Domain.Tests.ContractExamples;
using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class PlacementNextTests
{
    private static readonly DateOnly Today = Day("2026-11-20");
    private static readonly Tarief Blocks = Tarief(
        [Block(40_000), Block(100, code: "uur", unit: BouwblokUnit.Hour), Block(1, code: "dag", unit: BouwblokUnit.Day),
         Block(1, code: "factuur", unit: BouwblokUnit.InvoiceExclVat), Block(750, code: "maand", unit: BouwblokUnit.Month), Block(7_500, code: "plek", unit: BouwblokUnit.Place)],
        [Bonus("50-plus", 10_000, BonusKind.Once, BonusCondition.AgeFrom50), Bonus("55-plus", 1, BonusKind.Once, BonusCondition.AgeFrom55), Bonus("taal", 1, BonusKind.Once)]);

    private static PlacementDraft Draft(
        double hours = 24, string start = "2026-01-01", string? end = null, string through = "2026-06-30", string? from = null, PlacementTerms? terms = null) =>
        new(Day(start), DayOrNone(end), Day(through), DayOrNone(from), terms ?? Terms(hours));

    private static ReportDecision Next(IReadOnlyList<PlacementReport> earlier, PlacementDraft draft, string? verified = null, PlacementState? state = null) =>
        Placement.Next(earlier, draft, Today, [new(ContractId, Blocks, state, DayOrNone(verified))]);

    /// <summary>Reports as they follow on each other.</summary>
    private static List<PlacementReport> After(params PlacementDraft[] drafts)
    {
        var reports = new List<PlacementReport>();
        foreach (var draft in drafts) reports.Add(Next(reports, draft).Report!);
        return reports;
    }

    private static string[] Timeline(IReadOnlyList<PlacementReport> reports) =>
        [.. PlacementReport.TermsAsOf(reports, reports.Count).Select(t => $"{t.From:yyyy-MM-dd} {t.Terms.MinutesPerWeek / 60}")];

    [Fact]
    public void The_first_reports_terms_hold_from_its_start()
    {
        var first = Next([], Draft());
        Assert.Equal((ReportKind.First, 1, Day("2026-01-01")), (first.Kind, first.Report!.Number, first.Report.TermsFrom));
        Assert.Equal(Day("2026-01-01"), Next([], Draft(from: "2026-02-01")).Report!.TermsFrom);
    }

    [Fact]
    public void A_report_that_changes_nothing_writes_nothing()
    {
        var reports = After(Draft(24), Draft(36, from: "2026-04-01", through: "2026-07-31"));
        foreach (var same in new[] { Draft(36, through: "2026-07-31"), Draft(36, from: "2026-04-01", through: "2026-07-31") })
        {
            var next = Next(reports, same, state: PlacementState.Rejected);
            Assert.Equal((ReportKind.Unchanged, null, 0), (next.Kind, next.Report, next.Objections.Count));
        }
    }

    [Theory]
    // hours start end through from             verified      kind                     corrected days
    [InlineData(36, "2026-01-01", null, "2026-08-31", null, "2026-07-31", ReportKind.Extension, null)]
    [InlineData(36, "2026-01-01", "2026-09-30", "2026-07-31", null, "2026-07-31", ReportKind.Extension, null)]
    [InlineData(36, "2026-01-01", "2026-06-15", "2026-07-31", null, "2026-07-31", ReportKind.Correction, "2026-06-16 2026-07-31")]
    [InlineData(36, "2026-01-01", "2026-06-15", "2026-07-31", null, null, ReportKind.Extension, null)]
    [InlineData(36, "2026-01-01", null, "2026-06-30", null, "2026-07-31", ReportKind.Correction, "2026-07-01 2026-07-31")]
    [InlineData(36, "2026-01-01", null, "2026-06-30", null, "2026-06-30", ReportKind.Extension, null)]
    [InlineData(36, "2026-02-01", null, "2026-07-31", null, "2026-07-31", ReportKind.Correction, "2026-01-01 2026-07-31")]
    [InlineData(36, "2025-12-01", null, "2026-07-31", null, "2026-07-31", ReportKind.Correction, "2025-12-01 2026-07-31")]
    [InlineData(32, "2026-01-01", null, "2026-07-31", "2026-08-01", "2026-07-31", ReportKind.NewTerms, null)]
    [InlineData(32, "2026-01-01", null, "2026-07-31", "2026-07-31", "2026-07-31", ReportKind.Correction, "2026-07-31 2026-07-31")]
    [InlineData(36, "2026-01-01", null, "2026-07-31", "2026-03-01", null, ReportKind.NewTerms, null)]
    [InlineData(36, "2026-01-01", null, "2026-07-31", "2026-03-01", "2026-07-31", ReportKind.Correction, "2026-03-01 2026-07-31")]
    public void A_next_report_extends_brings_terms_or_corrects_and_says_which(
        double hours, string start, string? end, string through, string? from, string? verified, ReportKind kind, string? corrected)
    {
        var next = Next(After(Draft(24), Draft(36, from: "2026-04-01", through: "2026-07-31")), Draft(hours, start, end, through, from), verified);
        Assert.Equal((kind, 3), (next.Kind, next.Report!.Number));
        Assert.Equal(corrected, next.Corrected is { } days ? $"{days.Start:yyyy-MM-dd} {days.End:yyyy-MM-dd}" : null);
    }

    [Fact]
    public void An_extension_keeps_the_terms_of_before()
    {
        var reports = After(Draft(24), Draft(36, from: "2026-04-01"), Draft(36, through: "2026-10-31"));
        Assert.Equal(["2026-01-01 24", "2026-04-01 36"], Timeline(reports));
    }

    [Fact]
    public void Other_terms_must_say_from_which_day_they_hold()
    {
        var reports = After(Draft(24));
        Assert.Equal(["placement.terms-from-missing /termsFromDate"], Read(Next(reports, Draft(36)).Objections));
        Assert.Equal(["2026-01-01 36"], Timeline([.. reports, Next(reports, Draft(36, from: "2026-01-01")).Report!]));
    }

    [Theory]
    [InlineData(PlacementState.Withdrawn, "placement.gone /allocations/0")]
    [InlineData(PlacementState.Revoked, "placement.gone /allocations/0")]
    [InlineData(PlacementState.WithdrawalAsked, "placement.withdrawal-asked /allocations/0")]
    [InlineData(PlacementState.Rejected, null)]
    [InlineData(PlacementState.Verified, null)]
    public void A_withdrawn_reference_does_not_return_and_a_rejected_one_may(PlacementState state, string? refused) =>
        Assert.Equal(refused is null ? [] : [refused], Read(Next(After(Draft()), Draft(through: "2026-07-31"), state: state).Objections));

    [Fact]
    public void A_contract_that_was_withdrawn_does_not_stop_reports_on_another()
    {
        var other = Guid.NewGuid();
        var terms = Terms(24) with { Allocations = [new(other, 5_000)] };
        var next = Placement.Next(After(Draft()), Draft(from: "2026-07-01", terms: terms), Today,
            [new(ContractId, Blocks, PlacementState.Withdrawn), new(other, Blocks)]);
        Assert.Equal(ReportKind.NewTerms, next.Kind);
    }

    private static readonly Guid Other = Guid.NewGuid();

    private static PlacementTerms Shares(params (Guid Contract, int BasisPoints)[] shares) =>
        Terms(24) with { Allocations = [.. shares.Select(s => new Allocation(s.Contract, s.BasisPoints))] };

    public static TheoryData<string, PlacementDraft, string> Wrong => new()
    {
        { "an end before the start", Draft(end: "2025-12-31"), "placement.end-before-start /endDate" },
        { "a report on tomorrow", Draft(through: "2026-11-21"), "placement.reported-ahead /reportedThroughDate" },
        { "terms after the end", Draft(end: "2026-06-30", from: "2026-07-01"), "placement.terms-after-end /termsFromDate" },
        { "a year long past", Draft(start: "1989-12-31"), "date.implausible /startDate" },
        { "a year far ahead", Draft(end: "2077-01-01"), "date.implausible /endDate" },
        { "a year of service too early", Draft(terms: Terms(24, inService: "1949-12-31")), "date.implausible /inServiceSinceDate" },
        { "in service only after the start", Draft(terms: Terms(24, inService: "2026-10-01")), "placement.in-service-later /inServiceSinceDate" },
        { "no hours", Draft(0), "placement.hours /hoursPerWeek" },
        { "negative hours", Draft(-24), "placement.hours /hoursPerWeek" },
        { "more than 80 hours", Draft(80.1), "placement.hours /hoursPerWeek" },
        { "no contract", Draft(terms: Shares()), "value.missing /allocations" },
        { "a share of nothing", Draft(terms: Shares((ContractId, 0))), "placement.share /allocations/0/percentage" },
        { "a negative share", Draft(terms: Shares((ContractId, 1), (Other, -1))), "placement.share /allocations/1/percentage" },
        { "shares above 100 %", Draft(terms: Shares((ContractId, 6_000), (Other, 4_001))), "placement.shares /allocations" },
        { "a contract twice", Draft(terms: Shares((ContractId, 6_000), (ContractId, 4_000))), "placement.contract-twice /allocations/1" },
        { "an unknown bouwblok", Draft(terms: Terms(24, "geen")), "bouwblok.unknown /bouwblok" },
        { "an hour of activity", Draft(terms: Terms(24, "uur")), "bouwblok.not-for-placements /bouwblok" },
        { "a day of activity", Draft(terms: Terms(24, "dag")), "bouwblok.not-for-placements /bouwblok" },
        { "an invoice", Draft(terms: Terms(24, "factuur")), "bouwblok.not-for-placements /bouwblok" },
        { "an unknown bonus", Draft(terms: Terms(24, bonuses: ["taal", "geen"])), "bonus.unknown /bonuses/1" },
        { "a bonus twice", Draft(terms: Terms(24, bonuses: ["taal", "taal"])), "placement.bonus-twice /bonuses" },
        { "an age bonus without age band", Draft(terms: Terms(24, bonuses: ["50-plus", "55-plus"])), "value.missing /ageBand" },
        { "a KvK number of seven", Draft(terms: Terms(24, employer: "1234567")), "organisation.kvk-number /employerKvk" },
        { "attested without a date", Draft() with { Indicatie = Doelgroepindicatie.Attested }, "value.missing /doelgroepindicatie/checkedDate" },
        { "checked tomorrow", Draft() with { Indicatie = Doelgroepindicatie.Attested, CheckedOn = Day("2026-11-21") }, "date.ahead /doelgroepindicatie/checkedDate" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_report_that_cannot_be_is_refused_with_its_place(string what, PlacementDraft draft, string refused)
    {
        Assert.NotEmpty(what);
        var next = Next([], draft);
        Assert.Equal([refused], Read(next.Objections));
        Assert.Null(next.Report);
    }

    [Fact]
    public void All_objections_are_told_at_once() =>
        Assert.Equal(
            ["placement.end-before-start /endDate", "placement.shares /allocations", "bouwblok.unknown /bouwblok", "placement.hours /hoursPerWeek", "placement.terms-from-missing /termsFromDate"],
            Read(Next(After(Draft()), Draft(end: "2025-01-01", terms: Shares((ContractId, 9_000), (Other, 9_000)) with { MinutesPerWeek = 0, Bouwblok = "x" })).Objections));

    [Theory]
    [InlineData("2026-11-20", "2026-11-20", "blok")]
    [InlineData("2026-12-01", "2026-11-20", "maand")]
    [InlineData("1990-01-01", "2026-01-01", "plek")]
    public void What_is_just_possible_is_accepted(string start, string through, string block) =>
        Assert.Equal(ReportKind.First, Next([], Draft(start: start, through: through, terms: Terms(80, block, inService: "1950-01-01", age: AgeBand.From55, bonuses: ["55-plus"]))).Kind);

    [Fact]
    public void A_contract_without_a_Tarief_knows_no_codes_yet() =>
        Assert.Empty(Placement.Next([], Draft(terms: Terms(24, "wat-dan-ook", bonuses: "x")), Today, [new(ContractId, null)]).Objections);
}
