using FluentValidation;
using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Privacy;

namespace SroiTracker.Placements;

/// <summary>What a report came to.</summary>
/// <param name="First">Whether it was the first under its reference.</param>
/// <param name="Changed">Whether it said anything new.</param>
public sealed record ReportedPlacement(PlacementView Placement, bool First, bool Changed);

/// <summary>
/// Reports a placement under the supplier's own reference: for the first time, or the next report of one that is there. An
/// officer may report for a supplier, and then may not verify it.
/// </summary>
[For(Role.Supplier, Role.Officer)]
public sealed record ReportPlacement(PlacementStatement Statement) : ICommand<ReportedPlacement>
{
    /// <summary>What is read once for all reports of one act; null for a report alone.</summary>
    internal FramesRead? Frames { get; init; }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/placements", async Task<Answer> (HttpContext http) =>
        await http.Act(new ReportPlacement(await http.Body<PlacementStatement>()), reported =>
        {
            var (placement, first, _) = reported;
            return first ? http.Created($"/api/v1/placements/{placement.Id}", placement.Version, placement) : http.Answer(placement, placement.Version);
        }))
        .NeedsKey().Does<ReportPlacement>().Takes<PlacementStatement>().Gives<PlacementView>(201, 200)
        .Refuses([.. RefusedBy.PlacementReporting, Refusals.NotFoundHere]);

    internal sealed class Validator : AbstractValidator<ReportPlacement>
    {
        public Validator()
        {
            RuleFor(r => r.Statement).SetValidator(new PlacementStatement.Validator()).OverridePropertyName("");
            RuleFor(r => r.Statement.SupplierReference).Within(new(Needed: true), r => !string.IsNullOrWhiteSpace(r)).Or(Refusals.ValueMissing).OverridePropertyName("supplierReference");
            RuleFor(r => r.Statement.Candidate).Given().OverridePropertyName("candidate");
        }
    }

    internal sealed class Handler(Session session, ServiceKey key) : IRequestHandler<ReportPlacement, ReportedPlacement>
    {
        public async Task<ReportedPlacement> Handle(ReportPlacement request, CancellationToken cancellationToken)
        {
            var (statement, reporting) = (request.Statement, new Reporting(session, key, request.Frames));
            var (supplier, reference) = (await Reporting.Supplier(session, statement.SupplierId), statement.SupplierReference!.Trim());
            var allocated = await reporting.Allocated(supplier, statement.Allocations!);
            var (hash, number) = await reporting.Candidate(supplier, statement.Candidate!.Parsed()!);
            IReadOnlyList<KeptPlacement> candidate = number is { } known ? await PlacementStore.OfCandidate(session, known) : [];

            if (candidate.FirstOrDefault(p => p.SupplierReference == reference) is { } placement)
            {
                // An officer who could not see it by GET does not reach it by its reference either.
                if (session.Caller.IsScoped && !placement.Stands.Any(s => s.InScope)) throw new RefusedException(Refusals.NotFoundHere);
                var version = placement.Version;
                return new(await reporting.Take(placement, candidate, statement, allocated), First: false, placement.Version > version);
            }
            if (await PlacementStore.HasReference(session, supplier, reference)) throw new RefusedException(Refusals.PlacementOtherCandidate);

            number ??= await CandidateStore.Add(session, supplier, hash);
            var added = KeptPlacement.New(session.NewId(), supplier, reference, number.Value, session.Now);
            return new(await reporting.Take(added, [.. candidate, added], statement, allocated), First: true, Changed: true);
        }
    }
}
