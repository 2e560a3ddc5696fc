using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Settlements;

/// <summary>A person asks to open a decided settlement again; nothing changes before a second person decides.</summary>
[For(Role.Officer)]
public sealed record AskReopening([property: JsonIgnore] Guid ContractId, [property: JsonIgnore] Guid Id, string? Reason) : ICommand<SettlementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contracts/{id:guid}/settlements/{settlementId:guid}/reopenings",
        async (HttpContext http, Guid id, Guid settlementId) =>
            await http.Act(await http.Body<AskReopening>() with { ContractId = id, Id = settlementId }, http.Shown))
        .Does<AskReopening>().Takes<AskReopening>().Gives<SettlementView>(201)
        .Refuses([.. RefusedBy.Settling, Refusals.ActNeedsPerson, Refusals.SettlementLaterSettled, Refusals.BsnSuspected]);

    internal sealed class Validator : AbstractValidator<AskReopening>
    {
        public Validator()
        {
            RuleFor(r => r.Reason).Required(4000);
            RuleFor(r => r.Reason).WithoutBsn();
        }
    }

    internal sealed class Handler(Session session, IMediator mediator) : IRequestHandler<AskReopening, SettlementView>
    {
        public async Task<SettlementView> Handle(AskReopening request, CancellationToken cancellationToken)
        {
            var of = await SettlementCase.Of(session, mediator, request.ContractId, request.Id);
            var after = of.Now.AskReopening(of.By);
            of.RefuseUnlessLatest();
            return await of.Take(after, SettlementStepKind.ReopeningAsked, "settlement.reopening-asked", new ReopeningStep(session.NewId(), request.Reason!));
        }
    }
}
