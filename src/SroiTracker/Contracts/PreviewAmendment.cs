using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Placements;

namespace SroiTracker.Contracts;

/// <summary>What of the obligation is due in a calendar year, and what is counted in it.</summary>
public sealed record YearStand(int Year, Euros Target, Euros Counted);

/// <summary>Where a contract stands in euros, before or after an amendment, or the difference.</summary>
/// <param name="Obligation">Null where there is no clause.</param>
/// <param name="Forecast">With what waits.</param>
public sealed record AmendmentStand(
    Euros? Obligation, Euros Counted, Euros Waiting, Euros Forecast, Euros ForecastWithoutWaiting, IReadOnlyList<YearStand> Years)
{
    /// <summary>What this has more than another; below 0 where it has less.</summary>
    internal AmendmentStand Less(AmendmentStand other)
    {
        var (mine, theirs) = (Years.ToDictionary(y => y.Year), other.Years.ToDictionary(y => y.Year));
        return new(
            Obligation is null && other.Obligation is null ? null : (Obligation ?? Euros.Zero) - (other.Obligation ?? Euros.Zero),
            Counted - other.Counted, Waiting - other.Waiting, Forecast - other.Forecast, ForecastWithoutWaiting - other.ForecastWithoutWaiting,
            [.. mine.Keys.Union(theirs.Keys).Order().Select(year => new YearStand(year,
                (mine.GetValueOrDefault(year)?.Target ?? Euros.Zero) - (theirs.GetValueOrDefault(year)?.Target ?? Euros.Zero),
                (mine.GetValueOrDefault(year)?.Counted ?? Euros.Zero) - (theirs.GetValueOrDefault(year)?.Counted ?? Euros.Zero)))]);
    }
}

/// <summary>What an amendment would do in euros. Nothing of it is kept.</summary>
/// <param name="Difference">After less before.</param>
/// <param name="Clause">As it would stand; null where the clause stays as it is, or there is none.</param>
/// <param name="Warnings">Of the clause as it would stand.</param>
/// <param name="Placements">How many placements would be valued again.</param>
/// <param name="RunsAsJob">So many that the act answers before they are: the contract shows recalculating until then.</param>
public sealed record AmendmentPreview(
    Guid ContractId, DateOnly FromDate, AmendmentStand Before, AmendmentStand After, AmendmentStand Difference, ClauseEntry? Clause,
    IReadOnlyList<Told> Warnings, int Placements, bool RunsAsJob);

