using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Bouwblokken;

/// <summary>
/// Publishes a Tarief version. It never changes from then on: contracts are bound by it for their whole life, so a
/// correction is a new version (rules.md 2).
/// </summary>
[For(Role.Officer)]
public sealed record PublishTarief(TariefEntry Entry) : ICommand<TariefShown>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/tarieven", async Task<Answer> (HttpContext http) =>
        await http.Act(new PublishTarief(await http.Body<TariefEntry>()), tarief => http.Created($"/api/v1/tarieven/{tarief.Id}", 1, tarief)))
        .Does<PublishTarief>().Takes<TariefEntry>().Gives<TariefShown>(201)
        .Refuses(Refusals.TariefAmount, Refusals.TariefCode, Refusals.TariefCodeTwice, Refusals.TariefDayCap, Refusals.TariefExclusion, Refusals.TariefHoursProRata,
            Refusals.TariefMinimumHours, Refusals.TariefMonths, Refusals.TariefMonthsOfDoelgroep, Refusals.TariefRegionShared, Refusals.TariefSource,
            Refusals.TariefUnsureWhy, Refusals.TariefValidity, Refusals.TariefVersionTaken, Refusals.ClauseFullTime, Refusals.DateImplausible, Refusals.ListTooLong);

    internal sealed class Validator : AbstractValidator<PublishTarief>
    {
        public Validator() => RuleFor(p => p.Entry).SetValidator(new TariefEntry.Validator()).OverridePropertyName("");
    }

    internal sealed class Handler(Session session) : IRequestHandler<PublishTarief, TariefShown>
    {
        public async Task<TariefShown> Handle(PublishTarief request, CancellationToken cancellationToken)
        {
            var tarief = request.Entry.Tarief(session.NewId());
            if (TariefCheck.Of(tarief) is { Count: > 0 } objections) throw new RefusedException(objections);
            if (await TariefStore.HasVersion(session, tarief.Region, tarief.Version)) throw new RefusedException(Refusals.TariefVersionTaken, tarief.Region, tarief.Version);
            // The version that binds a contract is looked up by region, so a new one can reach contracts that the caller does not see.
            if (session.Caller.IsScoped && await session.QueryOne<Guid?>(SelectOthersSql, new { tarief.Region }) is not null)
                throw new RefusedException(Refusals.TariefRegionShared, tarief.Region);
            await TariefStore.Publish(session, [tarief]);
            return TariefShown.Of(tarief);
        }
    }

    // A buyer outside the caller's own branches (a mandate is for contracts) that has a policy on a Tarief of this region.
    private const string SelectOthersSql = $"""
        SELECT p.buyerId FROM SroiPolicy p JOIN Tarief t ON t.id = p.tariefId
        WHERE t.region = @Region AND NOT EXISTS (SELECT 1 FROM Organisation o WHERE o.id = p.buyerId AND {Scope.OwnOrganisation})
        """;
}
