using static SroiTracker.Domain.Tests.CountingExamples;
using static SroiTracker.Domain.Tests.EffortExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>rules.md 4: Σ over contract days of obligation ÷ days × percentage of the highest certificate valid that day.</summary>
public class PsoValuationTests
{
    private static readonly PsoStep[] Table = [new("Trede 1", 2_500), new("Trede 2", 5_000), new("Trede 3", 10_000)];
    private static readonly ObligationStep Clause = new(Day("2024-04-01"), Euro(194_350), ContractExamples.Rivierenland);
    // rules.md 1: with a value of 4.500.000 from 2025-07-01.
    private static readonly ObligationStep Amended = new(Day("2025-07-01"), Euro(225_000), ContractExamples.Rivierenland);

    private static CountingFrame Rivierenland(PsoCounting counting = PsoCounting.Realised, params ObligationStep[] steps) =>
        Frame(Efforts, "2024-04-01", "2026-12-31") with { Pso = new(counting, Table, steps.Length > 0 ? steps : [Clause]) };

    private static PlacementValue Worth(string through, params (string, string, string)[] certificates) =>
        PsoValuation.Of(Rivierenland(), [Counted(Pso(certificates), through)])[0];

    [Fact]
    public void Half_of_Rivierenland_for_two_years()
    {
        var value = Worth("2026-03-31", ("Trede 2", "2024-04-01", "2026-03-31"));
        Assert.Equal(Euro(70_584.83m), value.Total);
        Assert.Equal(
        [
            "2024-04-01 2024-12-31 50 % (Trede 2) × € 194.350 × 275/1005 = 26590.17",
            "2025-01-01 2025-12-31 50 % (Trede 2) × € 194.350 × 365/1005 = 35292.42",
            "2026-01-01 2026-03-31 50 % (Trede 2) × € 194.350 × 90/1005 = 8702.24",
        ], Lines(value));
    }

    [Theory]
    // Valid for the whole contract and longer: only its days count.
    [InlineData("Trede 3 2020-01-01 2030-12-31", "2026-12-31", 194_350.00)]
    [InlineData("Trede 3 2020-01-01 2030-12-31", "2024-04-01", 193.38)]
    // Through the verified date only.
    [InlineData("Trede 2 2024-04-01 2026-03-31", "2024-12-31", 26_590.17)]
    // Before the contract nothing.
    [InlineData("Trede 2 2022-04-01 2024-03-31", "2024-03-31", 0.00)]
    // A level that rises, without a gap and with one of 30 days.
    [InlineData("Trede 1 2024-04-01 2025-03-31;Trede 2 2025-04-01 2026-03-31", "2026-03-31", 52_938.62)]
    [InlineData("Trede 1 2024-04-01 2025-03-31;Trede 2 2025-05-01 2026-03-31", "2026-03-31", 50_037.87)]
    // Of two that are valid on a day the highest, in whatever order they are stated.
    [InlineData("Trede 2 2025-04-01 2026-03-31;Trede 1 2024-04-01 2026-03-31", "2026-03-31", 52_938.62)]
    [InlineData("Trede 1 2024-04-01 2026-03-31;Trede 2 2025-04-01 2026-03-31", "2026-03-31", 52_938.62)]
    // A level that the policy's table does not have counts nothing.
    [InlineData("Aspirant 2024-04-01 2026-03-31", "2026-03-31", 0.00)]
    [InlineData("Aspirant 2024-04-01 2026-03-31;Trede 2 2024-04-01 2026-03-31", "2026-03-31", 70_584.83)]
    public void Certificates_over_time(string certificates, string through, double worth)
    {
        var stated = certificates.Split(';').Select(c => c.Split(' ')).Select(c => (string.Join(' ', c[..^2]), c[^2], c[^1]));
        Assert.Equal(Euro((decimal)worth), Worth(through, [.. stated]).Total);
    }

    [Fact]
    public void An_amendment_leaves_the_days_before_it_and_counts_more_after()
    {
        var value = PsoValuation.Of(Rivierenland(PsoCounting.Realised, Clause, Amended), [Counted(Pso(("Trede 2", "2024-04-01", "2026-12-31")), "2026-12-31")])[0];
        // Half of the yearly targets of rules.md 1: 53.180,35 · 80.857,32 · 90.962,33.
        Assert.Equal([Euro(26_590.17m), Euro(40_428.66m), Euro(45_481.17m)],
            value.Parts.GroupBy(p => p.Through.Year).Select(y => y.Aggregate(Euros.Zero, (sum, p) => sum + p.Amount)));
        Assert.Equal(Euro(112_500), value.Total);
    }

