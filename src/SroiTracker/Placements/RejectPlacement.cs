using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Privacy;

namespace SroiTracker.Placements;

/// <summary>
/// An officer does not agree with the report that waits, and says why; perhaps what it should have been, which the supplier
/// may accept in one act. What was verified stays.
/// </summary>
/// <param name="ProposedReport">A whole report, without the candidate.</param>
[For(Role.Officer)]
public sealed record RejectPlacement(
    [property: JsonIgnore] Guid Id, Guid? ContractId, int? ReportNumber, string? Code, string? Reason, PlacementStatement? ProposedReport) : ICommand<PlacementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/rejections", async (HttpContext http, Guid id) =>
        await http.Act(await http.Body<RejectPlacement>() with { Id = id }, placement => http.Created($"/api/v1/placements/{id}", placement.Version, placement)))
        .Does<RejectPlacement>().Takes<RejectPlacement>().Gives<PlacementView>(201)
        .Refuses([.. RefusedBy.PlacementVerdict, .. RefusedBy.PlacementReporting]);

    internal sealed class Validator : AbstractValidator<RejectPlacement>
    {
        public Validator()
        {
            RuleFor(r => r.ReportNumber).IsReportNumber();
            RuleFor(r => r.Code).Required(60);
            RuleFor(r => r.Code).IsCode();
            RuleFor(r => r.Reason).Required(2000);
            RuleFor(r => r.Reason).IsReason();
            RuleFor(r => r.ProposedReport!).SetValidator(new PlacementStatement.Validator());
            // Who the candidate is, an officer neither knows nor changes.
            RuleFor(r => r.ProposedReport!.Candidate).Must(c => c is null).Or(Refusals.ValueUnknown).When(r => r.ProposedReport is not null);
        }
    }

    internal sealed class Handler(Session session, ServiceKey key) : IRequestHandler<RejectPlacement, PlacementView>
    {
        public async Task<PlacementView> Handle(RejectPlacement request, CancellationToken cancellationToken)
        {
            var about = await Verdicts.About(session, request.Id, request.ContractId);
            var after = Verdict.Reject(about.On, request.ReportNumber!.Value);
            var proposal = request.ProposedReport is { } proposed ? Json.Write(await Judged(about.Placement, proposed)) : null;
            return await about.Keep(after, "placement.rejected",
                new() { Kind = VerdictKind.Rejection, Code = request.Code, Reason = request.Reason, ProposedReport = proposal }, books: false);
        }

        /// <summary>The proposal as it can be accepted: with ids for contracts, and what the officer can't see as it was.</summary>
        private async Task<PlacementStatement> Judged(KeptPlacement placement, PlacementStatement proposed)
        {
            const string place = "/proposedReport";
            var reporting = new Reporting(session, key);
            var (draft, decision) = await reporting.Judge(placement, proposed, await reporting.Allocated(placement.SupplierId, proposed.Allocations!, place));
            if (decision.Objections.Count > 0) throw new RefusedException([.. decision.Objections.Select(o => o with { Place = place + o.Place })]);
            return proposed with
            {
                SupplierId = placement.SupplierId, SupplierReference = placement.SupplierReference,
                Allocations = [.. draft.Terms.Allocations.Select(a => new StatedShare(a.ContractId, null, a.BasisPoints / 100m))],
            };
        }
    }
}
