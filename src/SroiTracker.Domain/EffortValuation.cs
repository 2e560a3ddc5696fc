namespace SroiTracker.Domain;

/// <summary>An effort as it is to be counted on one contract: what was stated, and through which day.</summary>
/// <param name="SupplierId">Whose; days on which it is no party count 0.</param>
/// <param name="BasisPoints">The share for this contract, above 0.</param>
/// <param name="Through">Last day that was verified (or reported, or expected).</param>
/// <param name="RevokedFrom">From this day on the days count 0.</param>
public sealed record CountedEffort(Guid Id, Guid SupplierId, EffortContent Content, int BasisPoints, DateOnly Through, DateOnly? RevokedFrom);

/// <summary>What efforts other than certificates are worth on a contract (rules.md 4); for those see <see cref="PsoValuation"/>.</summary>
public static class EffortValuation
{
    /// <summary>
    /// The value with a part for each day that something is stated of, through the day that counts. Rounded once: the parts
    /// carry the differences of the rounded running total.
    /// </summary>
    /// <param name="frame">Decides on the window and on the Tarief of each day.</param>
    public static PlacementValue Of(CountingFrame frame, CountedEffort effort)
    {
        if (frame.Tarieven.Count == 0) return new(effort.Id, [], []);
        var items = effort.Content switch
        {
            SocialPurchase purchase => [OfPurchase(frame, purchase)],
            ActivityDays activity => activity.Days.GroupBy(d => d.On).OrderBy(d => d.Key).Select(d => OfDay(frame, activity, d.Key, [.. d])),
            Costs costs => costs.Items.OrderBy(c => c.On).Select(c => new EffortItem(new(c.On, c.On), "", c.Amount.ExclVat, EffortFormula.ExclVat(c.Amount))),
            _ => throw new ArgumentOutOfRangeException(nameof(effort)),
        };
        var asParty = frame.PartyPeriod(effort.SupplierId);
        return Value(frame, effort, items.Where(i => i.Days.End <= effort.Through).Select(i =>
            !asParty.Contains(i.Days.Start) ? i.Not(NotCounted.NotAParty) : !frame.Window.Contains(i.Days.Start) ? i.Not(NotCounted.OutsideContract) : i.Days.Start >= effort.RevokedFrom ? i.Not(NotCounted.Revoked) : i));
    }

    /// <summary>Items by date as parts, each times the effort's share.</summary>
    internal static PlacementValue Value(CountingFrame frame, CountedEffort effort, IEnumerable<EffortItem> items)
    {
        var parts = new List<ValuePart>();
        var (exact, booked) = (Fraction.Zero, 0L);
        foreach (var item in items)
        {
            if (item.Reason is null) exact += item.Cents.Times(effort.BasisPoints, 10_000);
            var rounded = exact.Rounded();
            parts.Add(new(item.Days.Start, item.Days.End, item.Reason is null ? item.Days.Days : 0, item.Bouwblok, frame.TariefOn(item.Days.Start).Tarief.Id,
                0, effort.BasisPoints, new(rounded - booked), item.Reason is { } reason ? EffortFormula.Reason(reason) : EffortFormula.Share(effort.BasisPoints) + item.Formula,
                item.Reason));
            booked = rounded;
        }
        return new(effort.Id, parts, []);
    }

    // Amount excl. VAT × factor of the register on that date; or what the Tarief pays for each euro invoiced.
    private static EffortItem OfPurchase(CountingFrame frame, SocialPurchase purchase)
    {
        var days = new Period(purchase.On, purchase.On);
        if (purchase.Bouwblok is not { } code)
            return new(days, "", purchase.Amount.ExclVat.Times(purchase.FactorBasisPoints, 10_000),
                EffortFormula.Purchase(purchase.Amount, purchase.FactorBasisPoints / 10_000m, purchase.Register));
        var block = frame.TariefOn(purchase.On).Tarief.Block(code);
        if (Wrong(block, BouwblokUnit.InvoiceExclVat) is { } wrong) return new EffortItem(days, code, Fraction.Zero, "").Not(wrong);
        return new(days, code, purchase.Amount.ExclVat.Times(block!.Amount.Cents, 100), EffortFormula.Purchase(purchase.Amount, block.Amount.Amount, null));
    }

    // min(Σ person-hours × rate, day cap × (1 or persons)).
    private static EffortItem OfDay(CountingFrame frame, ActivityDays activity, DateOnly on, IReadOnlyList<ActivityDay> stated)
    {
        var block = frame.TariefOn(on).Tarief.Block(activity.Bouwblok);
        var item = new EffortItem(new(on, on), activity.Bouwblok, Fraction.Zero, "");
        if (Wrong(block, BouwblokUnit.Hour, BouwblokUnit.Day) is { } wrong) return item.Not(wrong);
        // Without a rate in the Tarief the one that was agreed; an officer sees it in the report that is verified.
        var rate = block!.Unit == BouwblokUnit.Hour ? block.Amount : activity.HourlyRate ?? Euros.Zero;
        var (persons, hundredths) = (stated.Sum(d => (long)d.Persons), stated.Sum(d => (long)d.Hundredths));
        var hours = Fraction.Of((Int128)hundredths * rate.Cents, 100);
        if (block.MostADay is not { } cap) return item with { Cents = hours, Formula = EffortFormula.Hours(hundredths, rate) };
        var most = Fraction.Of((Int128)cap.Cents * (block.DayCapPerPerson ? persons : 1), 1);
        var capped = hours > most;
        return item with
        {
            Cents = capped ? most : hours,
            Formula = capped ? EffortFormula.Capped(hundredths, rate, cap, block.DayCapPerPerson ? persons : 1) : EffortFormula.Hours(hundredths, rate),
        };
    }

    private static NotCounted? Wrong(Bouwblok? block, params ReadOnlySpan<BouwblokUnit> units) =>
        block is null ? NotCounted.UnknownBouwblok : units.Contains(block.Unit) ? null : NotCounted.NotForEfforts;
}

/// <summary>A part of an effort's value before its share is taken.</summary>
internal sealed record EffortItem(Period Days, string Bouwblok, Fraction Cents, string Formula, NotCounted? Reason = null)
{
    public EffortItem Not(NotCounted reason) => this with { Cents = Fraction.Zero, Reason = reason };
}
