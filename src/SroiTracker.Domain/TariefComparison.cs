namespace SroiTracker.Domain;

/// <summary>Why two rows of two Tarieven stand beside each other.</summary>
public enum MatchedBy
{
    /// <summary>The same code.</summary>
    Code,
    /// <summary>Other codes, for people of the same Doelgroep.</summary>
    Doelgroep,
    /// <summary>Other codes of bonuses, on the same condition.</summary>
    Condition,
    /// <summary>Nothing in the other Tarief answers to it.</summary>
    None,
}

/// <summary>A row of one Tarief beside a row of another; null where the other has none.</summary>
/// <param name="Difference">Amount there − amount here; null where one is missing or the unit differs.</param>
/// <param name="Differences">In words; empty where the rows are alike.</param>
public sealed record ComparedRow<T>(T? Here, T? There, MatchedBy MatchedBy, Euros? Difference, IReadOnlyList<Remark> Differences) where T : class;

/// <summary>
/// Two Tarief versions block by block and bonus by bonus (rules.md 2, "Versions can be compared"): by code, and where codes
/// differ, as they do between regions, by the Doelgroepen that are served.
/// </summary>
/// <param name="Differences">What differs in the Tarief as a whole.</param>
public sealed record TariefComparison(
    IReadOnlyList<Remark> Differences, IReadOnlyList<ComparedRow<Bouwblok>> Bouwblokken, IReadOnlyList<ComparedRow<Bonus>> Bonuses)
{
    /// <summary>What differs, in the order of the first; what only the second has comes last.</summary>
    public static TariefComparison Of(Tarief here, Tarief there)
    {
        var names = (TariefWords.Name(here), TariefWords.Name(there));
        return new(
            [
                .. Differs(Remarks.TariefDiffersWeek, names, TariefWords.Week(here.FullTimeMinutes), TariefWords.Week(there.FullTimeMinutes)),
                .. Differs(Remarks.TariefDiffersBasis, names, TariefWords.Basis(here.Basis), TariefWords.Basis(there.Basis)),
                .. Differs(Remarks.TariefDiffersScope, names, TariefWords.Scope(here.MaximumScope), TariefWords.Scope(there.MaximumScope)),
                .. Differs(Remarks.TariefDiffersBonusScope, names, TariefWords.Scope(here.BonusScope), TariefWords.Scope(there.BonusScope)),
                .. Differs(Remarks.TariefDiffersBound, names, TariefWords.Bound(here.BoundBy), TariefWords.Bound(there.BoundBy)),
                .. Differs(Remarks.TariefDiffersValidity, names, TariefWords.Validity(here), TariefWords.Validity(there)),
            ],
            Rows(here.Bouwblokken, there.Bouwblokken, b => b.Code, Alike, MatchedBy.Doelgroep, names, Row),
            Rows(here.Bonuses, there.Bonuses, b => b.Code, (a, b) => a.Condition == b.Condition, MatchedBy.Condition, names, Row));
    }

    // People of one Doelgroep for the same time in it; a block for under two years answers to none for over two years.
    private static bool Alike(Bouwblok a, Bouwblok b) => a.Serves is { } served && b.Serves is { } others && served.Intersect(others).Any()
        && !(a.BelowMonths <= b.FromMonths) && !(b.BelowMonths <= a.FromMonths);

    private static List<ComparedRow<T>> Rows<T>(
        IReadOnlyList<T> here, IReadOnlyList<T> there, Func<T, string> code, Func<T, T, bool> alike, MatchedBy otherwise, (string Here, string There) names,
        Func<T, T, (string, string), (Euros?, IEnumerable<Remark>)> row) where T : class
    {
        var rows = new List<ComparedRow<T>>();
        foreach (var a in here)
        {
            if (there.FirstOrDefault(b => code(b) == code(a)) is { } same) rows.Add(Beside(a, same, MatchedBy.Code));
            else rows.AddRange(there.Where(b => alike(a, b)).Select(b => Beside(a, b, otherwise)).DefaultIfEmpty(new(a, null, MatchedBy.None, null, [Remarks.TariefOnlyIn.With(names.Here)])));
        }
        foreach (var b in there.Where(b => !rows.Exists(r => r.There == b)))
            rows.AddRange(here.Where(a => alike(a, b)).Select(a => Beside(a, b, otherwise)).DefaultIfEmpty(new(null, b, MatchedBy.None, null, [Remarks.TariefOnlyIn.With(names.There)])));
        return rows;

        ComparedRow<T> Beside(T a, T b, MatchedBy matched)
        {
            var (difference, differences) = row(a, b, names);
            return new(a, b, matched, difference, [.. differences]);
        }
    }

    private static (Euros?, IEnumerable<Remark>) Row(Bouwblok a, Bouwblok b, (string, string) names)
    {
        var (difference, amounts) = Amounts(a.Amount, TariefWords.Unit(a), b.Amount, TariefWords.Unit(b), names);
        return (difference,
        [
            .. amounts,
            .. Differs(Remarks.TariefDiffersMaximum, names, TariefWords.Maximum(a.MaximumMonths), TariefWords.Maximum(b.MaximumMonths)),
            .. Differs(Remarks.TariefDiffersMinimum, names, TariefWords.Minimum(a.MinimumMinutes), TariefWords.Minimum(b.MinimumMinutes)),
            .. Differs(Remarks.TariefDiffersServed, names, TariefWords.Served(a), TariefWords.Served(b)),
            .. Differs(Remarks.TariefDiffersOwnStaff, names, TariefWords.Yes(a.OwnStaff), TariefWords.Yes(b.OwnStaff)),
            .. Doubts(a.Unsure, a.Note, b.Unsure, b.Note, names),
        ]);
    }

    private static (Euros?, IEnumerable<Remark>) Row(Bonus a, Bonus b, (string, string) names)
    {
        var (difference, amounts) = Amounts(a.Amount, TariefWords.Kind(a.Kind), b.Amount, TariefWords.Kind(b.Kind), names);
        return (difference,
        [
            .. amounts,
            .. Differs(Remarks.TariefDiffersCondition, names, TariefWords.Condition(a.Condition), TariefWords.Condition(b.Condition)),
            .. Differs(Remarks.TariefDiffersWaiting, names, TariefWords.Waiting(a.WaitingMonths), TariefWords.Waiting(b.WaitingMonths)),
            .. Differs(Remarks.TariefDiffersExclusions, names, TariefWords.Excluded(a), TariefWords.Excluded(b)),
            .. Doubts(a.Unsure, a.Note, b.Unsure, b.Note, names),
        ]);
    }

    private static (Euros?, IEnumerable<Remark>) Amounts(Euros a, Words unitOfA, Euros b, Words unitOfB, (string Here, string There) names)
    {
        if (unitOfA != unitOfB) return (null, [Remarks.TariefDiffersUnit.With(names.Here, a, unitOfA, names.There, b, unitOfB)]);
        if (a == b) return (Euros.Zero, []);
        var more = b > a;
        return (b - a, [Remarks.TariefDiffersAmount.With(names.Here, a, names.There, b, unitOfA, more ? b - a : a - b, more ? new Words("meer", "more") : new Words("minder", "less"))]);
    }

    private static IEnumerable<Remark> Doubts(bool unsureA, string? noteOfA, bool unsureB, string? noteOfB, (string Here, string There) names)
    {
        if (unsureA == unsureB) yield break;
        yield return unsureA ? Remarks.TariefUnsure.With(names.Here, noteOfA ?? "") : Remarks.TariefUnsure.With(names.There, noteOfB ?? "");
    }

    private static IEnumerable<Remark> Differs(Remark remark, (string Here, string There) names, Words here, Words there)
    {
        if (here != there) yield return remark.With(names.Here, here, names.There, there);
    }
}
