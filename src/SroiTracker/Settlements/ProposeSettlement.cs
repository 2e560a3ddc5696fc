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
/// A person proposes how to settle, at the figures as they stand. Another proposal takes its place until someone decides.
/// </summary>
/// <param name="Waiver">What of the malus is not asked, and why; null where all is asked.</param>
[For(Role.Officer)]
public sealed record ProposeSettlement([property: JsonIgnore] Guid ContractId, [property: JsonIgnore] Guid Id, WaiverEntry? Waiver, string? Text) : ICommand<SettlementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contracts/{id:guid}/settlements/{settlementId:guid}/proposals",
        async (HttpContext http, Guid id, Guid settlementId) =>
            await http.Act(await http.Body<ProposeSettlement>() with { ContractId = id, Id = settlementId }, http.Shown))
        .Does<ProposeSettlement>().Takes<ProposeSettlement>().Gives<SettlementView>(201)
        .Refuses([.. RefusedBy.SettlingUp, Refusals.SettlementNoticeMissing, Refusals.SettlementRecoveryRuns, Refusals.SettlementViewAwaited, Refusals.WaiverOne,
            Refusals.WaiverTooMuch, Refusals.WaiverUnneeded, Refusals.AmountNotPositive]);

    internal sealed class Validator : AbstractValidator<ProposeSettlement>
    {
        public Validator()
        {
            RuleFor(p => p.Text).IsText();
            RuleFor(p => p.Waiver!).ChildRules(waiver =>
            {
                waiver.RuleFor(w => w.Amount).Must((w, amount) => (amount is null) != (w.Percentage is null)).Or(Refusals.WaiverOne)
                    .Must(amount => amount is null || amount > Euros.Zero).Or(Refusals.AmountNotPositive);
                waiver.RuleFor(w => w.Percentage).RightPercentage().Must(part => part is null or > 0).Or(Refusals.AmountNotPositive);
                waiver.RuleFor(w => w.Reason).Required(4000);
                waiver.RuleFor(w => w.Reason).WithoutBsn();
            });
        }
    }

    internal sealed class Handler(Session session, IMediator mediator) : IRequestHandler<ProposeSettlement, SettlementView>
    {
        public async Task<SettlementView> Handle(ProposeSettlement request, CancellationToken cancellationToken)
        {
            var of = await SettlementCase.Of(session, mediator, request.ContractId, request.Id);
            var after = of.Now.Propose(await of.Figures(), request.Waiver?.Waiver, session.Today, of.By);
            await of.RefuseUnready();
            var made = after.Proposal!;
            return await of.Take(after, SettlementStepKind.Proposal, "settlement.proposed",
                new ProposalStep(made.Number, made.Figures, request.Waiver, made.Waived, made.Due, request.Text));
        }
    }
}
