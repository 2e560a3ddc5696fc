using static SroiTracker.Domain.Tests.ContractExamples;
using static SroiTracker.Domain.Tests.CountingExamples;
using static SroiTracker.Domain.Tests.EffortExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>What may follow on a report of an effort, and what a report may hold.</summary>
public class EffortTests
{
    private static readonly DateOnly Today = Day("2026-11-20");
    private static readonly PsoStep[] Table = [new("Trede 1", 2_500), new("Trede 2", 5_000)];
    private static readonly Principal Supplier = new(Guid.NewGuid(), false);
    private static readonly Principal Officer = new(Guid.NewGuid(), true);

    private static EffortDraft Draft(EffortContent content, string? through = null, EffortKind? kind = null, int share = 10_000) => new(
        kind ?? content switch { SocialPurchase => EffortKind.SocialPurchase, ActivityDays => EffortKind.Activity, Costs => EffortKind.Training, _ => EffortKind.PsoCertificate },
        content, through is null ? content.LastDay : Day(through), [new(ContractId, share)]);

    private static EffortDecision Next(IReadOnlyList<EffortReport> earlier, EffortDraft draft, string? verified = null, PlacementState? state = null) =>
        Effort.Next(earlier, draft, Today, [new(ContractId, Efforts, Table, state, DayOrNone(verified))]);

    private static EffortReport First(EffortContent content, string? through = null) => Next([], Draft(content, through)).Report!;

    [Theory]
    [InlineData("2026-03-01 1 8", "2026-03-31", ReportKind.Unchanged, null)]
    [InlineData("2026-03-01 1 8;2026-04-02 1 8", "2026-04-30", ReportKind.Extension, null)]
    [InlineData("2026-03-01 1 8", "2026-04-30", ReportKind.Extension, null)]
    [InlineData("2026-03-01 1 6", "2026-03-31", ReportKind.Correction, "2026-03-01")]
    [InlineData("2026-03-01 1 8;2026-03-31 1 8", "2026-03-31", ReportKind.Correction, "2026-03-31")]
    public void A_next_report_says_what_it_does_to_days_already_verified(string days, string through, ReportKind kind, string? correctedFrom)
    {
        var stated = days.Split(';').Select(d => d.Split(' ')).Select(d => (d[0], int.Parse(d[1], null), double.Parse(d[2], System.Globalization.CultureInfo.InvariantCulture)));
        var next = Next([First(Activity("uur", null, ("2026-03-01", 1, 8)), "2026-03-31")], Draft(Activity("uur", null, [.. stated]), through), verified: "2026-03-31");
        Assert.Empty(next.Objections);
        Assert.Equal((kind, DayOrNone(correctedFrom)), (next.Kind, next.Corrected?.Start));
        Assert.Equal(kind == ReportKind.Unchanged ? null : 2, next.Report?.Number);
    }

    [Fact]
    public void Other_shares_before_anything_is_verified_are_other_terms_and_after_it_a_correction()
    {
        var first = First(Purchase(100));
        Assert.Equal(ReportKind.NewTerms, Next([first], Draft(Purchase(100), share: 5_000)).Kind);
        Assert.Equal(ReportKind.Correction, Next([first], Draft(Purchase(100), share: 5_000), verified: "2026-03-01").Kind);
    }

    [Fact]
    public void A_longer_certificate_is_no_correction_of_a_shorter_one_only_when_it_begins_later()
    {
        var first = First(Pso(("Trede 1", "2024-04-01", "2026-03-31")), "2025-12-31");
        Assert.Equal(ReportKind.Extension, Next([first], Draft(Pso(("Trede 1", "2024-04-01", "2026-03-31"), ("Trede 2", "2026-04-01", "2028-03-31")), "2026-04-30"), verified: "2025-12-31").Kind);
    }

    [Fact]
    public void Another_kind_or_another_invoice_is_another_effort()
    {
        Assert.Equal(["effort.other-kind /kind"], Read(Next([First(Purchase(100))], Draft(Costs(("2026-03-01", 100, null)))).Objections));
        Assert.Equal(["effort.other-invoice /invoice/invoiceNumber"], Read(Next([First(Purchase(100))], Draft(Purchase(100, invoice: "2026-002"))).Objections));
        Assert.Equal(["effort.other-invoice /invoice/invoiceNumber"], Read(Next([First(Purchase(100))], Draft(Purchase(100, seller: "87654321"))).Objections));
        Assert.Equal(ReportKind.Extension, Next([First(Purchase(100))], Draft(Purchase(90))).Kind);
    }

