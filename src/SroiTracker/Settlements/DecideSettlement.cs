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
/// A second person decides on a proposal; a system does not, nor does who proposed. Agreed: obligation, counted and malus are
/// frozen, and there is a numbered statement.
/// </summary>
/// <param name="ProposalNumber">Of the proposal that was seen.</param>
[For(Role.Officer)]
public sealed record DecideSettlement(
    [property: JsonIgnore] Guid ContractId, [property: JsonIgnore] Guid Id, int? ProposalNumber, bool? Agreed, string? Reason) : ICommand<SettlementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contracts/{id:guid}/settlements/{settlementId:guid}/decisions",
        async (HttpContext http, Guid id, Guid settlementId) =>
            await http.Act(await http.Body<DecideSettlement>() with { ContractId = id, Id = settlementId }, http.Shown))
        .Does<DecideSettlement>().Takes<DecideSettlement>().Gives<SettlementView>(201)
        .Refuses([.. RefusedBy.SettlingUp, Refusals.ActOwnRequest, Refusals.SettlementOtherProposal, Refusals.SettlementProposalStale]);

    internal sealed class Validator : AbstractValidator<DecideSettlement>
    {
        public Validator()
        {
            RuleFor(d => d.ProposalNumber).Given();
            RuleFor(d => d.Agreed).Given();
            RuleFor(d => d.Reason).IsText();
        }
    }

    internal sealed class Handler(Session session, IMediator mediator) : IRequestHandler<DecideSettlement, SettlementView>
    {
        public async Task<SettlementView> Handle(DecideSettlement request, CancellationToken cancellationToken)
        {
            var of = await SettlementCase.Of(session, mediator, request.ContractId, request.Id);
            var (number, agreed) = (request.ProposalNumber!.Value, request.Agreed!.Value);
            var after = of.Now.Decide(number, agreed, await of.Figures(), of.By);
            if (!agreed)
                return await of.Take(after, SettlementStepKind.Decision, "settlement.declined", new DecisionStep(number, false, request.Reason, null));

            await of.RefuseUnready();
            var statement = await StatementDraft.Issue(session, of, after.Proposal!, request.Reason);
            await ProgressStore.Settle(session, request.ContractId, of.Basis.IsLast(of.Kept.SettledYear) ? ProgressStore.WhollySettled : of.Kept.Year);
            return await of.Take(after, SettlementStepKind.Decision, "settlement.decided", new DecisionStep(number, true, request.Reason, statement.Number));
        }
    }
}
