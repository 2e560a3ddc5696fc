using System.Text.Json.Serialization;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Settlements;

/// <summary>Opens the settlement of a contract that has ended, or of a year of it that is over.</summary>
/// <param name="Year">The first that is not settled, where the policy has yearly targets; else null.</param>
[For(Role.Officer)]
public sealed record OpenSettlement([property: JsonIgnore] Guid ContractId, int? Year) : ICommand<SettlementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contracts/{id:guid}/settlements", async (HttpContext http, Guid id) =>
        await http.Act(await http.Body<OpenSettlement>() with { ContractId = id }, http.Shown))
        .Does<OpenSettlement>().Takes<OpenSettlement>().Gives<SettlementView>(201)
        .Refuses([.. RefusedBy.Settling, Refusals.SettlementEarly, Refusals.SettlementExists, Refusals.SettlementOrder, Refusals.SettlementYear, Refusals.SettlementYearUnneeded]);

    internal sealed class Handler(Session session, IMediator mediator) : IRequestHandler<OpenSettlement, SettlementView>
    {
        public async Task<SettlementView> Handle(OpenSettlement request, CancellationToken cancellationToken)
        {
            var basis = await SettlementBasis.Of(session, mediator, request.ContractId);
            RefuseOtherYear(basis, request.Year);
            Settlement.Open(basis.DaysOf(request.Year), basis.WindowEndOf(request.Year), session.Today);
            var id = await SettlementStore.Add(session, request.ContractId, request.Year ?? SettlementStore.Whole);
            session.Record("settlement.opened", $"settlements/{id}", null, new { request.ContractId, request.Year });
            return await (await SettlementCase.Of(session, mediator, request.ContractId, id)).Shown();
        }

        private static void RefuseOtherYear(SettlementBasis basis, int? year)
        {
            if (!basis.IsYearly && year is not null) throw new RefusedException(Refusals.SettlementYearUnneeded.At("/year"));
            if (!basis.IsYearly) return;
            if (year is null || year < basis.Period.Start.Year || year > basis.Period.End.Year)
                throw new RefusedException(Refusals.SettlementYear.At("/year", basis.Period.Start.Year, basis.Period.End.Year));
            if (year > basis.NextYear) throw new RefusedException(Refusals.SettlementOrder, basis.NextYear);
        }
    }
}
