using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Placements;

namespace SroiTracker.Efforts;

/// <summary>An officer agrees with the report that was seen, through a day; its value is booked.</summary>
/// <param name="ThroughDate">Through the day that was reported where it is left out: of an invoice that is its own day.</param>
/// <param name="SeenEvidence">SHA-256 of the evidence that the officer saw, each a hash that the report names.</param>
[For(Role.Officer)]
public sealed record VerifyEffort(
    [property: JsonIgnore] Guid Id, Guid? ContractId, int? ReportNumber, DateOnly? ThroughDate, IReadOnlyList<string>? SeenEvidence) : ICommand<EffortView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/efforts/{id:guid}/verifications", async (HttpContext http, Guid id) =>
        await http.Act(await http.Body<VerifyEffort>() with { Id = id }, effort => http.Created($"/api/v1/efforts/{id}", effort.Version, effort)))
        .Does<VerifyEffort>().Takes<VerifyEffort>().Gives<EffortView>(201)
        .Refuses([.. RefusedBy.EffortVerdict, Refusals.EffortOwnReport, Refusals.EffortThroughNotReported, Refusals.EffortThroughBeforeStart, Refusals.EffortEmploysPlaced,
            Refusals.EffortVerifiedOverWhole, Refusals.EvidenceHash, Refusals.EvidenceUnknown, Refusals.ListTooLong]);

    internal sealed class Validator : AbstractValidator<VerifyEffort>
    {
        public Validator()
        {
            RuleFor(v => v.ReportNumber).IsReportNumber();
            RuleFor(v => v.SeenEvidence).Within(new(Most: EffortStatement.MostEvidence), e => e is null || e.Count <= EffortStatement.MostEvidence).Or(Refusals.ListTooLong, EffortStatement.MostEvidence);
            RuleForEach(v => v.SeenEvidence).Must(EffortStatement.IsSha256).Or(Refusals.EvidenceHash);
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<VerifyEffort, EffortView>
    {
        public async Task<EffortView> Handle(VerifyEffort request, CancellationToken cancellationToken)
        {
            var about = await EffortVerdicts.About(session, request.Id, request.ContractId);
            var through = request.ThroughDate ?? about.On.ReportedThrough;
            var after = Verdict.Verify(about.On, request.ReportNumber!.Value, through, about.Effort.Latest.Reporter, about.By);
            var seen = Seen(about.Effort.Latest.Body.Evidence, request.SeenEvidence ?? []);
            if (about.Effort.Latest.Body.Invoice is { } invoice && await PlacedWith.IsVerified(session, about.Stand.ContractId, invoice.SellerKvk))
                throw new RefusedException(Refusals.EffortEmploysPlaced);
            RefuseOverWhole(about);
            return await about.Keep(after, "effort.verified", new()
            {
                Kind = VerdictKind.Verification, ThroughDate = through, SeenEvidence = seen.Count == 0 ? null : Json.Write(seen),
            }, books: true);
        }

        /// <summary>What was verified of it elsewhere counts until it is verified anew: together no more than the whole (rules.md 3, 4).</summary>
        private static void RefuseOverWhole(EffortVerdicts about)
        {
            var effort = about.Effort;
            var elsewhere = effort.Stands
                .Where(s => s.ContractId != about.Stand.ContractId && s.State != PlacementState.Withdrawn && !(s.RevokedFrom <= effort.Latest.Report.FirstDay))
                .Sum(s => s.VerifiedReport is { } number ? effort.Reports[number - 1].Report.ShareOf(s.ContractId) : 0);
            if (elsewhere + effort.Latest.Report.ShareOf(about.Stand.ContractId) > 10_000) throw new RefusedException(Refusals.EffortVerifiedOverWhole.At(null, elsewhere / 100m));
        }

        private static IReadOnlyList<string> Seen(IReadOnlyList<EvidenceReference> stated, IReadOnlyList<string> hashes)
        {
            List<string> seen = [.. hashes.Select(h => h.ToLowerInvariant()).Distinct()];
            var unknown = seen.FindIndex(h => stated.All(e => e.Hash != h));
            return unknown < 0 ? seen : throw new RefusedException(Refusals.EvidenceUnknown.At($"/seenEvidence/{unknown}"));
        }
    }
}