    public static TheoryData<string, EffortContent, string?, string[]> Wrong => new()
    {
        { "an amount of 0", Purchase(0), null, ["invoice.amount-zero /invoice/amount"] },
        { "a credit note is right", Purchase(-100), null, [] },
        { "a thousand million is right", Purchase(1_000_000_000), null, [] },
        { "more than that", Purchase(1_000_000_000.01m), null, ["amount.too-large /invoice/amount"] },
        { "more than that back", Purchase(-1_000_000_000.01m), null, ["amount.too-large /invoice/amount"] },
        { "a cost of more than that", Costs(("2026-03-01", 1_000_000_000.01m, null)), null, ["amount.too-large /costs/0/amount"] },
        { "a rate of more than that", Activity("dag", 1_000_000_000.01m, ("2026-03-01", 1, 8)), null, ["amount.too-large /hourlyRate"] },
        { "a rate of VAT over 100", Purchase(100, vat: 10_001), null, ["vat.percentage /invoice/vatPercentage"] },
        { "no KvK number", Purchase(100, seller: "1234567"), null, ["organisation.kvk-number /invoice/sellerKvk"] },
        { "neither register nor bouwblok", Purchase(100) with { Register = null }, null, ["invoice.recognition /invoice/register"] },
        { "register and bouwblok", Purchase(100) with { Bouwblok = "factuur" }, null, ["invoice.recognition /invoice/register"] },
        { "a bouwblok that the Tarief does not have", Purchase(100, block: "nergens"), null, ["bouwblok.unknown /bouwblok"] },
        { "a bouwblok by the hour for an invoice", Purchase(100, block: "uur"), null, ["bouwblok.not-for-effort /bouwblok"] },
        { "an invoice of tomorrow", Purchase(100, on: "2026-11-21"), "2026-11-21", ["placement.reported-ahead /reportedThroughDate", "date.ahead /invoice/invoiceDate"] },
        { "an invoice of the year 0206", Purchase(100, on: "0206-03-01"), null, ["date.implausible /invoice/invoiceDate"] },
        { "reported through a day before it", Purchase(100), "2026-02-28", ["effort.through-earlier /reportedThroughDate"] },
        { "a placement's bouwblok for an activity", Activity("blok", null, ("2026-03-01", 1, 8)), null, ["bouwblok.not-for-effort /bouwblok"] },
        { "no agreed rate where the Tarief has none", Activity("dag", null, ("2026-03-01", 1, 8)), null, ["activity.rate-missing /hourlyRate"] },
        { "an agreed rate where the Tarief has one", Activity("uur", 90, ("2026-03-01", 1, 8)), null, ["activity.rate-of-tarief /hourlyRate"] },
        { "a rate of 0", Activity("dag", 0, ("2026-03-01", 1, 8)), null, ["amount.not-positive /hourlyRate"] },
        { "nobody", Activity("uur", null, ("2026-03-01", 0, 8)), null, ["activity.persons /days/0/persons"] },
        { "no hours", Activity("uur", null, ("2026-03-01", 1, 0)), null, ["activity.hours /days/0/hours"] },
        { "25 hours of one person", Activity("uur", null, ("2026-03-01", 1, 24), ("2026-03-02", 1, 24.01)), null, ["activity.hours /days/1/hours"] },
        { "24 hours each of two", Activity("uur", null, ("2026-03-01", 2, 48)), null, [] },
        { "a cost of 0", Costs(("2026-03-01", 0, null)), null, ["amount.not-positive /costs/0/amount"] },
        { "a cost below 0", Costs(("2026-03-01", 1, null), ("2026-03-01", -1, null)), null, ["amount.not-positive /costs/1/amount"] },
        { "a certificate that ends before it begins", Pso(("Trede 1", "2026-03-01", "2026-02-28")), "2026-03-01", ["certificate.end-before-start /certificates/0/validToDate"] },
        { "a certificate that goes on is right", Pso(("Trede 1", "2026-03-01", "2028-02-29")), "2026-11-20", [] },
        { "a certificate of tomorrow", Pso(("Trede 1", "2026-11-21", "2028-02-29")), "2026-11-20", ["date.ahead /certificates/0/validFromDate", "effort.through-earlier /reportedThroughDate"] },
        { "a level that the policy does not have", Pso(("Trede 9", "2026-03-01", "2026-10-31")), "2026-10-31", ["pso.level-unknown /certificates/0/level"] },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_report_of(string what, EffortContent content, string? through, string[] objections) =>
        Assert.True(objections.Order().SequenceEqual(Read(Next([], Draft(content, through)).Objections).Order()),
            $"{what}: {string.Join(", ", Read(Next([], Draft(content, through)).Objections))}");

    [Theory]
    [InlineData(0, "placement.share /allocations/0/percentage")]
    [InlineData(10_001, "placement.share /allocations/0/percentage,placement.shares /allocations")]
    public void Shares_are_more_than_0_and_at_most_100_percent(int share, string objections) =>
        Assert.Equal(objections.Split(','), Read(Next([], Draft(Purchase(100), share: share)).Objections));

    [Theory]
    [InlineData(PlacementState.Withdrawn, "effort.gone /allocations/0")]
    [InlineData(PlacementState.Revoked, "effort.gone /allocations/0")]
    [InlineData(PlacementState.WithdrawalAsked, "effort.withdrawal-asked /allocations/0")]
    public void What_is_gone_does_not_come_back(PlacementState state, string objection) =>
        Assert.Equal([objection], Read(Next([First(Purchase(100))], Draft(Purchase(90)), state: state).Objections));

    [Fact]
    public void Verdicts_refuse_in_the_words_of_efforts()
    {
        var effort = new EffortOnContract(Guid.NewGuid(), Guid.NewGuid(), ContractId, [First(Purchase(100))], PlacementState.Reported, null, null, null);
        Assert.Equal(["effort.own-report"], Refused(() => Verdict.Verify(effort, 1, Day("2026-03-01"), Officer, Officer)));
        Assert.Equal(["effort.through-not-reported /throughDate"], Refused(() => Verdict.Verify(effort, 1, Day("2026-03-02"), Supplier, Officer)));
        Assert.Equal(["effort.through-before-start /throughDate"], Refused(() => Verdict.Verify(effort, 1, Day("2026-02-28"), Supplier, Officer)));
        Assert.Equal(["effort.report-unknown /reportNumber"], Refused(() => Verdict.Verify(effort, 2, Day("2026-03-01"), Supplier, Officer)));
        Assert.Equal(["effort.newer-report"], Refused(() => Verdict.Reject(effort.After(effort.Latest with { Number = 2 }), 1)));
        Assert.Equal(["effort.not-verified"], Refused(() => Verdict.Revoke(effort, 1, Day("2026-03-01"), Officer)));
        var verified = Verdict.Verify(effort, 1, Day("2026-03-01"), Supplier, Officer);
        Assert.Equal(["effort.state"], Refused(() => Verdict.Reject(verified, 1)));
        Assert.Equal(["effort.revocation-empty /fromDate"], Refused(() => Verdict.Revoke(verified, 1, Day("2026-03-02"), Officer)));
        Assert.Equal(PlacementState.WithdrawalAsked, Verdict.Withdraw(verified).State);
    }

    [Fact]
    public void A_rejected_report_counts_nothing_and_a_waiting_one_shows_what_it_would_change()
    {
        var effort = new EffortOnContract(Guid.NewGuid(), Guid.NewGuid(), ContractId, [First(Purchase(100))], PlacementState.Reported, null, null, null);
        Assert.Equal("100.00 0.00 100.00 100.00 0.00", Standing(effort));
        Assert.Equal("0.00 0.00 0.00 0.00 0.00", Standing(Verdict.Reject(effort, 1)));
        var verified = Verdict.Verify(effort, 1, Day("2026-03-01"), Supplier, Officer);
        Assert.Equal("100.00 100.00 0.00 100.00 100.00", Standing(verified));
        Assert.Equal("60.00 100.00 -40.00 60.00 100.00", Standing(verified.After(Next([verified.Latest], Draft(Purchase(60))).Report!)));
        Assert.Equal("0.00 0.00 0.00 0.00 0.00", Standing(verified with { State = PlacementState.Withdrawn }));

        static string Standing(EffortOnContract on) => EffortStanding.Of(Frame(Efforts), [on])[0].Standing is var s
            ? $"{s.Value} {s.Counted} {s.Waiting} {s.Forecast} {s.ForecastWithoutWaiting}" : "";
    }
}
