using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Placements;

namespace SroiTracker.Efforts;

/// <summary>A second person decides on a revocation; a system does not, nor does who asked.</summary>
/// <param name="RequestId">The verdict that holds the request.</param>
/// <param name="Agreed">Yes: the value is 0 from its day on; no: all stays as it was.</param>
[For(Role.Officer)]
public sealed record DecideEffortRevocation([property: JsonIgnore] Guid Id, [property: JsonIgnore] Guid RequestId, bool? Agreed, string? Reason) : ICommand<EffortView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/efforts/{id:guid}/revocations/{requestId:guid}/decisions",
        async (HttpContext http, Guid id, Guid requestId) =>
            await http.Act(await http.Body<DecideEffortRevocation>() with { Id = id, RequestId = requestId }, effort => http.Created($"/api/v1/efforts/{id}", effort.Version, effort)))
        .Does<DecideEffortRevocation>().Takes<DecideEffortRevocation>().Gives<EffortView>(201)
        .Refuses([.. RefusedBy.EffortVerdict, .. RefusedBy.SecondPerson, Refusals.RequestDecided]);

    internal sealed class Validator : AbstractValidator<DecideEffortRevocation>
    {
        public Validator()
        {
            RuleFor(d => d.Agreed).Given();
            RuleFor(d => d.Reason).IsReason();
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<DecideEffortRevocation, EffortView>
    {
        public async Task<EffortView> Handle(DecideEffortRevocation request, CancellationToken cancellationToken)
        {
            var about = await EffortVerdicts.AboutRequest(session, request.Id, request.RequestId, VerdictKind.RevocationAsked);
            var (agreed, stand) = (request.Agreed!.Value, about.Stand);
            var asked = new Revocation(stand.VerdictFrom!.Value, stand.Decider);
            var after = Verdict.DecideRevocation(about.On, asked, agreed, about.By);
            return await about.Keep(after, agreed ? "effort.revoked" : "effort.revocation-declined", new()
            {
                Kind = agreed ? VerdictKind.RevocationAgreed : VerdictKind.RevocationDeclined,
                Reason = request.Reason, FromDate = agreed ? asked.From : null, AnswersId = request.RequestId,
            }, books: true);
        }
    }
}
