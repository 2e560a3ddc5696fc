namespace SroiTracker.Domain;

/// <summary>A line to book: how the value of a placement in a calendar year differs from what was booked for it.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Amount">Σ parts + Σ bonuses − booked before; never 0.</param>
/// <param name="BookedBefore">What the year's lines summed to.</param>
/// <param name="Parts">The year's parts as they are now.</param>
/// <param name="Bonuses">The bonuses earned in the year as they are now.</param>
public sealed record Booking(
    int Year, Euros Amount, Euros BookedBefore, IReadOnlyList<ValuePart> Parts, IReadOnlyList<EarnedBonus> Bonuses);

/// <summary>What an act books (rules.md 3, "Ledger").</summary>
public static class Ledger
{
    /// <summary>
    /// One line for each calendar year whose value differs from what is booked, by year; none where all is booked. So the
    /// lines always sum to the value, whatever order the acts came in; but in years that are settled what is booked stays.
    /// </summary>
    /// <param name="value">The placement as it is verified now.</param>
    /// <param name="bookedByYear">The sum of its lines by calendar year.</param>
    /// <param name="settledThroughYear">Of the contract; 0 where nothing is settled.</param>
    public static IReadOnlyList<Booking> Differences(PlacementValue value, IReadOnlyDictionary<int, Euros> bookedByYear, int settledThroughYear = 0)
    {
        var bookings = new List<Booking>();
        foreach (var year in Years(value, bookedByYear))
        {
            if (year <= settledThroughYear) continue;
            var before = bookedByYear.GetValueOrDefault(year);
            var amount = Of(value, year) - before;
            if (amount == Euros.Zero) continue;
            bookings.Add(new(year, amount, before,
                [.. value.Parts.Where(p => p.Through.Year == year)], [.. value.Bonuses.Where(b => b.On.Year == year)]));
        }
        return bookings;
    }

    /// <summary>
    /// What is booked in settled years above what it is worth by the rules now (rules.md 5); 0 unless another contract's act
    /// changed the worth after the settlement.
    /// </summary>
    public static Euros Frozen(PlacementValue value, IReadOnlyDictionary<int, Euros> bookedByYear, int settledThroughYear)
    {
        var frozen = Euros.Zero;
        if (settledThroughYear == 0) return frozen;
        foreach (var year in Years(value, bookedByYear))
            if (year <= settledThroughYear) frozen += bookedByYear.GetValueOrDefault(year) - Of(value, year);
        return frozen;
    }

    private static Euros Of(PlacementValue value, int year) =>
        value.Through(new(year, 12, 31)) - (year > 1 ? value.Through(new(year - 1, 12, 31)) : Euros.Zero);

    private static SortedSet<int> Years(PlacementValue value, IReadOnlyDictionary<int, Euros> bookedByYear)
    {
        var years = new SortedSet<int>(bookedByYear.Keys);
        foreach (var part in value.Parts) years.Add(part.Through.Year);
        foreach (var bonus in value.Bonuses) years.Add(bonus.On.Year);
        return years;
    }
}
