using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Settlements;

/// <summary>What a settlement rests on, as the contract stands now.</summary>
/// <param name="Period">The days of the contract.</param>
/// <param name="Policy">That the clause names; null where it names none.</param>
/// <param name="Frame">What is counted in; null for best effort without a Tarief.</param>
/// <param name="SettledThroughYear">Null where nothing is settled.</param>
/// <param name="Progress">Where the contract stands, by year.</param>
internal sealed record SettlementBasis(
    Guid ContractId, Guid BuyerId, Period Period, int ClauseVersion, SroiPolicy? Policy, SettlementTerms Terms, CountingFrame? Frame, int? SettledThroughYear,
    bool IsRecalculating, Progress Progress)
{
    /// <summary>The clause with the facts that its obligation was taken of, and that obligation.</summary>
    private SroiClause Clause { get; init; } = null!;
    private ContractFacts Facts { get; init; } = null!;
    private Euros OfClause { get; init; }

    /// <summary>How the obligation came about; before certificates lower it.</summary>
    public async Task<Obligation> Obligation(Session session) =>
        Domain.Obligation.Of(Clause, Facts, Clause.Base == ClauseBase.InvoicedTurnover ? await TurnoverStore.Final(session, ContractId) : null) with { Amount = OfClause };

    /// <summary>
    /// Settled per year where the policy says so; without a policy, and for best effort, as a whole. Once a year was
    /// settled, the others are too, whatever the clause says since.
    /// </summary>
    public bool IsYearly => !Terms.IsBestEffort && (Policy?.Targets == TargetKind.Yearly || SettledThroughYear is not (null or SettlementStore.Whole));

    /// <summary>The first year that is not settled.</summary>
    public int NextYear => SettledThroughYear is { } year ? year + 1 : Period.Start.Year;

    /// <exception cref="RefusedException">Not there for this caller (404); no clause, no days, or the call-offs are settled instead.</exception>
    public static async Task<SettlementBasis> Of(Session session, IMediator mediator, Guid contractId)
    {
        var row = await session.QueryOne<Row>(SelectSql, new { id = contractId }) ?? throw new RefusedException(Refusals.NotFoundHere);
        if (row.Clause is null) throw new RefusedException(Refusals.ClauseMissing);
        var clause = Json.Read<ClauseBody>(row.Clause).Clause;
        if (row.Kind == ContractKind.FrameworkAgreement && clause.Level == ClauseLevel.OnCallOffs) throw new RefusedException(Refusals.SettlementOnCallOffs);
        if (row is not { StartDate: { } start, EndDate: { } end }) throw new RefusedException(Refusals.ContractPeriodMissing);
        var policy = row.Policy is null ? null : Json.Read<SroiPolicy>(row.Policy);
        var terms = new SettlementTerms(policy?.MalusBasisPoints ?? 10_000, clause.Base == ClauseBase.BestEffort, policy?.SurplusMovesOn ?? false);
        return new(contractId, row.BuyerId, new(start, end), row.ClauseVersion, policy, terms, await CountingFrames.Of(session, contractId), row.SettledThroughYear,
            row.Recalculating, await mediator.Send(new GetProgress(contractId, null)))
        {
            Clause = clause.Clause, Facts = Json.Read<ContractStore.Facts>(row.Facts).Entry.Facts, OfClause = row.Obligation,
        };
    }

    /// <summary>The days that a settlement is about.</summary>
    /// <param name="year">Null is the whole contract.</param>
    public Period DaysOf(int? year) => year is { } y ? Period.Within(new(new(y, 1, 1), new(y, 12, 31))) : Period;

    /// <summary>The last day that counts for it apart from a recovery: of the last year, the window's.</summary>
    public DateOnly WindowEndOf(int? year) => IsLast(year) && Frame is not null ? (Frame with { RecoveryUntil = null }).Window.End : DaysOf(year).End;

    /// <summary>Whether nothing is left to settle after it.</summary>
    public bool IsLast(int? year) => year is null || year >= Period.End.Year;

    /// <summary>The calendar years of its ledger lines: days before the first year count in the first, days after the last in the last.</summary>
    public (int From, int Through) LinesOf(int? year) =>
        (year is null || year <= Period.Start.Year ? 0 : year.Value, IsLast(year) ? SettlementStore.Whole : year!.Value);

    /// <summary>What it comes to now.</summary>
    /// <param name="recoveryUntil">Of the last notice of default.</param>
    public async Task<SettlementFigures> Figures(Session session, int? year, DateOnly? recoveryUntil)
    {
        var (from, through) = LinesOf(year);
        var counted = Progress.Years.Where(y => y.Year >= from && y.Year <= through).Aggregate(Euros.Zero, (sum, y) => sum + y.Counted);
        var obligation = year is null ? Progress.Obligation ?? Euros.Zero : Progress.Years.FirstOrDefault(y => y.Year == year)?.Target ?? Euros.Zero;
        var before = year is { } y ? await SettlementStore.OfYear(session, ContractId, y - 1) : null;
        var carried = before?.On(default, default).Proposal?.Figures.MovesOn ?? Euros.Zero;
        return SettlementFigures.Of(obligation, counted, carried, await Recoverable(session, year, recoveryUntil), Terms, IsLast(year));
    }

    /// <summary>What is counted on the days after a year through the end of its recovery; of the last year these days are its own.</summary>
    private async Task<Euros> Recoverable(Session session, int? year, DateOnly? recoveryUntil)
    {
        if (IsLast(year) || Frame is null || recoveryUntil is not { } until || until <= DaysOf(year).End) return Euros.Zero;
        var end = until < Period.End ? until : Period.End;
        var frame = Frame with { Contract = Period with { End = end }, LaterMonths = 0, RecoveryUntil = null };
        return (await ValuedAgain.Of(session, ContractId, frame)).CountedByYear.Where(y => y.Key > year).Aggregate(Euros.Zero, (sum, y) => sum + y.Value);
    }

    private const string SelectSql = $"""
        SELECT c.buyerId, c.kind, c.startDate, c.endDate, c.clauseVersion, c.facts, v.body AS clause, v.obligation, q.body AS policy, p.settledThroughYear, p.recalculating
        FROM Contract c JOIN ContractProgress p ON p.contractId = c.id LEFT JOIN ClauseVersion v ON v.contractId = c.id AND v.version = c.clauseVersion
            LEFT JOIN SroiPolicy q ON q.id = v.policyId
        WHERE c.id = @id AND {Scope.Contract}
        """;

    private sealed class Row
    {
        public Guid BuyerId { get; init; }
        public ContractKind Kind { get; init; }
        public DateOnly? StartDate { get; init; }
        public DateOnly? EndDate { get; init; }
        public int ClauseVersion { get; init; }
        public string Facts { get; init; } = "";
        public string? Clause { get; init; }
        public Euros Obligation { get; init; }
        public string? Policy { get; init; }
        public int? SettledThroughYear { get; init; }
        public bool Recalculating { get; init; }
    }
}
