using MediatR;
using Microsoft.AspNetCore.Http.Features;
using SroiTracker.Bouwblokken;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Contracts;

/// <summary>How promising a contract is, with the reasons; <c>atBest</c> if all that is unknown turned out well.</summary>
public sealed record PromiseShown(PromiseLevel Level, PromiseLevel AtBest, int Points, int MostPoints, string? Category, IReadOnlyList<Told> Reasons);

/// <summary>What an obligation comes to in people at a block, with two decimals; at once is null where the duration is unknown.</summary>
public sealed record PeopleShown(Euros Block, decimal PersonYears, decimal? AtOnce)
{
    internal static PeopleShown? Of(PeopleAsked? asked) =>
        asked is null ? null : new(asked.Block, TwoDecimals(asked.PersonYears), asked.AtOnce is { } atOnce ? TwoDecimals(atOnce) : null);

    private static decimal TwoDecimals(Fraction number) => number.Times(100, 1).Rounded() / 100m;
}

/// <summary>A proposal for the clause of a contract. Nothing of it is kept.</summary>
/// <param name="Advice">Unknown where there is no policy, or what decides is not known of the contract.</param>
/// <param name="Clause">As it may be sent to PUT .../clause; null where there is no policy and no framework agreement.</param>
/// <param name="Obligation">Null where it can't be told yet; the reasons say why.</param>
/// <param name="Highest">In people at the highest block of the Tarief: the fewest.</param>
public sealed record ProposedClause(
    Guid ContractId, ClauseAdvice Advice, Guid? PolicyId, ClauseEntry? Clause, DateOnly? BoundDate, Euros? Obligation, IReadOnlyList<Told> Reasons,
    PromiseShown Promise, PeopleShown? Highest, PeopleShown? Median, PeopleShown? Lowest, IReadOnlyList<Told> Warnings);

/// <summary>
/// What a policy proposes as the clause of a contract: the one that is named, else for a call-off its framework's, else the
/// buyer's that is valid on the binding date.
/// </summary>
[For(Role.Officer)]
public sealed record ProposeClause(Guid ContractId, Guid? PolicyId) : IQuery<ProposedClause>
{
    private sealed record Body(Guid? PolicyId);

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contracts/{id:guid}/clause-proposals", async (HttpContext http, Guid id, IMediator mediator) =>
    {
        // There is nothing that must be said.
        var isEmpty = http.Request.ContentType is null && http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true;
        var body = isEmpty ? new(null) : await http.Body<Body>();
        return http.Answer(await mediator.Send(new ProposeClause(id, body.PolicyId), http.RequestAborted));
    })
        .Does<ProposeClause>().Takes<Body>(needed: false).Gives<ProposedClause>()
        .Refuses(Refusals.PolicyUnknown, Refusals.ClauseBaseUnknown, Refusals.ClauseForeignCurrency);

    internal sealed class Handler(Session session, Call call) : IRequestHandler<ProposeClause, ProposedClause>
    {
        public async Task<ProposedClause> Handle(ProposeClause request, CancellationToken cancellationToken)
        {
            var contract = await ContractStore.Find(session, request.ContractId) ?? throw new RefusedException(Refusals.NotFoundHere);
            var facts = contract.Entry.Facts;
            var framework = await Framework.Above(session, contract.Entry);
            var tarieven = await TariefStore.All(session);
            var policy = await ClauseTerms.PolicyOf(session, contract, framework, request.PolicyId, tarieven);
            var (advice, clause, boundDate, reasons) = framework?.Clause switch
            {
                { Level: ClauseLevel.OnFramework } => (ClauseAdvice.NotRequired, null, null, [Remarks.OnFramework]),
                { } => (ClauseAdvice.Required, framework.Inherited(policy)?.Clause, framework.BoundDate, [Remarks.Inherited.With(framework.Entry.Reference ?? "")]),
                _ when policy is null => (ClauseAdvice.Unknown, null, (DateOnly?)null, (IReadOnlyList<Remark>)[Remarks.NoPolicy]),
                _ => ClauseTerms.Propose(policy, facts, tarieven, framework) is var p ? (p.Advice, p.Clause, p.Bound?.Bound.Date, p.Reasons) : default,
            };
            var obligation = clause is null || Domain.Obligation.Check(clause, facts) is not null ? null : Domain.Obligation.Of(clause, facts);
            if (obligation is not null && framework is not null) obligation = await framework.Capped(session, contract.Id, obligation, policy);
            var findings = clause is null || obligation is null ? null : Proportionality.Check(clause, obligation, facts, tarieven.FirstOrDefault(t => t.Id == clause.TariefId), policy?.Proportionality);
            var promise = Promise.Assess(facts);
            return new(contract.Id, advice, policy?.Id, clause is null ? null : ClauseEntry.Of(clause), boundDate, obligation?.Amount, Told.In(call.Language, reasons),
                new(promise.Level, promise.AtBest, promise.Points, Promise.MostPoints, promise.Category, Told.In(call.Language, promise.Reasons)),
                PeopleShown.Of(findings?.AtHighest), PeopleShown.Of(findings?.AtMedian), PeopleShown.Of(findings?.AtLowest),
                Told.In(call.Language, findings?.Warnings ?? []));
        }
    }
}
