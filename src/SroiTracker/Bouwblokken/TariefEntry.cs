using FluentValidation;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Bouwblokken;

/// <summary>A Bouwblok as it is sent; what is left out has its usual value.</summary>
public sealed record BouwblokEntry
{
    public string? Code { get; init; }
    public string? Name { get; init; }
    public Euros? Amount { get; init; }
    public BouwblokUnit Unit { get; init; }
    public int? MaximumMonths { get; init; }
    public decimal MinimumHoursPerWeek { get; init; }
    public IReadOnlyList<Doelgroep> Serves { get; init => field = value ?? []; } = [];
    public int? FromMonths { get; init; }
    public int? BelowMonths { get; init; }
    public bool OwnStaff { get; init; }
    public bool HoursProRata { get; init; }
    public Euros? DayCap { get; init; }
    public bool DayCapPerPerson { get; init; }
    public bool Unsure { get; init; }
    public string? Note { get; init; }

    internal Bouwblok Bouwblok => new(Code!.Trim(), Name!.Trim(), Amount!.Value, Unit, MaximumMonths, Hours.Minutes(MinimumHoursPerWeek),
        [.. Serves.Distinct()], OwnStaff, HoursProRata, Unsure, Note, FromMonths, BelowMonths, DayCap, DayCapPerPerson);
}

/// <summary>A bonus as it is sent. How often it is paid and when it is earned must be said: no source leaves that to a default.</summary>
public sealed record BonusEntry
{
    public string? Code { get; init; }
    public string? Name { get; init; }
    public Euros? Amount { get; init; }
    public BonusKind? Kind { get; init; }
    public BonusCondition? Condition { get; init; }
    public int WaitingMonths { get; init; }
    public IReadOnlyList<string> Exclusions { get; init => field = value ?? []; } = [];
    public bool Unsure { get; init; }
    public string? Note { get; init; }

    internal Bonus Bonus => new(Code!.Trim(), Name!.Trim(), Amount!.Value, Kind!.Value, Condition!.Value, WaitingMonths, [.. Exclusions.Distinct()], Unsure, Note);
}

/// <summary>A Tarief version as it is sent to be published: in the shape in which it is shown.</summary>
public sealed record TariefEntry
{
    /// <summary>Passed over: so that a version that was read can be changed and sent. A version gets its own id.</summary>
    public Guid? Id { get; init; }
    public string? Name { get; init; }
    public string? Region { get; init; }
    public string? Version { get; init; }
    public DateOnly? ValidFromDate { get; init; }
    public DateOnly? ValidToDate { get; init; }
    public BindingDate? BoundBy { get; init; }
    public decimal? FullTimeHours { get; init; }
    public TimeBasis Basis { get; init; }
    public MaximumScope MaximumScope { get; init; }
    public BonusScope BonusScope { get; init; }
    public string? Source { get; init; }
    public IReadOnlyList<BouwblokEntry> Bouwblokken { get; init => field = value ?? []; } = [];
    public IReadOnlyList<BonusEntry> Bonuses { get; init => field = value ?? []; } = [];

    /// <summary>As the rules know it; the form was judged before.</summary>
    internal Tarief Tarief(Guid id) => new(
        id, Name!.Trim(), Region!.Trim(), Version!.Trim(), ValidFromDate, ValidToDate, BoundBy!.Value,
        FullTimeHours is { } hours ? Hours.Minutes(hours) : SroiClause.UsualFullTimeMinutes, Basis, MaximumScope, Source!.Trim(),
        [.. Bouwblokken.Select(b => b.Bouwblok)], [.. Bonuses.Select(b => b.Bonus)], BonusScope);

    /// <summary>The form; whether the version holds together is judged by <see cref="TariefCheck"/>.</summary>
    internal sealed class Validator : AbstractValidator<TariefEntry>
    {
        private const int MostBlocks = 200, MostBonuses = 50;

        public Validator()
        {
            RuleFor(t => t.Name).Required(200);
            RuleFor(t => t.Region).Required(100);
            RuleFor(t => t.Version).Required(50);
            RuleFor(t => t.ValidFromDate).RightDate();
            RuleFor(t => t.ValidToDate).RightDate();
            RuleFor(t => t.BoundBy).Given();
            RuleFor(t => t.FullTimeHours).RightHours();
            RuleFor(t => t.Source).Required(500);
            RuleFor(t => t.Bouwblokken).Within(new(Most: MostBlocks), b => b.Count <= MostBlocks).Or(Refusals.ListTooLong, MostBlocks);
            RuleFor(t => t.Bonuses).Within(new(Most: MostBonuses), b => b.Count <= MostBonuses).Or(Refusals.ListTooLong, MostBonuses);
            RuleForEach(t => t.Bouwblokken).ChildRules(block =>
            {
                block.RuleFor(b => b.Code).Required(100);
                block.RuleFor(b => b.Name).Required(300);
                block.RuleFor(b => b.Amount).Given();
                block.RuleFor(b => b.MinimumHoursPerWeek).Must(h => h is >= 0 and <= 80 && decimal.Round(h, 2) == h).Or(Refusals.ValueInvalid, "0.00–80.00");
                block.RuleFor(b => b.Serves).Must(s => s.Count <= Enum.GetValues<Doelgroep>().Length).Or(Refusals.ListTooLong, Enum.GetValues<Doelgroep>().Length);
                block.RuleFor(b => b.Note).AtMost(1000);
            });
            RuleForEach(t => t.Bonuses).ChildRules(bonus =>
            {
                bonus.RuleFor(b => b.Code).Required(100);
                bonus.RuleFor(b => b.Name).Required(300);
                bonus.RuleFor(b => b.Amount).Given();
                bonus.RuleFor(b => b.Kind).Given();
                bonus.RuleFor(b => b.Condition).Given();
                bonus.RuleFor(b => b.Exclusions).Within(new(Most: MostBlocks), e => e.Count <= MostBlocks).Or(Refusals.ListTooLong, MostBlocks);
                bonus.RuleForEach(b => b.Exclusions).Must(e => !string.IsNullOrWhiteSpace(e)).Or(Refusals.ValueMissing);
                bonus.RuleForEach(b => b.Exclusions).AtMost(100);
                bonus.RuleFor(b => b.Note).AtMost(1000);
            });
        }
    }
}
