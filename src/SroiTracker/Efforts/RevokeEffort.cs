using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Placements;

namespace SroiTracker.Efforts;

/// <summary>An officer asks that what was verified be worth 0 from a day on; nothing changes before a second person decides.</summary>
/// <param name="FromDate">Not after the day through which it was verified.</param>
[For(Role.Officer)]
public sealed record RevokeEffort(
    [property: JsonIgnore] Guid Id, Guid? ContractId, int? ReportNumber, string? Code, string? Reason, DateOnly? FromDate) : ICommand<EffortView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/efforts/{id:guid}/revocations", async (HttpContext http, Guid id) =>
        await http.Act(await http.Body<RevokeEffort>() with { Id = id }, effort => http.Created($"/api/v1/efforts/{id}", effort.Version, effort)))
        .Does<RevokeEffort>().Takes<RevokeEffort>().Gives<EffortView>(201)
        .Refuses([.. RefusedBy.EffortVerdict, Refusals.EffortNotVerified, Refusals.EffortRevocationEmpty, Refusals.RevocationOpen, Refusals.ActNeedsPerson]);

    internal sealed class Validator : AbstractValidator<RevokeEffort>
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

    internal sealed class Handler(Session session) : IRequestHandler<RevokeEffort, EffortView>
    {
        public async Task<EffortView> Handle(RevokeEffort request, CancellationToken cancellationToken)
        {
            var about = await EffortVerdicts.About(session, request.Id, request.ContractId);
            if (about.Stand.HasOpenRevocation) throw new RefusedException(Refusals.RevocationOpen);
            Verdict.Revoke(about.On, request.ReportNumber!.Value, request.FromDate!.Value, about.By);
            return await about.Keep(about.On, "effort.revocation-asked",
                new() { Kind = VerdictKind.RevocationAsked, Code = request.Code, Reason = request.Reason, FromDate = request.FromDate }, books: false);
        }
    }
}
