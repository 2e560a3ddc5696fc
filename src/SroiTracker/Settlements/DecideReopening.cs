using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Settlements;

/// <summary>
/// A second person decides on opening a settlement again. Agreed: what it froze may change, reports are taken again for 30
/// days, and its next decision makes a statement beside the old.
/// </summary>
[For(Role.Officer)]
public sealed record DecideReopening(
    [property: JsonIgnore] Guid ContractId, [property: JsonIgnore] Guid Id, [property: JsonIgnore] Guid ReopeningId, bool? Agreed, string? Reason) : ICommand<SettlementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contracts/{id:guid}/settlements/{settlementId:guid}/reopenings/{reopeningId:guid}/decisions",
        async (HttpContext http, Guid id, Guid settlementId, Guid reopeningId) =>
            await http.Act(await http.Body<DecideReopening>() with { ContractId = id, Id = settlementId, ReopeningId = reopeningId }, http.Shown))
        .Does<DecideReopening>().Takes<DecideReopening>().Gives<SettlementView>(201)
        .Refuses([.. RefusedBy.Settling, .. RefusedBy.SecondPerson, Refusals.RequestDecided, Refusals.SettlementLaterSettled, Refusals.BsnSuspected]);

    internal sealed class Validator : AbstractValidator<DecideReopening>
    {
        public Validator()
        {
            RuleFor(d => d.Agreed).Given();
            RuleFor(d => d.Reason).IsText();
        }
    }

    internal sealed class Handler(Session session, IMediator mediator) : IRequestHandler<DecideReopening, SettlementView>
    {
        public async Task<SettlementView> Handle(DecideReopening request, CancellationToken cancellationToken)
        {
            var of = await SettlementCase.Of(session, mediator, request.ContractId, request.Id);
            RefuseOther(of.Kept, request.ReopeningId);
            var agreed = request.Agreed!.Value;
            var after = of.Now.DecideReopening(agreed, of.By);
            if (agreed)
            {
                of.RefuseUnlessLatest();
                int? before = of.Kept.SettledYear is { } year && year > of.Basis.Period.Start.Year ? year - 1 : null;
                await ProgressStore.Reopen(session, request.ContractId, before, session.Today.AddDays(Settlement.ReportingDays));
            }
            return await of.Take(after, SettlementStepKind.ReopeningDecided, agreed ? "settlement.reopened" : "settlement.reopening-declined",
                new ReopeningDecisionStep(request.ReopeningId, agreed, request.Reason));
        }

        private static void RefuseOther(KeptSettlement kept, Guid reopeningId)
        {
            var asked = kept.Steps.Where(s => s.Kind == SettlementStepKind.ReopeningAsked).Select(s => Json.Read<ReopeningStep>(s.Body).Id).ToList();
            if (!asked.Contains(reopeningId)) throw new RefusedException(Refusals.NotFoundHere);
            if (kept.Steps.Any(s => s.Kind == SettlementStepKind.ReopeningDecided && Json.Read<ReopeningDecisionStep>(s.Body).ReopeningId == reopeningId))
                throw new RefusedException(Refusals.RequestDecided);
        }
    }
}
