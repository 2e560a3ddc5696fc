using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Placements;

/// <summary>An officer decides on a supplier's request to take back what was verified. Who asked does not decide.</summary>
/// <param name="RequestId">The verdict that holds the request.</param>
/// <param name="Agreed">Yes: its value is booked back; no: its report is verified or waits, as before; one that had been rejected waits again.</param>
[For(Role.Officer)]
public sealed record DecideWithdrawal([property: JsonIgnore] Guid Id, [property: JsonIgnore] Guid RequestId, bool? Agreed, string? Reason) : ICommand<PlacementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/withdrawals/{requestId:guid}/decisions",
        async (HttpContext http, Guid id, Guid requestId) =>
            await http.Act(await http.Body<DecideWithdrawal>() with { Id = id, RequestId = requestId }, placement => http.Created($"/api/v1/placements/{id}", placement.Version, placement)))
        .Does<DecideWithdrawal>().Takes<DecideWithdrawal>().Gives<PlacementView>(201)
        .Refuses([.. RefusedBy.PlacementVerdict, Refusals.RequestDecided, Refusals.ActOwnRequest]);

    internal sealed class Validator : AbstractValidator<DecideWithdrawal>
    {
        public Validator()
        {
            RuleFor(d => d.Agreed).Given();
            RuleFor(d => d.Reason).IsReason();
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<DecideWithdrawal, PlacementView>
    {
        public async Task<PlacementView> Handle(DecideWithdrawal request, CancellationToken cancellationToken)
        {
            var about = await Verdicts.AboutRequest(session, request.Id, request.RequestId, VerdictKind.WithdrawalAsked);
            var agreed = request.Agreed!.Value;
            var wasRejected = await VerdictStore.WasRejected(session, request.Id, about.Stand.ContractId, about.Placement.Latest.Number);
            var after = Verdict.DecideWithdrawal(about.On, agreed, about.Stand.Decider, about.By, wasRejected);
            return await about.Keep(after, agreed ? "placement.withdrawn" : "placement.withdrawal-declined", new()
            {
                Kind = agreed ? VerdictKind.WithdrawalAgreed : VerdictKind.WithdrawalDeclined, Reason = request.Reason, AnswersId = request.RequestId,
            }, books: true);
        }
    }
}