/// <summary>Shows an amendment's effect in euros before it is confirmed: what the same amendment would make and book.</summary>
[For(Role.Officer)]
public sealed record PreviewAmendment(Guid ContractId, AmendmentEntry With) : IQuery<AmendmentPreview>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contracts/{id:guid}/amendments/previews", async (HttpContext http, Guid id, IMediator mediator) =>
        http.Answer(await mediator.Send(new PreviewAmendment(id, await http.Body<AmendmentEntry>()), http.RequestAborted)))
        .Does<PreviewAmendment>().Takes<AmendmentEntry>().Gives<AmendmentPreview>()
        .Refuses(RefusedBy.Amending);

    internal sealed class Validator : AbstractValidator<PreviewAmendment>
    {
        public Validator() => RuleFor(c => c.With).SetValidator(new AmendmentEntryValidator()).OverridePropertyName("");
    }

    internal sealed class Handler(Session session, IMediator mediator, Call call) : IRequestHandler<PreviewAmendment, AmendmentPreview>
    {
        public async Task<AmendmentPreview> Handle(PreviewAmendment request, CancellationToken cancellationToken)
        {
            var amended = await AmendedContract.Of(session, request.ContractId, request.With);
            var shown = await mediator.Send(new GetProgress(request.ContractId, null), cancellationToken);
            var before = new AmendmentStand(shown.Obligation, shown.Counted, shown.Waiting, shown.Forecast, shown.ForecastWithoutWaiting,
                [.. shown.Years.Select(y => new YearStand(y.Year, y.Target, y.Counted))]);
            // Without another clause or other parties nothing is valued again.
            var isCounted = amended.Clause is not null || request.With.Transfer is not null;
            var after = isCounted ? await After(amended, before) : before;
            var difference = after.Less(before);
            if (difference.Years.FirstOrDefault(y => y.Counted != Euros.Zero) is { } first)
                await ProgressStore.RefuseSettled(session, request.ContractId, new(first.Year, 1, 1));
            var placements = isCounted ? (int)await session.QueryOne<long>(CountSql, new { id = request.ContractId }) : 0;
            return new(request.ContractId, amended.From, before, after, difference, amended.Clause?.Terms.Entry,
                Told.In(call.Language, amended.Clause?.Body.Warnings ?? []), placements, placements > Recount.MostPlacements);
        }

        private async Task<AmendmentStand> After(AmendedContract amended, AmendmentStand before)
        {
            var id = amended.Was.Id;
            // What the contract shows also holds what this leaves alone: the call-offs of a framework agreement, years that are settled.
            var (was, now) = (await ValuedAgain.Of(session, id, await CountingFrames.Of(session, id)), await ValuedAgain.Of(session, id, await Amended(amended)));
            var steps = Steps(amended, before.Obligation ?? Euros.Zero);
            Euros Taken(IReadOnlyDictionary<int, Euros> byYear) => byYear.Values.Aggregate(Euros.Zero, (sum, amount) => sum + amount);
            var targets = steps.Count == 0 ? [] : YearlyTargets.Amended(steps).ToDictionary(t => t.Year, t => t.Amount);
            var counted = before.Years.ToDictionary(y => y.Year, y => y.Counted);
            foreach (var year in was.CountedByYear.Keys.Union(now.CountedByYear.Keys))
                counted[year] = counted.GetValueOrDefault(year) + now.CountedByYear.GetValueOrDefault(year) - was.CountedByYear.GetValueOrDefault(year);
            return new(
                amended.Clause is null ? before.Obligation : steps.Count == 0 ? Euros.Zero : steps[^1].Obligation - Taken(now.ReductionByYear),
                before.Counted + now.Counted - was.Counted, before.Waiting + now.Waiting - was.Waiting, before.Forecast + now.Forecast - was.Forecast,
                before.ForecastWithoutWaiting + now.ForecastWithoutWaiting - was.ForecastWithoutWaiting,
                [.. from year in targets.Keys.Union(counted.Where(c => c.Value != Euros.Zero).Select(c => c.Key)).Order()
                    select new YearStand(year, targets.GetValueOrDefault(year) - now.ReductionByYear.GetValueOrDefault(year), counted.GetValueOrDefault(year))]);
        }

        /// <summary>The frame as it would be, with what certificates would count for under the amended clause.</summary>
        private async Task<CountingFrame?> Amended(AmendedContract amended)
        {
            var frame = await CountingFrames.Amended(session, amended);
            return frame is null || amended.Clause is not { Terms.Policy: { } policy } ? frame
                : frame with { Pso = new(policy.PsoCounting, policy.PsoTable ?? [], Steps(amended, Euros.Zero)) };
        }

        private static IReadOnlyList<ObligationStep> Steps(AmendedContract amended, Euros shown)
        {
            var versions = amended.Clause is not { } clause ? amended.Before
                : [.. amended.Before, new ClauseVersion(amended.Before.Count + 1, amended.Before.Count == 0 ? null : amended.From, clause.Terms.Bound?.Date, clause.Obligation.Amount, clause.Body)];
            if (versions.Count == 0 || versions[^1].Body is { Clause.Base: ClauseBase.BestEffort }) return [];
            // Where call-offs carry it the framework shows their sum over its own days (rules.md 1).
            if (amended.Was.Entry.Kind == ContractKind.FrameworkAgreement && versions[^1].Body is { Clause.Level: ClauseLevel.OnCallOffs, Period: { } whole })
                return [new(whole.Start, shown, whole)];
            return ClauseTimeline.Steps(ClauseTimeline.Of(versions, v => v.ValidFrom).Select(v => (v.ValidFrom, v.Obligation, v.Body.Period)));
        }
    }

    private const string CountSql = $"""
        SELECT COUNT(*) FROM PlacementContract pc JOIN Contract c ON c.id = pc.contractId WHERE c.id = @id AND {Scope.Contract}
        """;
}
