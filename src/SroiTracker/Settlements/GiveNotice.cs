using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Placements;

namespace SroiTracker.Settlements;

/// <summary>
/// Gives notice of default: the supplier may recover until a day, and what it does through that day counts. Another notice
/// sets another day.
/// </summary>
/// <param name="NoticeDate">Of the letter.</param>
[For(Role.Officer)]
public sealed record GiveNotice(
    [property: JsonIgnore] Guid ContractId, [property: JsonIgnore] Guid Id, DateOnly? NoticeDate, DateOnly? RecoveryUntilDate, string? Text) : ICommand<SettlementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contracts/{id:guid}/settlements/{settlementId:guid}/notices",
        async (HttpContext http, Guid id, Guid settlementId) =>
            await http.Act(await http.Body<GiveNotice>() with { ContractId = id, Id = settlementId }, http.Shown))
        .Does<GiveNotice>().Takes<GiveNotice>().Gives<SettlementView>(201)
        .Refuses([.. RefusedBy.Settling, Refusals.ContractSettled, Refusals.SettlementNoShortfall, Refusals.SettlementNoticeEarly, Refusals.SettlementRecoveryEnd,
            Refusals.DateAhead, Refusals.DateImplausible, Refusals.BsnSuspected]);

    internal sealed class Validator : AbstractValidator<GiveNotice>
    {
        public Validator()
        {
            RuleFor(n => n.NoticeDate).Given();
            RuleFor(n => n.NoticeDate).RightDate();
            RuleFor(n => n.RecoveryUntilDate).Given();
            RuleFor(n => n.RecoveryUntilDate).RightDate();
            RuleFor(n => n.Text).IsText();
        }
    }

    internal sealed class Handler(Session session, IMediator mediator) : IRequestHandler<GiveNotice, SettlementView>
    {
        public async Task<SettlementView> Handle(GiveNotice request, CancellationToken cancellationToken)
        {
            var of = await SettlementCase.Of(session, mediator, request.ContractId, request.Id);
            var figures = await of.Figures();
            var after = of.Now.Notify(request.NoticeDate!.Value, request.RecoveryUntilDate!.Value, figures.Shortfall, session.Today);
            var step = new NoticeStep(request.NoticeDate!.Value, request.RecoveryUntilDate!.Value, request.Text);
            if (of.Basis.IsLast(of.Kept.SettledYear))
            {
                // Days after the contract count from here on, or no longer: booked in this act (rules.md 3, "Ledger").
                await ProgressStore.SetRecovery(session, request.ContractId, step.RecoveryUntilDate);
                await Recount.Contract(session, request.ContractId, "settlement.notice-given");
            }
            return await of.Take(after, SettlementStepKind.Notice, "settlement.notice-given", step);
        }
    }
}

/// <summary>What steps of a settlement ask of what comes in.</summary>
internal static class SettlementRules
{
    /// <summary>What people say to each other: at most 8.000 characters, and no citizen service number in it.</summary>
    public static IRuleBuilderOptions<T, string?> IsText<T>(this IRuleBuilder<T, string?> rule) => rule.AtMost(8000).WithoutBsn();
}
