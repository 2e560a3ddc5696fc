using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Placements;

namespace SroiTracker.Efforts;

/// <summary>An officer decides on a supplier's request to take back what was verified. Who asked does not decide.</summary>
/// <param name="RequestId">The verdict that holds the request.</param>
/// <param name="Agreed">Yes: its value is booked back; no: its report is verified or waits, as before; one that had been rejected waits again.</param>
[For(Role.Officer)]
public sealed record DecideEffortWithdrawal([property: JsonIgnore] Guid Id, [property: JsonIgnore] Guid RequestId, bool? Agreed, string? Reason) : ICommand<EffortView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/efforts/{id:guid}/withdrawals/{requestId:guid}/decisions",
        async (HttpContext http, Guid id, Guid requestId) =>
            await http.Act(await http.Body<DecideEffortWithdrawal>() with { Id = id, RequestId = requestId }, effort => http.Created($"/api/v1/efforts/{id}", effort.Version, effort)))
        .Does<DecideEffortWithdrawal>().Takes<DecideEffortWithdrawal>().Gives<EffortView>(201)
        .Refuses([.. RefusedBy.EffortVerdict, Refusals.RequestDecided, Refusals.ActOwnRequest]);

    internal sealed class Validator : AbstractValidator<DecideEffortWithdrawal>
    {
        public Validator()
        {
            RuleFor(d => d.Agreed).Given();
            RuleFor(d => d.Reason).IsReason();
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<DecideEffortWithdrawal, EffortView>
    {
        public async Task<EffortView> Handle(DecideEffortWithdrawal request, CancellationToken cancellationToken)
        {
            var about = await EffortVerdicts.AboutRequest(session, request.Id, request.RequestId, VerdictKind.WithdrawalAsked);
            var agreed = request.Agreed!.Value;
            var after = Verdict.DecideWithdrawal(about.On, agreed, about.Stand.Decider, about.By);
            return await about.Keep(after, agreed ? "effort.withdrawn" : "effort.withdrawal-declined", new()
            {
                Kind = agreed ? VerdictKind.WithdrawalAgreed : VerdictKind.WithdrawalDeclined, Reason = request.Reason, AnswersId = request.RequestId,
            }, books: true);
        }
    }
}
