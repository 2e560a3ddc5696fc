using FluentValidation;
using MediatR;
using SroiTracker.Bouwblokken;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Organisations;

namespace SroiTracker.Policies;

/// <summary>A step of a buyer's PSO table.</summary>
public sealed record PsoStepEntry(string? Level, decimal? Percentage);

/// <summary>What a clause is judged by (rules.md 1, Proportionality); what is left out has its usual value.</summary>
/// <param name="LabourPercentage">More persons at once than this part of the people that the labour value pays is much; usually 30.</param>
/// <param name="YearOfLabour">What a person-year of labour costs; usually 60.000.</param>
/// <param name="ShortMonths">Under this many months a contract is short; usually 12.</param>
/// <param name="PersonsOnShort">More persons at once than this on a short contract is much; usually 1.</param>
public sealed record ProportionalityEntry(decimal? LabourPercentage, Euros? YearOfLabour, int? ShortMonths, int? PersonsOnShort)
{
    internal ProportionalityFigures Figures => new(
        (int?)(LabourPercentage * 100) ?? ProportionalityFigures.Usual.LabourPart, YearOfLabour ?? ProportionalityFigures.Usual.YearOfLabour,
        ShortMonths ?? ProportionalityFigures.Usual.ShortMonths, PersonsOnShort ?? ProportionalityFigures.Usual.PersonsOnShort);

    internal static ProportionalityEntry Of(ProportionalityFigures f) => new(f.LabourPart / 100m, f.YearOfLabour, f.ShortMonths, f.PersonsOnShort);
}

/// <summary>A policy as a buyer decides on it (rules.md 1), in the words of api.md. What is left out has its usual value.</summary>
public record PolicyEntry
{
    public Guid? BuyerId { get; init; }
    public string? Name { get; init; }
    public DateOnly? ValidFromDate { get; init; }
    public DateOnly? ValidToDate { get; init; }
    /// <summary>Which contracts it asks of; left out, all.</summary>
    public IReadOnlyList<ContractNature> Natures { get; init => field = value ?? Enum.GetValues<ContractNature>(); } = Enum.GetValues<ContractNature>();
    public Euros? Threshold { get; init; }
    public int? MinimumMonths { get; init; }
    public decimal? Percentage { get; init; }
    public ClauseBase Base { get; init; } = ClauseBase.ContractValue;
    /// <summary>Below this labour share, in percent, the lower percentage holds.</summary>
    public decimal? LabourShareBelow { get; init; }
    public decimal? LowerPercentage { get; init; }
    public Euros? Cap { get; init; }
    public CapScope CapScope { get; init; }
    /// <summary>A version of the Tarief; which version binds a contract is told by its own date.</summary>
    public Guid? TariefId { get; init; }
    public decimal? FullTimeHours { get; init; }
    public int PriorMonths { get; init; }
    public int LaterMonths { get; init; }
    public bool DaysBeforeStartCount { get; init; }
    public TargetKind Targets { get; init; }
    public int ReportingMonths { get; init; } = 3;
    public int StartingMonths { get; init; } = 3;
    public decimal MalusFactor { get; init; } = 1.0m;
    public bool SurplusMovesOn { get; init; }
    public PsoCounting PsoCounting { get; init; }
    public IReadOnlyList<PsoStepEntry> PsoTable { get; init => field = value ?? []; } = [];
    public ProportionalityEntry? Proportionality { get; init; }

    /// <summary>As the rules know it; the entry was judged before.</summary>
    internal SroiPolicy Policy(Guid id) => new(
        id, BuyerId!.Value, Name!.Trim(), ValidFromDate!.Value, ValidToDate, Natures, Threshold, MinimumMonths, (int)(Percentage!.Value * 100), Base,
        (int?)(LabourShareBelow * 100), (int?)(LowerPercentage * 100), Cap, CapScope, TariefId, (int?)(FullTimeHours * 60), PriorMonths, LaterMonths,
        DaysBeforeStartCount, Targets, ReportingMonths, StartingMonths, (int)(MalusFactor * 10_000), SurplusMovesOn, PsoCounting,
        [.. PsoTable.Select(s => new PsoStep(s.Level!, (int)(s.Percentage!.Value * 100)))], Proportionality?.Figures);
}

/// <summary>A policy as the API shows it.</summary>
public sealed record Policy : PolicyEntry
{
    public required Guid Id { get; init; }

    internal static Policy Of(SroiPolicy p) => new()
    {
        Id = p.Id, BuyerId = p.BuyerId, Name = p.Name, ValidFromDate = p.ValidFrom, ValidToDate = p.ValidTo, Natures = p.Natures, Threshold = p.Threshold,
        MinimumMonths = p.MinimumMonths, Percentage = p.BasisPoints / 100m, Base = p.Base, LabourShareBelow = p.LabourShareBelow / 100m,
        LowerPercentage = p.LowerBasisPoints / 100m, Cap = p.Cap, CapScope = p.CapScope, TariefId = p.TariefId, FullTimeHours = p.FullTimeMinutes / 60m,
        PriorMonths = p.PriorMonths, LaterMonths = p.LaterMonths, DaysBeforeStartCount = p.DaysBeforeStartCount, Targets = p.Targets,
        ReportingMonths = p.ReportingMonths, StartingMonths = p.StartingMonths, MalusFactor = p.MalusBasisPoints / 10_000m, SurplusMovesOn = p.SurplusMovesOn,
        PsoCounting = p.PsoCounting, PsoTable = [.. (p.PsoTable ?? []).Select(s => new PsoStepEntry(s.Level, s.BasisPoints / 100m))],
        Proportionality = ProportionalityEntry.Of(p.Proportionality ?? ProportionalityFigures.Usual),
    };
}

