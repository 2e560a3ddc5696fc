using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Placements;

/// <summary>
/// A supplier takes a placement back on a contract: at once where nothing was verified, else as a request that an officer
/// agrees to.
/// </summary>
[For(Role.Supplier)]
public sealed record WithdrawPlacement([property: JsonIgnore] Guid Id, Guid? ContractId, int? ReportNumber, string? Code, string? Reason) : ICommand<PlacementView>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/placements/{id:guid}/withdrawals", async (HttpContext http, Guid id) =>
        await http.Act(await http.Body<WithdrawPlacement>() with { Id = id }, placement => http.Created($"/api/v1/placements/{id}", placement.Version, placement)))
        .Does<WithdrawPlacement>().Takes<WithdrawPlacement>().Gives<PlacementView>(201)
        .Refuses(RefusedBy.PlacementVerdict);

    internal sealed class Validator : AbstractValidator<WithdrawPlacement>
    {
        public Validator()
        {
            RuleFor(w => w.ReportNumber).IsReportNumber();
            RuleFor(w => w.Code).IsCode();
            RuleFor(w => w.Reason).IsReason();
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<WithdrawPlacement, PlacementView>
    {
        public async Task<PlacementView> Handle(WithdrawPlacement request, CancellationToken cancellationToken)
        {
            var about = await Verdicts.About(session, request.Id, request.ContractId);
            Verdict.RequireSeen(about.On, request.ReportNumber!.Value);
            var after = Verdict.Withdraw(about.On);
            var asked = after.State == PlacementState.WithdrawalAsked;
            return await about.Keep(after, asked ? "placement.withdrawal-asked" : "placement.withdrawn",
                new() { Kind = asked ? VerdictKind.WithdrawalAsked : VerdictKind.Withdrawal, Code = request.Code, Reason = request.Reason }, books: false);
        }
    }
}
