using FluentValidation;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Contracts;

/// <summary>So many people alike who would come to work on a contract.</summary>
/// <param name="Bouwblok">Left out, the lowest block that is for the Doelgroep.</param>
/// <param name="StartDate">Left out, today or the first day of the contract.</param>
/// <param name="Months">How long; or else <paramref name="EndDate"/>. Neither is through the end of the contract, for who gets a permanent contract.</param>
public sealed record PeopleEntry(
    int? Count, string? Bouwblok, Doelgroep? Doelgroep, DateOnly? DoelgroepSinceDate, decimal? HoursPerWeek, DateOnly? StartDate, DateOnly? EndDate, int? Months,
    bool? Permanent, AgeBand? AgeBand, IReadOnlyList<string>? Bonuses)
{
    internal const int MostPeople = 1_000, MostMonths = 240;
    private const int MostBonuses = 8;

    /// <summary>One of them on a contract that is counted in a frame.</summary>
    /// <exception cref="RefusedException">A bouwblok or bonus that the Tarief does not have; an end before the start.</exception>
    internal ExpectedPerson Person(CountingFrame frame, DateOnly today, string place)
    {
        var start = StartDate ?? Later(today, frame.Window.Start);
        var end = EndDate ?? (Months is { } months ? start.AddMonths(months).AddDays(-1) : Later(start, frame.Window.End));
        var objections = new List<Objection>();
        if (end < start) objections.Add(Refusals.PlacementEndBeforeStart.At($"{place}/endDate", start));
        var tarief = frame.TariefOn(start).Tarief;
        var (name, bonuses, code) = ($"{tarief.Name} {tarief.Version}", Bonuses ?? [], Bouwblok?.Trim());
        var block = code is null ? null : tarief.Block(code);
        if (code is not null && block is null) objections.Add(Refusals.BouwblokUnknown.At($"{place}/bouwblok", name));
        if (block?.IsForPlacements() == false) objections.Add(Refusals.BouwblokNotForPlacements.At($"{place}/bouwblok"));
        for (var i = 0; i < bonuses.Count; i++)
            if (tarief.BonusOf(bonuses[i]) is null) objections.Add(Refusals.BonusUnknown.At($"{place}/bonuses/{i}", name));
        if (objections.Count > 0) throw new RefusedException(objections);
        return new(Doelgroep ?? (block!.Serves is [var first, ..] ? first : Domain.Doelgroep.Overig), DoelgroepSinceDate, Hours.Minutes(HoursPerWeek!.Value), start, end,
            Permanent ?? false, AgeBand, bonuses);
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    internal sealed class Validator : AbstractValidator<PeopleEntry>
    {
        public Validator()
        {
            RuleFor(p => p.Count).Within(new(Least: 1, Largest: MostPeople), c => c is null or (>= 1 and <= MostPeople)).Or(Refusals.ValueInvalid, $"1–{MostPeople}");
            RuleFor(p => p.Bouwblok).AtMost(100);
            RuleFor(p => p.Doelgroep).Must((p, d) => d is not null || !string.IsNullOrWhiteSpace(p.Bouwblok)).Or(Refusals.SimulationWho);
            RuleFor(p => p.HoursPerWeek).Cascade(CascadeMode.Stop).Given()
                .Within(new(Least: 0, Largest: 80), h => h is > 0 and <= 80 && decimal.Round(h.Value, 2) == h).Or(Refusals.PlacementHours);
            RuleFor(p => p.DoelgroepSinceDate).Must(d => d is null or { Year: >= 1950 and <= ContractEntryValidator.LastYear }).Or(Refusals.DateImplausible, 1950, ContractEntryValidator.LastYear);
            RuleFor(p => p.StartDate).RightDate();
            RuleFor(p => p.EndDate).RightDate();
            RuleFor(p => p.Months).Within(new(Least: 1, Largest: MostMonths), m => m is null or (>= 1 and <= MostMonths)).Or(Refusals.ValueInvalid, $"1–{MostMonths}");
            RuleFor(p => p.Months).Must((p, m) => m is null ? p.EndDate is not null || p.Permanent == true : p.EndDate is null).Or(Refusals.SimulationEnd);
            RuleFor(p => p.Bonuses).Within(new(Most: MostBonuses), b => b is null || b.Count <= MostBonuses).Or(Refusals.ListTooLong, MostBonuses);
        }
    }
}

/// <summary>What people alike would be worth on one Bouwblok.</summary>
/// <param name="Bouwblok">Null where none is for them.</param>
/// <param name="Value">Of all of them.</param>
/// <param name="Parts">Of one of them.</param>
/// <param name="Reasons">Why days do not count, in words.</param>
/// <param name="Warnings">What does not fit, in words.</param>
public sealed record PeopleWorth(
    int Count, string? Bouwblok, string? Name, Doelgroep Doelgroep, DateOnly StartDate, DateOnly EndDate, decimal HoursPerWeek, Euros ValueOfOne, Euros Value,
    IReadOnlyList<LedgerPart> Parts, IReadOnlyList<LedgerBonus> Bonuses, IReadOnlyList<Told> Reasons, IReadOnlyList<Told> Warnings)
{
    internal static PeopleWorth Of(CountingFrame frame, ExpectedPerson person, int count, Bouwblok? block, string language, params IEnumerable<Remark> also)
    {
        if (block is null)
            return new(count, null, null, person.Doelgroep, person.Start, person.End, Hours.Of(person.MinutesPerWeek), Euros.Zero, Euros.Zero, [], [], [],
                Told.In(language, [Remarks.CandidateNotServed.With(frame.TariefOn(person.Start).Tarief.Name, person.Doelgroep)]));
        var value = person.On(frame, block.Code);
        var (tarief, terms) = (frame.TariefOn(person.Start), person.Terms(frame.ContractId, block.Code));
        return new(
            count, block.Code, block.Name, person.Doelgroep, person.Start, person.End, Hours.Of(person.MinutesPerWeek), value.Total, new(checked(value.Total.Cents * count)),
            [.. value.Parts.Select(LedgerPart.Of)], [.. value.Bonuses.Select(b => new LedgerBonus(b.Code, b.Amount))], Told.In(language, Explanation.NotCounting(value)),
            Told.In(language, [.. also, .. Explanation.OfBlock(tarief.Tarief, tarief.FullTimeMinutes, terms, person.Start), .. Explanation.OfBonuses(tarief.Tarief, terms, value)]));
    }
}
