using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Placements;

namespace SroiTracker.Efforts;

/// <summary>
/// A supplier takes an effort back on a contract: at once where nothing was verified, else as a request that an officer
/// agrees to.
/// </summary>
[For(Role.Supplier)]
public sealed record WithdrawEffort([property: JsonIgnore] Guid Id, Guid? ContractId, int? ReportNumber, string? Code, string? Reason) : ICommand<EffortView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/efforts/{id:guid}/withdrawals", async (HttpContext http, Guid id) =>
        await http.Act(await http.Body<WithdrawEffort>() with { Id = id }, effort => http.Created($"/api/v1/efforts/{id}", effort.Version, effort)))
        .Does<WithdrawEffort>().Takes<WithdrawEffort>().Gives<EffortView>(201)
        .Refuses(RefusedBy.EffortVerdict);

    internal sealed class Validator : AbstractValidator<WithdrawEffort>
    {
        public Validator()
        {
            RuleFor(w => w.ReportNumber).IsReportNumber();
            RuleFor(w => w.Code).IsCode();
            RuleFor(w => w.Reason).IsReason();
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<WithdrawEffort, EffortView>
    {
        public async Task<EffortView> Handle(WithdrawEffort request, CancellationToken cancellationToken)
        {
            var about = await EffortVerdicts.About(session, request.Id, request.ContractId);
            Verdict.RequireSeen(about.On, request.ReportNumber!.Value);
            var after = Verdict.Withdraw(about.On);
            var asked = after.State == PlacementState.WithdrawalAsked;
            return await about.Keep(after, asked ? "effort.withdrawal-asked" : "effort.withdrawn",
                new() { Kind = asked ? VerdictKind.WithdrawalAsked : VerdictKind.Withdrawal, Code = request.Code, Reason = request.Reason }, books: false);
        }
    }
}
