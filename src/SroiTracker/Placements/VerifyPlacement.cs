using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Efforts;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Placements;

/// <summary>An officer agrees with the report that was seen, through a day; its value is booked.</summary>
[For(Role.Officer)]
public sealed record VerifyPlacement([property: JsonIgnore] Guid Id, Guid? ContractId, int? ReportNumber, DateOnly? ThroughDate) : ICommand<PlacementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/verifications", async (HttpContext http, Guid id) =>
        await http.Act(await http.Body<VerifyPlacement>() with { Id = id }, placement => http.Created($"/api/v1/placements/{id}", placement.Version, placement)))
        .Does<VerifyPlacement>().Takes<VerifyPlacement>().Gives<PlacementView>(201)
        .Refuses([.. RefusedBy.PlacementVerdict, Refusals.PlacementOwnReport, Refusals.PlacementThroughNotReported, Refusals.PlacementThroughBeforeStart,
            Refusals.CandidateOverFullTime, Refusals.CandidateVerifiedOverFullTime, Refusals.PlacementPaidByInvoice]);

    internal sealed class Validator : AbstractValidator<VerifyPlacement>
    {
        public Validator()
        {
            RuleFor(v => v.ReportNumber).IsReportNumber();
            RuleFor(v => v.ThroughDate).Given();
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<VerifyPlacement, PlacementView>
    {
        public async Task<PlacementView> Handle(VerifyPlacement request, CancellationToken cancellationToken)
        {
            var about = await Verdicts.About(session, request.Id, request.ContractId);
            var after = Verdict.Verify(about.On, request.ReportNumber!.Value, request.ThroughDate!.Value, about.ReportedBy, about.By);
            await about.RefuseOverFullTime(after);
            if (about.Stand.HasInvoices) await PlacedWith.RefusePaid(session, after, about.Stand.ContractId);
            return await about.Keep(after, "placement.verified", new() { Kind = VerdictKind.Verification, ThroughDate = request.ThroughDate }, books: true);
        }
    }
}
