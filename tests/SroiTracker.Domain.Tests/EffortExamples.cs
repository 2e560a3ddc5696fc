using static SroiTracker.Domain.Tests.CountingExamples;

namespace SroiTracker.Domain.Tests;

/// <summary>Efforts for examples: each says only what matters to it.</summary>
internal static class EffortExamples
{
    public const string Seller = "12345678";

    /// <summary>An hour is 100 (at most 1.000 a day), an hour without maximum, a day at most 1.000 for all or each, an invoice for half.</summary>
    public static readonly Tarief Efforts = Tarief(
    [
        Block(40_000), Block(100, code: "vrij-uur", unit: BouwblokUnit.Hour),
        Block(100, code: "uur", unit: BouwblokUnit.Hour) with { DayCap = Euro(1_000) },
        Block(100, code: "uur-per-mens", unit: BouwblokUnit.Hour) with { DayCap = Euro(1_000), DayCapPerPerson = true },
        Block(1_000, code: "dag", unit: BouwblokUnit.Day), Block(1_000, code: "dag-per-mens", unit: BouwblokUnit.Day) with { DayCapPerPerson = true },
        Block(0.50m, code: "factuur", unit: BouwblokUnit.InvoiceExclVat),
    ]);

    public static SocialPurchase Purchase(
        decimal amount, int? vat = null, double? factor = 1, string on = "2026-03-01", string? block = null, string invoice = "2026-001", string seller = Seller) => new(
        Day(on), seller, InvoiceNumber.Hash(invoice), new(Euro(amount), vat), block is null ? "register" : null,
        block is null ? (int)Math.Round(factor!.Value * 10_000) : 0, block);

    public static ActivityDays Activity(string block, decimal? rate, params (string On, int Persons, double Hours)[] days) => new(
        block, rate is { } agreed ? Euro(agreed) : null, [.. days.Select(d => new ActivityDay(Day(d.On), d.Persons, (int)Math.Round(d.Hours * 100)))]);

    public static Costs Costs(params (string On, decimal Amount, int? Vat)[] costs) => new([.. costs.Select(c => new Cost(Day(c.On), new(Euro(c.Amount), c.Vat)))]);

    public static PsoCertificates Pso(params (string Level, string From, string Until)[] certificates) =>
        new([.. certificates.Select(c => new PsoCertificate(c.Level, Day(c.From), Day(c.Until)))]);

    public static CountedEffort Counted(EffortContent content, string? through = null, int share = 10_000, string? revoked = null, Guid? supplier = null) =>
        new(Guid.NewGuid(), supplier ?? Guid.NewGuid(), content, share, through is null ? content.LastDay : Day(through), DayOrNone(revoked));

    public static PlacementValue Value(EffortContent content, string? through = null, int share = 10_000, string? revoked = null, CountingFrame? frame = null) =>
        EffortValuation.Of(frame ?? Frame(Efforts), Counted(content, through, share, revoked));
}
