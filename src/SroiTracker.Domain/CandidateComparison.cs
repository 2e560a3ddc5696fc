namespace SroiTracker.Domain;

/// <summary>Why a candidate is worth another amount under one Tarief than under another, and how much of it.</summary>
/// <param name="Effect">What this alone changes, after the reasons before it; never 0.</param>
public sealed record ComparedReason(Remark Remark, Euros Effect);

/// <summary>A candidate under one of the Tarieven that are compared.</summary>
/// <param name="Bouwblok">The block that was taken; null where none is for this person.</param>
/// <param name="Others">Other blocks that would be for this person: the lowest was taken.</param>
/// <param name="Value">With parts and formula; empty where there is no block.</param>
/// <param name="Difference">From the first Tarief: Σ of the effects.</param>
public sealed record CandidateUnderTarief(
    Tarief Tarief, Bouwblok? Bouwblok, IReadOnlyList<Bouwblok> Others, PlacementValue Value, Euros Difference, IReadOnlyList<ComparedReason> Reasons);

/// <summary>
/// The same candidate, contract and dates under one Tarief after another. A difference is taken apart by turning the first
/// Tarief into the other step by step: amount, minimum, maximum, full-time week, basis, bonuses.
/// </summary>
public static class CandidateComparison
{
    /// <param name="tarieven">At least one; the others are compared with the first.</param>
    /// <param name="person">The contract has the same days. Its bonuses are not looked at: codes differ between Tarieven.</param>
    /// <param name="conditions">The conditions of bonuses that this person meets and the supplier claims.</param>
    /// <param name="bouwblokken">Codes that are taken where a Tarief has them.</param>
    public static IReadOnlyList<CandidateUnderTarief> Of(
        IReadOnlyList<Tarief> tarieven, ExpectedPerson person, IReadOnlySet<BonusCondition> conditions, IReadOnlyList<string> bouwblokken)
    {
        var all = tarieven.Select(t => Under(t, person, conditions, bouwblokken)).ToList();
        return [.. all.Select((other, i) => i == 0 ? other : other with { Difference = other.Value.Total - all[0].Value.Total, Reasons = Reasons(all[0], other, person, conditions) })];
    }

    private static CandidateUnderTarief Under(Tarief tarief, ExpectedPerson person, IReadOnlySet<BonusCondition> conditions, IReadOnlyList<string> bouwblokken)
    {
        var (frame, claiming) = (Frame(tarief, person), person with { Bonuses = Claims(tarief, conditions) });
        var blocks = claiming.Blocks(frame);
        if (tarief.Bouwblokken.FirstOrDefault(b => b.IsForPlacements() && bouwblokken.Contains(b.Code)) is { } asked) blocks = [(asked, claiming.On(frame, asked.Code))];
        return blocks.Count == 0
            ? new(tarief, null, [], new(Guid.Empty, [], []), Euros.Zero, [])
            : new(tarief, blocks[0].Bouwblok, [.. blocks.Skip(1).Select(b => b.Bouwblok)], blocks[0].Value, Euros.Zero, []);
    }

    private static List<ComparedReason> Reasons(CandidateUnderTarief first, CandidateUnderTarief other, ExpectedPerson person, IReadOnlySet<BonusCondition> conditions)
    {
        if ((first.Bouwblok, other.Bouwblok) is not ({ } a, { } b))
        {
            var without = first.Bouwblok is null ? first : other;
            var effect = other.Value.Total - first.Value.Total;
            return effect == Euros.Zero ? [] : [new(Remarks.CandidateNotServed.With(TariefWords.Name(without.Tarief), person.Doelgroep), effect)];
        }

        var (x, y) = (first.Tarief, other.Tarief);
        var reasons = new List<ComparedReason>();
        var (block, tarief, worth) = (a, x, first.Value.Total);
        Step(block with { Amount = b.Amount, Unit = b.Unit, HoursProRata = b.HoursProRata }, tarief,
            Remarks.CandidateAmount.With(a.Amount, TariefWords.Unit(a), b.Amount, TariefWords.Unit(b)));
        Step(block with { MinimumMinutes = b.MinimumMinutes }, tarief, Remarks.CandidateMinimum.With(TariefWords.Minimum(a.MinimumMinutes), TariefWords.Minimum(b.MinimumMinutes)));
        Step(block with { MaximumMonths = b.MaximumMonths }, tarief, Remarks.CandidateMaximum.With(TariefWords.Maximum(a.MaximumMonths), TariefWords.Maximum(b.MaximumMonths)));
        Step(block, tarief with { FullTimeMinutes = y.FullTimeMinutes }, Remarks.CandidateWeek.With(TariefWords.Week(x.FullTimeMinutes), TariefWords.Week(y.FullTimeMinutes)));
        Step(block, tarief with { Basis = y.Basis }, Remarks.CandidateBasis.With(TariefWords.Basis(x.Basis), TariefWords.Basis(y.Basis)));
        // Exclusions of bonuses name codes, so block and bonuses change places together.
        Step(b, y, Remarks.CandidateBonuses.With(Bonuses(first, person, conditions), Bonuses(other, person, conditions)));
        return reasons;

        void Step(Bouwblok nextBlock, Tarief nextTarief, Remark remark)
        {
            (block, tarief) = (nextBlock, nextTarief);
            var taken = tarief with { Bouwblokken = [block] };
            var next = (person with { Bonuses = Claims(taken, conditions) }).On(Frame(taken, person), block.Code).Total;
            if (next != worth) reasons.Add(new(remark, next - worth));
            worth = next;
        }
    }

    private static CountingFrame Frame(Tarief tarief, ExpectedPerson person) =>
        new(Guid.Empty, new(person.Start, person.End), 0, false, 0, null, [new(person.Start, tarief, tarief.FullTimeMinutes)]);

    private static List<string> Claims(Tarief tarief, IReadOnlySet<BonusCondition> conditions) =>
        [.. tarief.Bonuses.Where(b => conditions.Contains(b.Condition)).Select(b => b.Code)];

    private static Words Bonuses(CandidateUnderTarief of, ExpectedPerson person, IReadOnlySet<BonusCondition> conditions)
    {
        var terms = (person with { Bonuses = Claims(of.Tarief, conditions) }).Terms(Guid.Empty, of.Bouwblok!.Code);
        var standing = BonusClaims.Standing(of.Tarief, terms);
        if (standing.Count == 0) return new("geen bonus", "no bonus");
        var told = standing.Select(b => Remarks.CandidateBonus.With(b.Code, b.Amount, TariefWords.Kind(b.Kind))).ToList();
        return new(string.Join(", ", told.Select(r => r.Dutch)), string.Join(", ", told.Select(r => r.English)));
    }
}
