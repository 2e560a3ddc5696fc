using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Contracts;

/// <summary>A calendar year of a contract.</summary>
/// <param name="Expected">What of the target is due by the date, linear by days.</param>
public sealed record YearProgress(int Year, Euros Target, Euros Counted, Euros Expected);

/// <summary>Where a contract stands (rules.md 5).</summary>
/// <param name="Obligation">Less what certificates take off it; null where there is no clause; 0 for best effort.</param>
/// <param name="Waiting">The change that waiting reports would make; may be negative.</param>
/// <param name="Expected">By the date, along the approved plan or else linear over the days after Starting; null where there is no clause.</param>
/// <param name="Forecast">With what waits.</param>
/// <param name="Open">Obligation − counted, 0 where more was counted; null where there is no clause.</param>
public sealed record Progress(
    Guid ContractId, DateOnly AtDate, DateTimeOffset? KnownAt, ContractState State, Euros? Obligation, Euros Counted, Euros Waiting, Euros? Expected,
    Euros Forecast, Euros ForecastWithoutWaiting, Euros? Open, DateTimeOffset? LastReportAt, bool Recalculating, IReadOnlyList<YearProgress> Years)
{
    /// <summary>What the state would be with another amount counted and another forecast.</summary>
    internal Func<Euros, Euros, ContractState> StateWith { get; init; } = (_, _) => State;
}

/// <summary>
/// Where a contract stands today; as it was on a date: by the clause of that date and what is verified of the days until
/// then, that day included; as known on an instant: by what was recorded by then. Of a date that is yet to come: what is
/// expected by then of what is known.
/// </summary>
[For(Role.Officer, Role.Supplier)]
public sealed record GetProgress(Guid ContractId, DateOnly? At, DateTimeOffset? KnownAt = null) : IQuery<Progress>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contracts/{id:guid}/progress",
        async (HttpContext http, Guid id, IMediator mediator, AskedDate? at, AskedInstant? knownAt) =>
            http.Answer(await mediator.Send(new GetProgress(id, at?.Day, knownAt?.At), http.RequestAborted)))
        .Does<GetProgress>().Gives<Progress>()
        .Refuses(RefusedBy.AskingThen);

    internal sealed class Handler(Session session) : IRequestHandler<GetProgress, Progress>
    {
        public async Task<Progress> Handle(GetProgress request, CancellationToken cancellationToken)
        {
            var moment = await Moment.Of(session, request.ContractId, request.At, request.KnownAt);
            var row = (await session.QueryOne<Row>(SelectSql, new { id = request.ContractId }))!;
            var (at, clause) = (moment.At, await ClauseThen.Of(session, request.ContractId, row.Kind, moment));
            var stand = moment.IsNow
                ? new(await StandThen.Booked(session, request.ContractId), row.Waiting, row.Forecast, row.ForecastWithoutWaiting, row.LastReportAt, row.Settled,
                    row.Reduction == Euros.Zero ? new Dictionary<int, Euros>() : await StandThen.Reductions(session, request.ContractId, moment))
                : await StandThen.Of(session, request.ContractId, moment);

            var counted = stand.ByYear.Values.Aggregate(Euros.Zero, (sum, amount) => sum + amount);
            var (obligation, expected, starting, period) = (Euros.Zero, Euros.Zero, 0, default(Period));
            if (clause is { Steps: [.., var last], StartingUntil: { } startingUntil })
            {
                (obligation, period, starting) = (last.Obligation - stand.ReductionByYear.Values.Aggregate(Euros.Zero, (sum, amount) => sum + amount), last.Period, startingUntil.DayNumber);
                expected = ContractProgress.Expected(obligation, period, startingUntil, at, clause.Plan);
            }
            return new(request.ContractId, at, moment.KnownAt, StateWith(counted, stand.Forecast), clause is null ? null : obligation, counted, stand.Waiting, clause is null ? null : expected,
                stand.Forecast, stand.ForecastWithoutWaiting, clause is null ? null : obligation > counted ? obligation - counted : Euros.Zero,
                stand.LastReportAt, row.Recalculating && moment.KnownAt is null, Years(clause?.Steps ?? [], stand, at))
            { StateWith = StateWith };

            ContractState StateWith(Euros counted, Euros forecast) => ContractProgress.StateOf(
                stand.IsSettled, clause?.IsBestEffort ?? false, obligation.Cents, counted.Cents, expected.Cents, forecast.Cents,
                period.Start.DayNumber, starting, period.End.DayNumber, at.DayNumber);
        }

        private static IReadOnlyList<YearProgress> Years(IReadOnlyList<ObligationStep> steps, StandThen stand, DateOnly at)
        {
            var targets = steps.Count == 0 ? [] : YearlyTargets.Amended(steps).ToDictionary(t => t.Year, t => t.Amount);
            return [.. from year in targets.Keys.Union(stand.ByYear.Keys).Order()
                       let target = targets.GetValueOrDefault(year)
                       let lowered = target - stand.ReductionByYear.GetValueOrDefault(year)
                       let due = steps.Count == 0 ? Euros.Zero : YearlyTargets.DueBy(steps, year, at)
                       // What certificates take off a year they take off its days alike.
                       select new YearProgress(year, lowered, stand.ByYear.GetValueOrDefault(year),
                           lowered == target || target == Euros.Zero ? due : new(Fraction.Of(due.Cents, 1).Times(lowered.Cents, target.Cents).Rounded()))];
        }
    }

    private const string SelectSql = $"""
        SELECT c.kind, p.waiting, p.forecast, p.forecastWithoutWaiting, p.reduction, p.settled, p.lastReportAt,
            CASE WHEN p.recalculating = 1 OR EXISTS (
                SELECT 1 FROM Contract o JOIN Recalculation r ON r.contractId = o.id WHERE o.parentId = c.id) THEN 1 ELSE 0 END AS recalculating
        FROM ContractProgress p JOIN Contract c ON c.id = p.contractId WHERE p.contractId = @id AND {Scope.Contract}
        """;

    private sealed class Row
    {
        public ContractKind Kind { get; init; }
        public Euros Waiting { get; init; }
        public Euros Forecast { get; init; }
        public Euros ForecastWithoutWaiting { get; init; }
        public Euros Reduction { get; init; }
        public bool Settled { get; init; }
        public bool Recalculating { get; init; }
        public DateTimeOffset? LastReportAt { get; init; }
    }
}
