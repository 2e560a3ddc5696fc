using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Placements;

/// <summary>A second person decides on a revocation; a system does not, nor does who asked.</summary>
/// <param name="RequestId">The verdict that holds the request.</param>
/// <param name="Agreed">Yes: the value is 0 from its day on; no: all stays as it was.</param>
[For(Role.Officer)]
public sealed record DecideRevocation([property: JsonIgnore] Guid Id, [property: JsonIgnore] Guid RequestId, bool? Agreed, string? Reason) : ICommand<PlacementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/revocations/{requestId:guid}/decisions",
        async (HttpContext http, Guid id, Guid requestId) =>
            await http.Act(await http.Body<DecideRevocation>() with { Id = id, RequestId = requestId }, placement => http.Created($"/api/v1/placements/{id}", placement.Version, placement)))
        .Does<DecideRevocation>().Takes<DecideRevocation>().Gives<PlacementView>(201)
        .Refuses([.. RefusedBy.PlacementVerdict, .. RefusedBy.SecondPerson, Refusals.RequestDecided]);

    internal sealed class Validator : AbstractValidator<DecideRevocation>
    {
        public Validator()
        {
            RuleFor(d => d.Agreed).Given();
            RuleFor(d => d.Reason).IsReason();
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<DecideRevocation, PlacementView>
    {
        public async Task<PlacementView> Handle(DecideRevocation request, CancellationToken cancellationToken)
        {
            var about = await Verdicts.AboutRequest(session, request.Id, request.RequestId, VerdictKind.RevocationAsked);
            var (agreed, stand) = (request.Agreed!.Value, about.Stand);
            var asked = new Revocation(stand.VerdictFrom!.Value, stand.Decider);
            var after = Verdict.DecideRevocation(about.On, asked, agreed, about.By);
            return await about.Keep(after, agreed ? "placement.revoked" : "placement.revocation-declined", new()
            {
                Kind = agreed ? VerdictKind.RevocationAgreed : VerdictKind.RevocationDeclined,
                Reason = request.Reason, FromDate = agreed ? asked.From : null, AnswersId = request.RequestId,
            }, books: true);
        }
    }
}
