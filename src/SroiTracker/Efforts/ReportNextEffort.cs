using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Privacy;

namespace SroiTracker.Efforts;

/// <summary>The next report of an effort of which the caller saw a version. The number of an invoice may be left out: it is the same.</summary>
[For(Role.Supplier, Role.Officer)]
public sealed record ReportNextEffort(Guid Id, int Version, EffortStatement Statement) : ICommand<EffortView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPut("/efforts/{id:guid}", async (HttpContext http, Guid id) =>
        await http.Act(new ReportNextEffort(id, http.IfMatch(), await http.Body<EffortStatement>()), effort => http.Answer(effort, effort.Version)))
        .Does<ReportNextEffort>().Takes<EffortStatement>().Gives<EffortView>()
        .Refuses([.. RefusedBy.EffortReporting, Refusals.EffortOtherReference]);

    internal sealed class Validator : AbstractValidator<ReportNextEffort>
    {
        public Validator() => RuleFor(r => r.Statement).SetValidator(new EffortStatement.Validator()).OverridePropertyName("");
    }

    internal sealed class Handler(Session session, ServiceKey key) : IRequestHandler<ReportNextEffort, EffortView>
    {
        public async Task<EffortView> Handle(ReportNextEffort request, CancellationToken cancellationToken)
        {
            var statement = request.Statement;
            var effort = await EffortStore.Find(session, request.Id) is [var found] ? found : throw new RefusedException(Refusals.NotFoundHere);
            if (effort.Version != request.Version) throw new RefusedException(Refusals.IfMatchStale);
            if (statement.SupplierId is { } supplier && supplier != effort.SupplierId) throw new RefusedException(Refusals.SupplierUnknown.At("/supplierId"));
            if (statement.SupplierReference is { } reference && reference.Trim() != effort.SupplierReference)
                throw new RefusedException(Refusals.EffortOtherReference.At("/supplierReference"));
            return await new EffortReporting(session, key).Take(effort, statement);
        }
    }
}
