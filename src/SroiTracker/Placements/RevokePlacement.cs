using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Placements;

/// <summary>An officer asks that what was verified be worth 0 from a day on; nothing changes before a second person decides.</summary>
/// <param name="FromDate">Not after the day through which it was verified.</param>
[For(Role.Officer)]
public sealed record RevokePlacement(
    [property: JsonIgnore] Guid Id, Guid? ContractId, int? ReportNumber, string? Code, string? Reason, DateOnly? FromDate) : ICommand<PlacementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/revocations", async (HttpContext http, Guid id) =>
        await http.Act(await http.Body<RevokePlacement>() with { Id = id }, placement => http.Created($"/api/v1/placements/{id}", placement.Version, placement)))
        .Does<RevokePlacement>().Takes<RevokePlacement>().Gives<PlacementView>(201)
        .Refuses([.. RefusedBy.PlacementVerdict, Refusals.PlacementNotVerified, Refusals.PlacementRevocationEmpty, Refusals.RevocationOpen, Refusals.ActNeedsPerson]);

    internal sealed class Validator : AbstractValidator<RevokePlacement>
    {
        public Validator()
        {
            RuleFor(r => r.ReportNumber).IsReportNumber();
            RuleFor(r => r.Code).Required(60);
            RuleFor(r => r.Code).IsCode();
            RuleFor(r => r.Reason).Required(2000);
            RuleFor(r => r.Reason).IsReason();
            RuleFor(r => r.FromDate).Given();
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<RevokePlacement, PlacementView>
    {
        public async Task<PlacementView> Handle(RevokePlacement request, CancellationToken cancellationToken)
        {
            var about = await Verdicts.About(session, request.Id, request.ContractId);
            if (about.Stand.HasOpenRevocation) throw new RefusedException(Refusals.RevocationOpen);
            Verdict.Revoke(about.On, request.ReportNumber!.Value, request.FromDate!.Value, about.By);
            return await about.Keep(about.On, "placement.revocation-asked",
                new() { Kind = VerdictKind.RevocationAsked, Code = request.Code, Reason = request.Reason, FromDate = request.FromDate }, books: false);
        }
    }
}
