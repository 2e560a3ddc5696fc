using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Contracts;

/// <summary>A calendar year of a contract.</summary>
/// <param name="Expected">What of the target is due by the date, linear by days.</param>
public sealed record YearProgress(int Year, Euros Target, Euros Counted, Euros Expected);

/// <summary>Where a contract stands (rules.md 5).</summary>
/// <param name="Obligation">Null where there is no clause; 0 for best effort.</param>
/// <param name="Waiting">The change that waiting reports would make; may be negative.</param>
/// <param name="Expected">By the date, linear over the days after Starting; null where there is no clause.</param>
/// <param name="Forecast">With what waits.</param>
/// <param name="Open">Obligation − counted, 0 where more was counted; null where there is no clause.</param>
public sealed record Progress(
    Guid ContractId, DateOnly AtDate, DateTimeOffset? KnownAt, ContractState State, Euros? Obligation, Euros Counted, Euros Waiting, Euros? Expected,
    Euros Forecast, Euros ForecastWithoutWaiting, Euros? Open, DateTimeOffset? LastReportAt, bool Recalculating, IReadOnlyList<YearProgress> Years);

/// <summary>
/// Where a contract stands today, or as it was on a date: by the clause of that date and what is verified now of the days
/// until then, that day included. Of a date that is yet to come: what is expected by then of what is known today.
/// </summary>
[For(Role.Officer, Role.Supplier)]
public sealed record GetProgress(Guid ContractId, DateOnly? At) : IQuery<Progress>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contracts/{id:guid}/progress", async (HttpContext http, Guid id, IMediator mediator, AskedDate? at) =>
    {
        if (at?.Day is { Year: < ContractEntryValidator.FirstYear or > ContractEntryValidator.LastYear })
            throw new RefusedException(Refusals.DateImplausible.At("?at", ContractEntryValidator.FirstYear, ContractEntryValidator.LastYear));
        return http.Answer(await mediator.Send(new GetProgress(id, at?.Day), http.RequestAborted));
    });

    internal sealed class Handler(Session session) : IRequestHandler<GetProgress, Progress>
    {
        public async Task<Progress> Handle(GetProgress request, CancellationToken cancellationToken)
        {
            var row = await session.QueryOne<Row>(SelectSql, new { id = request.ContractId }) ?? throw new RefusedException(Refusals.NotFoundHere);
            var at = request.At ?? session.Today;
            var isPast = at < session.Today;
            var stand = isPast
                ? await StandThen.Of(session, request.ContractId, at)
                : new(await CountedByYear(request.ContractId), row.Waiting, row.Forecast, row.ForecastWithoutWaiting, row.LastReportAt);
            var steps = await Steps(request.ContractId, row, isPast ? at : DateOnly.MaxValue);

            var counted = stand.ByYear.Values.Aggregate(Euros.Zero, (sum, amount) => sum + amount);
            var (obligation, expected, starting, period) = (Euros.Zero, Euros.Zero, 0, default(Period));
            if (steps.Count > 0)
            {
                (obligation, period) = (steps[^1].Obligation, steps[^1].Period);
                var startingUntil = row.StartingUntil is { } day ? DateOnly.FromDayNumber(day) : period.Start.AddDays(-1);
                starting = startingUntil.DayNumber;
                expected = ContractProgress.Expected(obligation, period, startingUntil, at);
            }
            var state = ContractProgress.StateOf(row.Settled && !isPast, row.BestEffort, obligation.Cents, counted.Cents, expected.Cents, stand.Forecast.Cents,
                period.Start.DayNumber, starting, period.End.DayNumber, at.DayNumber);
            return new(request.ContractId, at, null, state, row.HasClause ? obligation : null, counted, stand.Waiting, row.HasClause ? expected : null,
                stand.Forecast, stand.ForecastWithoutWaiting, !row.HasClause ? null : obligation > counted ? obligation - counted : Euros.Zero,
                stand.LastReportAt, row.Recalculating, Years(steps, stand.ByYear, at));
        }

        /// <summary>The obligation and its days as the clause and its amendments made them, until a day; empty where there is no amount.</summary>
        private async Task<IReadOnlyList<ObligationStep>> Steps(Guid contractId, Row row, DateOnly until)
        {
            if (!row.HasClause || row.BestEffort || row.FirstDay is null) return [];
            var versions = ClauseTimeline.Of(await ClauseStore.Of(session, contractId), v => v.ValidFrom);
            // Where call-offs carry it the framework shows their sum, as it is now, over its own days (rules.md 1).
            if (versions[^1].Body is { Clause.Level: ClauseLevel.OnCallOffs, Period: { } whole } && row.Kind == ContractKind.FrameworkAgreement)
                return [new(whole.Start, row.Obligation, whole)];
            return [.. from version in versions
                       where (version.ValidFrom ?? DateOnly.MinValue) <= until && version.Body.Period is not null
                       select new ObligationStep(version.ValidFrom ?? version.Body.Period!.Value.Start, version.Obligation, version.Body.Period!.Value)];
        }

        private async Task<IReadOnlyDictionary<int, Euros>> CountedByYear(Guid contractId) =>
            (await session.Query<YearSum>(SelectYearsSql, new { id = contractId })).ToDictionary(y => y.Year, y => y.Amount);

        private static IReadOnlyList<YearProgress> Years(IReadOnlyList<ObligationStep> steps, IReadOnlyDictionary<int, Euros> counted, DateOnly at)
        {
            var targets = steps.Count == 0 ? [] : YearlyTargets.Amended(steps).ToDictionary(t => t.Year, t => t.Amount);
            return [.. from year in targets.Keys.Union(counted.Keys).Order()
                       select new YearProgress(year, targets.GetValueOrDefault(year), counted.GetValueOrDefault(year),
                           steps.Count == 0 ? Euros.Zero : YearlyTargets.DueBy(steps, year, at))];
        }
    }

    private const string SelectSql = $"""
        SELECT c.kind, p.hasClause, p.bestEffort, p.obligation, p.waiting, p.forecast, p.forecastWithoutWaiting, p.startingUntil, p.firstDay,
            p.settled, p.recalculating, p.lastReportAt
        FROM ContractProgress p JOIN Contract c ON c.id = p.contractId WHERE p.contractId = @id AND {Scope.Contract}
        """;
    // All see one total (rules.md 1), so the sums are of the whole contract; the lines are each supplier's own.
    private const string SelectYearsSql = $"""
        SELECT l.year, SUM(l.amount) AS amount FROM LedgerLine l
        WHERE l.contractId IN (SELECT b.id FROM Contract b JOIN Contract c ON c.id = b.id OR c.id = b.parentId WHERE c.id = @id AND {Scope.Contract})
        GROUP BY l.year
        """;

    private sealed class Row
    {
        public ContractKind Kind { get; init; }
        public bool HasClause { get; init; }
        public bool BestEffort { get; init; }
        public Euros Obligation { get; init; }
        public Euros Waiting { get; init; }
        public Euros Forecast { get; init; }
        public Euros ForecastWithoutWaiting { get; init; }
        public int? StartingUntil { get; init; }
        public int? FirstDay { get; init; }
        public bool Settled { get; init; }
        public bool Recalculating { get; init; }
        public DateTimeOffset? LastReportAt { get; init; }
    }

    private sealed class YearSum
    {
        public int Year { get; init; }
        public Euros Amount { get; init; }
    }
}