    [Fact]
    public void A_day_counts_once_for_the_highest_certificate_on_the_contract()
    {
        var frame = Rivierenland();
        CountedEffort lower = Counted(Pso(("Trede 1", "2024-04-01", "2026-12-31")), "2026-12-31"), higher = Counted(Pso(("Trede 2", "2025-01-01", "2025-12-31")), "2026-12-31");
        foreach (var both in new[] { new[] { lower, higher }, [higher, lower] })
        {
            var values = PsoValuation.Of(frame, both);
            Assert.Equal(Euro(30_941.29m), values[Array.IndexOf(both, lower)].Total);
            Assert.Equal(Euro(35_292.41m), values[Array.IndexOf(both, higher)].Total);
            Assert.Contains(values[Array.IndexOf(both, lower)].Parts, p => p is { Reason: NotCounted.FilledByOther, CountedDays: 0 } && p.From == Day("2025-01-01"));
        }
    }

    [Fact]
    public void Of_two_equal_certificates_the_first_given_counts()
    {
        var one = Pso(("Trede 2", "2024-04-01", "2026-03-31"));
        Assert.Equal([Euro(70_584.83m), Euros.Zero], PsoValuation.Of(Rivierenland(), [Counted(one, "2026-03-31"), Counted(one, "2026-03-31")]).Select(v => v.Total));
    }

    [Fact]
    public void A_revoked_certificate_makes_room_for_another_from_its_day_on()
    {
        var one = Pso(("Trede 2", "2024-04-01", "2026-03-31"));
        var values = PsoValuation.Of(Rivierenland(), [Counted(one, "2026-03-31", revoked: "2025-01-01"), Counted(one, "2026-03-31")]);
        Assert.Equal((Euro(26_590.17m), Euro(43_994.65m)), (values[0].Total, values[1].Total));
        Assert.Contains(values[0].Parts, p => p.Reason == NotCounted.Revoked);
    }

    [Fact]
    public void A_certificate_counts_while_its_supplier_is_a_party()
    {
        var supplier = Guid.NewGuid();
        var frame = Rivierenland() with { Parties = [new(supplier, null, Day("2024-12-31"))] };
        var value = PsoValuation.Of(frame, [Counted(Pso(("Trede 2", "2024-04-01", "2026-03-31")), "2026-03-31", supplier: supplier)])[0];
        Assert.Equal(Euro(26_590.17m), value.Total);
        Assert.Contains(value.Parts, p => p.Reason == NotCounted.NotAParty && p.From == Day("2025-01-01"));
        Assert.Equal(NotCounted.NotAParty, EffortValuation.Of(frame, Counted(Purchase(100, on: "2025-01-01"), supplier: supplier)).Parts[0].Reason);
    }

    [Fact]
    public void A_share_of_a_certificate_counts_by_its_share() =>
        Assert.Equal(Euro(35_292.41m), PsoValuation.Of(Rivierenland(), [Counted(Pso(("Trede 2", "2024-04-01", "2026-03-31")), "2026-03-31", share: 5_000)])[0].Total);

    [Fact]
    public void Without_an_amount_or_a_policy_a_certificate_counts_nothing()
    {
        var one = Counted(Pso(("Trede 2", "2024-04-01", "2026-03-31")), "2026-03-31");
        Assert.Empty(PsoValuation.Of(Rivierenland() with { Pso = null }, [one])[0].Parts);
        Assert.Empty(PsoValuation.Of(Rivierenland() with { Pso = new(PsoCounting.Realised, Table, []) }, [one])[0].Parts);
    }

    [Theory]
    [InlineData(PsoCounting.Realised, 26_590.17, 26_590.17, 0.00, 70_584.83)]
    [InlineData(PsoCounting.Reduction, 26_590.17, 0.00, 26_590.17, 0.00)]
    public void The_policy_says_whether_it_is_realisation_or_lowers_the_obligation(PsoCounting counting, double value, double counted, double reduction, double forecast)
    {
        var report = new EffortReport(1, EffortKind.PsoCertificate, Pso(("Trede 2", "2024-04-01", "2026-03-31")), Day("2024-12-31"), [new(ContractId, 10_000)]);
        var effort = new EffortOnContract(Guid.NewGuid(), Guid.NewGuid(), ContractId, [report], PlacementState.Verified, 1, Day("2024-12-31"), null);
        var standing = EffortStanding.Of(Rivierenland(counting), [effort])[0];
        Assert.Equal(
            (Euro((decimal)value), Euro((decimal)counted), Euro((decimal)reduction), Euro((decimal)forecast)),
            (standing.Standing.Value, standing.Standing.Counted, standing.Reduction.Total, standing.Standing.Forecast));
        Assert.Equal(Euros.Zero, standing.Standing.Waiting);
    }
}
