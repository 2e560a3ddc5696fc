using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

public class SignalTests
{
    // 2026, Starting until 31 March, € 275 after it: one euro a day. Reports each quarter.
    private static SignalledContract Contract(
        ContractState state, decimal counted = 0, decimal forecast = 0, int? months = 3, string? lastReport = null, string? recovery = null, string start = "2026-01-01", string end = "2026-12-31") =>
        new(state, Euro(275), Euro(counted), Euro(forecast), new(Day(start), Day(end)), Day("2026-03-31"), [], months, DayOrNone(lastReport), DayOrNone(recovery));

    private static string Read(IEnumerable<Signal> signals) => string.Join("; ", signals.Select(s => FormattableString.Invariant(
        $"{s.Kind} since {s.Since:yyyy-MM-dd} due {s.Due:yyyy-MM-dd} {s.Amount}").Replace("due  ", "", StringComparison.Ordinal).TrimEnd()));

    [Theory]
    // state          today         counted forecast  signals
    [InlineData(ContractState.Behind, "2026-04-01", 0, 0, "2026-04-01", "Behind since 2026-04-01 1.00")]
    [InlineData(ContractState.Behind, "2026-08-01", 100, 150, "2026-07-31", "Behind since 2026-07-10 23.00")]
    [InlineData(ContractState.AtRisk, "2026-08-01", 100, 210, "2026-07-31", "")]
    [InlineData(ContractState.OnTrack, "2026-08-01", 200, 210, "2026-07-31", "")]
    // Ends within 90 days.
    [InlineData(ContractState.OnTrack, "2026-10-01", 200, 274.99, "2026-09-30", "")]
    [InlineData(ContractState.OnTrack, "2026-10-02", 200, 274.99, "2026-09-30", "EndingWithShortfall since 2026-10-02 due 2026-12-31 0.01")]
    [InlineData(ContractState.OnTrack, "2026-12-31", 200, 274.99, "2026-12-30", "EndingWithShortfall since 2026-10-02 due 2026-12-31 0.01")]
    [InlineData(ContractState.OnTrack, "2026-12-31", 200, 275, "2026-12-30", "")]
    [InlineData(ContractState.Fulfilled, "2026-12-31", 275, 270, "2026-12-30", "")]
    [InlineData(ContractState.Behind, "2026-12-31", 0, 0, "2026-12-30", "Behind since 2026-04-01 275.00; EndingWithShortfall since 2026-10-02 due 2026-12-31 275.00")]
    [InlineData(ContractState.Shortfall, "2027-01-01", 200, 200, "2026-12-30", "")]
    // No report for a quarter since the last one, or since the end of Starting.
    [InlineData(ContractState.OnTrack, "2026-06-30", 275, 275, null, "")]
    [InlineData(ContractState.OnTrack, "2026-07-01", 275, 275, null, "NoReport since 2026-07-01 due 2026-06-30")]
    [InlineData(ContractState.OnTrack, "2026-07-01", 275, 275, "2026-02-15", "NoReport since 2026-07-01 due 2026-06-30")]
    [InlineData(ContractState.OnTrack, "2026-08-15", 275, 275, "2026-05-15", "")]
    [InlineData(ContractState.OnTrack, "2026-08-16", 275, 275, "2026-05-15", "NoReport since 2026-08-16 due 2026-08-15")]
    [InlineData(ContractState.BestEffort, "2026-08-16", 0, 0, "2026-05-15", "NoReport since 2026-08-16 due 2026-08-15")]
    [InlineData(ContractState.Starting, "2026-08-16", 0, 0, null, "")]
    [InlineData(ContractState.NotStarted, "2026-08-16", 0, 0, null, "")]
    [InlineData(ContractState.Fulfilled, "2026-08-16", 275, 275, null, "")]
    [InlineData(ContractState.Shortfall, "2027-01-01", 0, 0, null, "")]
    [InlineData(ContractState.Settled, "2026-08-16", 0, 0, null, "")]
    [InlineData(ContractState.NoObligation, "2026-08-16", 0, 0, null, "")]
    public void A_contract_gives_signals_by_its_state_and_days(ContractState state, string today, decimal counted, decimal forecast, string? lastReport, string signals) =>
        Assert.Equal(signals, Read(Contract(state, counted, forecast, lastReport: lastReport).Signals(Day(today), SignalFigures.Usual)));