/// <summary>Enters a buyer's policy. It never changes: the next decision is another policy, from its own day.</summary>
[For(Role.Officer)]
public sealed record CreatePolicy(PolicyEntry With) : ICommand<Guid>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/policies", async (HttpContext http, IMediator mediator) =>
        await http.Act(new CreatePolicy(await http.Body<PolicyEntry>()), async id =>
            http.Created($"/api/v1/policies/{id}", 1, await mediator.Send(new GetPolicy(id)))))
        .Does<CreatePolicy>().Takes<PolicyEntry>().Gives<Policy>(201)
        .Refuses(Refusals.OrganisationUnknown, Refusals.TariefUnknown, Refusals.PolicyLowerPercentage, Refusals.PolicyValidity, Refusals.AmountNotPositive,
            Refusals.ContractAmountNegative, Refusals.ClauseFullTime, Refusals.DateImplausible, Refusals.ListTooLong);

    internal sealed class Validator : AbstractValidator<CreatePolicy>
    {
        private static readonly int MostNatures = Enum.GetValues<ContractNature>().Length;

        public Validator() => RuleFor(c => c.With).ChildRules(policy =>
        {
            policy.RuleFor(p => p.BuyerId).Given();
            policy.RuleFor(p => p.Name).Required(200);
            policy.RuleFor(p => p.ValidFromDate).Given();
            policy.RuleFor(p => p.ValidFromDate).RightDate();
            policy.RuleFor(p => p.ValidToDate).RightDate().Must((p, to) => to is null || p.ValidFromDate is null || to >= p.ValidFromDate).Or(Refusals.PolicyValidity);
            policy.RuleFor(p => p.Natures).Within(new(Fewest: 1), n => n.Count > 0).Or(Refusals.ValueMissing);
            policy.RuleFor(p => p.Natures).Within(new(Most: MostNatures), n => n.Count <= MostNatures).Or(Refusals.ListTooLong, MostNatures);
            policy.RuleFor(p => p.Threshold).NotNegative();
            policy.RuleFor(p => p.MinimumMonths).Within(new(Least: 0, Largest: 1200), m => m is null or (>= 0 and <= 1200)).Or(Refusals.ValueInvalid, "0–1200");
            policy.RuleFor(p => p.Percentage).Given();
            policy.RuleFor(p => p.Percentage).RightPercentage();
            policy.RuleFor(p => p.LabourShareBelow).RightPercentage();
            policy.RuleFor(p => p.LowerPercentage).RightPercentage()
                .Must((p, lower) => lower is null == p.LabourShareBelow is null && (lower is null || lower < p.Percentage)).Or(Refusals.PolicyLowerPercentage);
            policy.RuleFor(p => p.Cap).Must(c => c is null || c > Euros.Zero).Or(Refusals.AmountNotPositive);
            policy.RuleFor(p => p.FullTimeHours).RightHours();
            policy.RuleFor(p => p.PriorMonths).Within(new(Least: 0, Largest: 120), m => m is >= 0 and <= 120).Or(Refusals.ValueInvalid, "0–120");
            policy.RuleFor(p => p.LaterMonths).Within(new(Least: 0, Largest: 120), m => m is >= 0 and <= 120).Or(Refusals.ValueInvalid, "0–120");
            policy.RuleFor(p => p.ReportingMonths).Within(new(Least: 1, Largest: 12), m => m is >= 1 and <= 12).Or(Refusals.ValueInvalid, "1–12");
            policy.RuleFor(p => p.StartingMonths).Within(new(Least: 0, Largest: 60), m => m is >= 0 and <= 60).Or(Refusals.ValueInvalid, "0–60");
            policy.RuleFor(p => p.MalusFactor).Must(m => m is >= 0 and <= 10 && decimal.Round(m, 4) == m).Or(Refusals.ValueInvalid, "0.0000–10.0000");
            policy.RuleFor(p => p.Proportionality!).ChildRules(figures =>
            {
                figures.RuleFor(f => f.LabourPercentage).RightPercentage();
                figures.RuleFor(f => f.YearOfLabour).Must(y => y is null || y > Euros.Zero).Or(Refusals.AmountNotPositive);
                figures.RuleFor(f => f.ShortMonths).Within(new(Least: 0, Largest: 120), m => m is null or (>= 0 and <= 120)).Or(Refusals.ValueInvalid, "0–120");
                figures.RuleFor(f => f.PersonsOnShort).Within(new(Least: 0, Largest: 1000), n => n is null or (>= 0 and <= 1000)).Or(Refusals.ValueInvalid, "0–1000");
            });
            policy.RuleFor(p => p.PsoTable).Within(new(Most: 20), t => t.Count <= 20).Or(Refusals.ValueInvalid, "≤ 20");
            policy.RuleForEach(p => p.PsoTable).ChildRules(step =>
            {
                step.RuleFor(s => s.Level).Required(50);
                step.RuleFor(s => s.Percentage).Given();
                step.RuleFor(s => s.Percentage).RightPercentage();
            });
        }).OverridePropertyName("");
    }

    internal sealed class Handler(Session session) : IRequestHandler<CreatePolicy, Guid>
    {
        public async Task<Guid> Handle(CreatePolicy request, CancellationToken cancellationToken)
        {
            var entry = request.With;
            if (!await OrganisationStore.IsOwn(session, entry.BuyerId!.Value)) throw new RefusedException(Refusals.OrganisationUnknown.At("/buyerId"));
            if (entry.TariefId is { } tarief && await TariefStore.Find(session, tarief) is null) throw new RefusedException(Refusals.TariefUnknown.At("/tariefId"));
            var policy = entry.Policy(session.NewId());
            await PolicyStore.Add(session, policy);
            session.Record("policy.created", $"policies/{policy.Id}", null, entry);
            return policy.Id;
        }
    }
}
