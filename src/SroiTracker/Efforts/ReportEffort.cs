using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Placements;
using SroiTracker.Privacy;

namespace SroiTracker.Efforts;

/// <summary>What a report came to.</summary>
/// <param name="First">Whether it was the first under its reference.</param>
public sealed record ReportedEffort(EffortView Effort, bool First);

/// <summary>
/// Reports an effort under the supplier's own reference: for the first time, or the next report of one that is there. An
/// officer may report for a supplier, and then may not verify it.
/// </summary>
[For(Role.Supplier, Role.Officer)]
public sealed record ReportEffort(EffortStatement Statement) : ICommand<ReportedEffort>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/efforts", async Task<Answer> (HttpContext http) =>
        await http.Act(new ReportEffort(await http.Body<EffortStatement>()), reported =>
        {
            var (effort, first) = reported;
            return first ? http.Created($"/api/v1/efforts/{effort.Id}", effort.Version, effort) : http.Answer(effort, effort.Version);
        }))
        .Does<ReportEffort>().Takes<EffortStatement>().Gives<EffortView>(201, 200)
        .Refuses([.. RefusedBy.EffortReporting, Refusals.NotFoundHere]);

    internal sealed class Validator : AbstractValidator<ReportEffort>
    {
        public Validator()
        {
            RuleFor(r => r.Statement).SetValidator(new EffortStatement.Validator()).OverridePropertyName("");
            RuleFor(r => r.Statement.SupplierReference).Must(r => !string.IsNullOrWhiteSpace(r)).Or(Refusals.ValueMissing).OverridePropertyName("supplierReference");
        }
    }

    internal sealed class Handler(Session session, ServiceKey key) : IRequestHandler<ReportEffort, ReportedEffort>
    {
        public async Task<ReportedEffort> Handle(ReportEffort request, CancellationToken cancellationToken)
        {
            var statement = request.Statement;
            var (supplier, reference) = (await Reporting.Supplier(session, statement.SupplierId), statement.SupplierReference!.Trim());
            var effort = await EffortStore.Under(session, supplier, reference);
            return new(await new EffortReporting(session, key).Take(
                effort ?? KeptEffort.New(session.NewId(), supplier, reference, statement.Kind!.Value, session.Now), statement), effort is null);
        }
    }
}