    [Theory]
    [InlineData(1, "2026-05-01", "NoReport since 2026-05-01 due 2026-04-30")]
    [InlineData(6, "2026-09-30", "")]
    [InlineData(6, "2026-10-01", "NoReport since 2026-10-01 due 2026-09-30")]
    [InlineData(null, "2026-12-01", "")]
    public void How_often_is_reported_is_the_policys(int? months, string today, string signals) =>
        Assert.Equal(signals, Read(Contract(ContractState.OnTrack, 275, 275, months).Signals(Day(today), SignalFigures.Usual)));

    [Theory]
    [InlineData("2026-12-31", 200, "")]
    [InlineData("2027-03-01", 200, "RecoveryEnding since 2027-03-01 due 2027-03-31 75.00")]
    [InlineData("2027-03-31", 200, "RecoveryEnding since 2027-03-01 due 2027-03-31 75.00")]
    [InlineData("2027-03-31", 275, "")]
    [InlineData("2027-04-01", 200, "")]
    public void The_end_of_a_recovery_is_told_a_month_before(string today, decimal counted, string signals) => Assert.Equal(signals,
        Read(Contract(counted < 275 ? ContractState.Shortfall : ContractState.Fulfilled, counted, 275, lastReport: "2026-12-30", recovery: "2027-03-31").Signals(Day(today), SignalFigures.Usual)));

    [Fact]
    public void A_contract_shorter_than_the_days_before_its_end_is_told_from_its_start() => Assert.Equal("EndingWithShortfall since 2026-11-01 due 2026-12-31 275.00",
        Read(Contract(ContractState.OnTrack, start: "2026-11-01", lastReport: "2026-11-10").Signals(Day("2026-11-15"), SignalFigures.Usual)));

    [Fact]
    public void A_contract_that_ended_short_asks_to_be_settled()
    {
        Assert.Equal("SettlementWaiting since 2027-01-01 75.00", Read([Contract(ContractState.Shortfall, 200).Unsettled()!]));
        Assert.Null(Contract(ContractState.Fulfilled, 275).Unsettled());
    }

    [Theory]
    [InlineData("2026-05-02", "")]
    [InlineData("2026-05-03", "CertificateExpiring since 2026-05-03 due 2026-08-01")]
    [InlineData("2026-08-01", "CertificateExpiring since 2026-05-03 due 2026-08-01")]
    [InlineData("2026-08-02", "")]
    public void The_last_certificate_is_told_when_it_expires_before_the_contract_ends(string today, string signals)
    {
        PsoCertificate[] certificates = [new("Trede 2", Day("2025-08-02"), Day("2026-08-01")), new("Trede 1", Day("2024-08-02"), Day("2025-08-01"))];
        Assert.Equal(signals, Read(new[] { Domain.Signals.Expiring(certificates, Contract(ContractState.OnTrack).Days, Day(today), SignalFigures.Usual) }.OfType<Signal>()));
        Assert.Null(Domain.Signals.Expiring(certificates, new(Day("2024-01-01"), Day("2026-08-01")), Day(today), SignalFigures.Usual));
    }

    [Fact]
    public void A_signal_tells_in_both_languages_what_is_the_matter_and_what_to_do()
    {
        var advice = Assert.Single(Contract(ContractState.Behind, 100, 150, lastReport: "2026-07-31").Signals(Day("2026-08-01"), SignalFigures.Usual)).Advice;
        Assert.Equal("Verwacht is € 123, geteld € 100: € 23 te weinig. Vraag de leverancier welke plaatsingen nog komen.", advice.Sentence("nl"));
        Assert.Equal("Expected is €123, counted €100: €23 short. Ask the supplier which placements are still to come.", advice.Sentence("en"));
    }
}
