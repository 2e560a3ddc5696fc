using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Settlements;

/// <summary>One settlement, with every step.</summary>
[For(Role.Officer, Role.Supplier)]
public sealed record GetSettlement(Guid ContractId, Guid Id) : IQuery<SettlementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contracts/{id:guid}/settlements/{settlementId:guid}",
        async (HttpContext http, Guid id, Guid settlementId, IMediator mediator) =>
        {
            var settlement = await mediator.Send(new GetSettlement(id, settlementId), http.RequestAborted);
            return http.Answer(settlement, settlement.Version);
        })
        .Does<GetSettlement>().Gives<SettlementView>().Tagged()
        .Refuses(Refusals.ClauseMissing, Refusals.ContractPeriodMissing);

    internal sealed class Handler(Session session, IMediator mediator) : IRequestHandler<GetSettlement, SettlementView>
    {
        public async Task<SettlementView> Handle(GetSettlement request, CancellationToken cancellationToken) =>
            await (await SettlementCase.Of(session, mediator, request.ContractId, request.Id)).Shown();
    }
}
