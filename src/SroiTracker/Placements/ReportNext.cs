using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Privacy;

namespace SroiTracker.Placements;

/// <summary>The next report of a placement of which the caller saw a version. The candidate may be left out: it is the same person.</summary>
[For(Role.Supplier, Role.Officer)]
public sealed record ReportNext(Guid Id, int Version, PlacementStatement Statement) : ICommand<PlacementView>
{
    /// <summary>Where several are made together; null for one alone.</summary>
    internal ReportSeries? Series { get; init; }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/placements/{id:guid}", async (HttpContext http, Guid id) =>
        await http.Act(new ReportNext(id, http.IfMatch(), await http.Body<PlacementStatement>()), placement => http.Answer(placement, placement.Version)))
        .Does<ReportNext>().Takes<PlacementStatement>().Gives<PlacementView>()
        .Refuses([.. RefusedBy.PlacementReporting, Refusals.PlacementOtherReference]);

    internal sealed class Validator : AbstractValidator<ReportNext>
    {
        public Validator() => RuleFor(r => r.Statement).SetValidator(new PlacementStatement.Validator()).OverridePropertyName("");
    }

    internal sealed class Handler(Session session, ServiceKey key) : IRequestHandler<ReportNext, PlacementView>
    {
        public async Task<PlacementView> Handle(ReportNext request, CancellationToken cancellationToken)
        {
            var (statement, reporting) = (request.Statement, new Reporting(session, key) { Series = request.Series });
            var candidate = await PlacementStore.OfCandidateOf(session, request.Id);
            var placement = candidate.FirstOrDefault(p => p.Id == request.Id) ?? throw new RefusedException(Refusals.NotFoundHere);
            if (placement.Version != request.Version) throw new RefusedException(Refusals.IfMatchStale);
            if (statement.SupplierId is { } supplier && supplier != placement.SupplierId) throw new RefusedException(Refusals.SupplierUnknown.At("/supplierId"));
            if (statement.SupplierReference is { } reference && reference.Trim() != placement.SupplierReference)
                throw new RefusedException(Refusals.PlacementOtherReference.At("/supplierReference"));
            if (statement.Candidate is { } person && (await reporting.Candidate(placement.SupplierId, person.Parsed()!)).Id != placement.CandidateId)
                throw new RefusedException(Refusals.PlacementOtherCandidate);
            return await reporting.Take(placement, candidate, statement, await reporting.Allocated(placement.SupplierId, statement.Allocations!));
        }
    }
}
