using FluentValidation;
using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Organisations;

namespace SroiTracker.Bouwblokken;

/// <summary>One contract under another Tarief.</summary>
/// <param name="Tarief">The one that binds it now.</param>
/// <param name="MissingBouwblokken">Codes that are named on it and the other Tarief does not have: they would count 0.</param>
public sealed record ContractUnderTarief(
    Guid ContractId, string Reference, TariefNamed Tarief, int Placements, int Efforts, UnderBoth Counted, UnderBoth Forecast, IReadOnlyList<string> MissingBouwblokken);

/// <summary>All contracts with placements or efforts in the caller's scope, or those of one buyer, under another Tarief.</summary>
/// <param name="Items">By contract; those that nothing can be counted on are left out.</param>
public sealed record PortfolioUnderTarief(
    TariefNamed Tarief, Guid? BuyerId, int Contracts, int Placements, int Efforts, UnderBoth Counted, UnderBoth Forecast, IReadOnlyList<string> MissingBouwblokken,
    IReadOnlyList<ContractUnderTarief> Items, ListLinks Links);

/// <summary>
/// What placements and other efforts would count for if a Tarief version bound the contracts that another one binds. Nothing
/// is booked, and nobody who reports or verifies waits for it.
/// </summary>
[For(Role.Officer)]
public sealed record SimulateTarief(Guid TariefId, SimulateTarief.PortfolioEntry Entry) : IQuery<PortfolioUnderTarief>
{
    private const int ContractsAtOnce = 200;

    /// <summary>What is asked.</summary>
    /// <param name="BuyerId">Contracts of one buyer; left out, all in the caller's scope.</param>
    /// <param name="Replacements">Blocks of the other Tarief for those that it does not have.</param>
    public sealed record PortfolioEntry(Guid? BuyerId, IReadOnlyList<Replacement>? Replacements);

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/tarieven/{id:guid}/simulations", async (HttpContext http, Guid id, IMediator mediator) =>
        http.Answer(await mediator.Send(new SimulateTarief(id, await http.Body<PortfolioEntry>()), http.RequestAborted)))
        .Does<SimulateTarief>().Takes<PortfolioEntry>().Gives<PortfolioUnderTarief>()
        .Refuses(Refusals.OrganisationUnknown, Refusals.BouwblokUnknown, Refusals.ReplacementUnneeded, Refusals.SimulationTooLarge, Refusals.SimulationTooLong,
            Refusals.ListTooLong);

    internal sealed class Validator : AbstractValidator<SimulateTarief>
    {
        public Validator() => RuleFor(s => s.Entry).ChildRules(entry =>
        {
            entry.RuleFor(e => e.Replacements).Within(new(Most: Replacement.Most), r => r is null || r.Count <= Replacement.Most).Or(Refusals.ListTooLong, Replacement.Most);
            entry.RuleForEach(e => e.Replacements).SetValidator(new Replacement.Validator());
        }).OverridePropertyName("");
    }

    internal sealed class Handler(Session session) : IRequestHandler<SimulateTarief, PortfolioUnderTarief>
    {
        public async Task<PortfolioUnderTarief> Handle(SimulateTarief request, CancellationToken cancellationToken)
        {
            var tarief = Replacement.In(await TariefStore.Find(session, request.TariefId) ?? throw new RefusedException(Refusals.NotFoundHere), request.Entry.Replacements);
            var buyerId = request.Entry.BuyerId;
            if (buyerId is { } buyer && await OrganisationStore.Find(session, buyer) is null) throw new RefusedException(Refusals.OrganisationUnknown.At("/buyerId"));
            var limit = new SimulationLimit();
            await limit.Check(session, null, buyerId);

            var (own, under, total) = (new FramesRead(session), new FramesRead(session, f => f.Under(tarief)), new UnderTarief(tarief));
            var items = new List<ContractUnderTarief>();
            for (var after = Guid.Empty; ;)
            {
                var page = await session.Query<Row>(SelectSql.With(buyerId is null ? null : "buyer"), new { after, buyerId, take = ContractsAtOnce });
                foreach (var contract in page)
                {
                    if (await own.Of(contract.Id) is not { } frame) continue;
                    var sum = new UnderTarief(tarief);
                    await sum.Add(session, (await under.Of(contract.Id))!, under, limit);
                    total.Add(sum);
                    items.Add(new(contract.Id, contract.Reference, TariefNamed.Of(frame.Tarieven[^1].Tarief), sum.Placements, sum.Efforts, sum.Counted, sum.Forecast, sum.MissingBouwblokken));
                }
                if (page.Count < ContractsAtOnce) break;
                after = page[^1].Id;
            }
            return new(TariefNamed.Of(tarief), buyerId, items.Count, total.Placements, total.Efforts, total.Counted, total.Forecast, total.MissingBouwblokken, items, new(null));
        }
    }

    internal static readonly FilteredSql SelectSql = new($$"""
        SELECT c.id, c.reference FROM Contract c
        WHERE c.id > @after AND {{Scope.Contract}} AND (EXISTS (SELECT 1 FROM PlacementContract pc WHERE pc.contractId = c.id) OR EXISTS (SELECT 1 FROM EffortContract ec WHERE ec.contractId = c.id)) {filters}
        ORDER BY c.id {page}
        """, ("buyer", "AND c.buyerId = @buyerId"));

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Reference { get; init; } = "";
    }
}
