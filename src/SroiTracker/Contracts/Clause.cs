using SroiTracker.Domain;

namespace SroiTracker.Contracts;

/// <summary>A warning or reason for people, in the language of the call.</summary>
public sealed record Told(string Code, string Detail)
{
    internal static IReadOnlyList<Told> In(string language, IEnumerable<Remark> remarks) => [.. remarks.Select(r => new Told(r.Code, r.Sentence(language)))];
}

/// <summary>A part of the obligation that must be met with one Doelgroep.</summary>
public sealed record DoelgroepTargetEntry(Doelgroep? Doelgroep, Euros? Amount);

/// <summary>A milestone of a plan: by this date this percentage of the obligation.</summary>
public sealed record PlanPointEntry(DateOnly? Date, decimal? Percentage);

/// <summary>The base in euros of a contract in another currency.</summary>
public sealed record EuroBaseEntry(Euros? Amount, decimal? Rate, DateOnly? RateDate, string? Source);

/// <summary>A clause as it is entered, in the words of api.md; also as it is kept.</summary>
public record ClauseEntry
{
    public ClauseBase? Base { get; init; }
    public decimal? Percentage { get; init; }
    public Euros? FixedAmount { get; init; }
    public Euros? Cap { get; init; }
    /// <summary>Null is <see cref="ClauseKind.Requirement"/>.</summary>
    public ClauseKind? Kind { get; init; }
    public decimal? OfferedPercentage { get; init; }
    /// <summary>Null is the version that the policy's Tarief binds.</summary>
    public Guid? TariefId { get; init; }
    /// <summary>Null is the policy's, else the Tarief's.</summary>
    public decimal? FullTimeHours { get; init; }
    /// <summary>Null on a contract of its own and on a call-off; a framework agreement must say.</summary>
    public ClauseLevel? Level { get; init; }
    /// <summary>Null is the buyer's policy on the binding date, where there is one.</summary>
    public Guid? PolicyId { get; init; }
    public IReadOnlyList<DoelgroepTargetEntry> DoelgroepTargets { get; init => field = value ?? []; } = [];
    public IReadOnlyList<PlanPointEntry> Plan { get; init => field = value ?? []; } = [];
    public EuroBaseEntry? EuroBase { get; init; }
    public bool VatConfirmed { get; init; }
    public string? SubjectRelation { get; init; }
    public string? DeviationReason { get; init; }
    public string? WarningsAnswer { get; init; }

    /// <summary>As the rules know it; the entry was judged before.</summary>
    internal SroiClause Clause => new(
        Base!.Value, BasisPoints(Percentage) ?? 0, FixedAmount, Cap, Kind ?? ClauseKind.Requirement, BasisPoints(OfferedPercentage),
        TariefId, (int?)(FullTimeHours * 60), Level ?? ClauseLevel.Contract, PolicyId,
        [.. DoelgroepTargets.Select(t => new DoelgroepTarget(t.Doelgroep!.Value, t.Amount!.Value))],
        [.. Plan.Select(p => new PlanPoint(p.Date!.Value, BasisPoints(p.Percentage)!.Value))],
        EuroBase is null ? null : new(EuroBase.Amount!.Value, EuroBase.Rate!.Value, EuroBase.RateDate!.Value, EuroBase.Source!),
        VatConfirmed, SubjectRelation, DeviationReason, WarningsAnswer);

    /// <summary>A clause of the rules in the words of api.md.</summary>
    internal static ClauseEntry Of(SroiClause clause) => new()
    {
        Base = clause.Base, Percentage = clause.BasisPoints / 100m, FixedAmount = clause.FixedAmount, Cap = clause.Cap, Kind = clause.Kind,
        OfferedPercentage = clause.OfferedBasisPoints / 100m, TariefId = clause.TariefId, FullTimeHours = clause.FullTimeMinutes / 60m,
        Level = clause.Level, PolicyId = clause.PolicyId,
        DoelgroepTargets = [.. clause.DoelgroepTargets.Select(t => new DoelgroepTargetEntry(t.Doelgroep, t.Amount))],
        Plan = [.. clause.Plan.Select(p => new PlanPointEntry(p.Date, p.BasisPoints / 100m))],
        EuroBase = clause.EuroBase is { } euro ? new(euro.Amount, euro.Rate, euro.RateDate, euro.Source) : null,
        VatConfirmed = clause.VatConfirmed, SubjectRelation = clause.SubjectRelation, DeviationReason = clause.DeviationReason,
        WarningsAnswer = clause.WarningsAnswer,
    };

    private static int? BasisPoints(decimal? percentage) => (int?)(percentage * 100);
}

/// <summary>The clause of a contract as it stands, with what was frozen when it was set.</summary>
public sealed record Clause : ClauseEntry
{
    public Clause(ClauseEntry entry) : base(entry) { }

    /// <summary>How often the clause was set or amended, from 1.</summary>
    public required int Version { get; init; }
    /// <summary>The day that decided which Tarief version binds.</summary>
    public required DateOnly? BoundDate { get; init; }
    /// <summary>0 for best effort; on a framework agreement whose call-offs carry it their sum.</summary>
    public required Euros Obligation { get; init; }
    public required IReadOnlyList<Told> Warnings { get; init; }
}
