using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Privacy;

namespace SroiTracker.Placements;

/// <summary>A supplier accepts what an officer proposed when rejecting a report: it becomes the supplier's next report.</summary>
/// <param name="ReportNumber">The report that was rejected.</param>
[For(Role.Supplier)]
public sealed record AcceptProposedReport([property: JsonIgnore] Guid Id, Guid? ContractId, int? ReportNumber) : ICommand<PlacementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/acceptances", async (HttpContext http, Guid id) =>
        await http.Act(await http.Body<AcceptProposedReport>() with { Id = id }, placement => http.Created($"/api/v1/placements/{id}", placement.Version, placement)))
        .Does<AcceptProposedReport>().Takes<AcceptProposedReport>().Gives<PlacementView>(201)
        .Refuses([.. RefusedBy.PlacementVerdict, .. RefusedBy.PlacementReporting, Refusals.PlacementNoProposal]);

    internal sealed class Validator : AbstractValidator<AcceptProposedReport>
    {
        public Validator() => RuleFor(a => a.ReportNumber).IsReportNumber();
    }

    internal sealed class Handler(Session session, ServiceKey key) : IRequestHandler<AcceptProposedReport, PlacementView>
    {
        public async Task<PlacementView> Handle(AcceptProposedReport request, CancellationToken cancellationToken)
        {
            var about = await Verdicts.About(session, request.Id, request.ContractId);
            Verdict.RequireSeen(about.On, request.ReportNumber!.Value);
            if (about.Stand is not { State: PlacementState.Rejected, ProposedReport: { } proposal }) throw new RefusedException(Refusals.PlacementNoProposal);
            var (statement, reporting) = (Json.Read<PlacementStatement>(proposal), new Reporting(session, key));
            var allocated = await reporting.Allocated(about.Placement.SupplierId, statement.Allocations!);
            return await reporting.Take(about.Placement, about.Candidate, statement, allocated, "placement.proposal-accepted");
        }
    }
}
