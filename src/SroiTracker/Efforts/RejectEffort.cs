using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Placements;

namespace SroiTracker.Efforts;

/// <summary>An officer does not agree with the report that waits, and says why. What was verified stays.</summary>
[For(Role.Officer)]
public sealed record RejectEffort([property: JsonIgnore] Guid Id, Guid? ContractId, int? ReportNumber, string? Code, string? Reason) : ICommand<EffortView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/efforts/{id:guid}/rejections", async (HttpContext http, Guid id) =>
        await http.Act(await http.Body<RejectEffort>() with { Id = id }, effort => http.Created($"/api/v1/efforts/{id}", effort.Version, effort)))
        .Does<RejectEffort>().Takes<RejectEffort>().Gives<EffortView>(201)
        .Refuses(RefusedBy.EffortVerdict);

    internal sealed class Validator : AbstractValidator<RejectEffort>
    {
        public Validator()
        {
            RuleFor(r => r.ReportNumber).IsReportNumber();
            RuleFor(r => r.Code).Required(60);
            RuleFor(r => r.Code).IsCode();
            RuleFor(r => r.Reason).Required(2000);
            RuleFor(r => r.Reason).IsReason();
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<RejectEffort, EffortView>
    {
        public async Task<EffortView> Handle(RejectEffort request, CancellationToken cancellationToken)
        {
            var about = await EffortVerdicts.About(session, request.Id, request.ContractId);
            var after = Verdict.Reject(about.On, request.ReportNumber!.Value);
            return await about.Keep(after, "effort.rejected", new() { Kind = VerdictKind.Rejection, Code = request.Code, Reason = request.Reason }, books: false);
        }
    }
}
