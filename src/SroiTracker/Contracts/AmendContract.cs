using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Placements;

namespace SroiTracker.Contracts;

/// <summary>A contract after an amendment.</summary>
/// <param name="Obligation">Null where there is no clause.</param>
/// <param name="Years">The targets as they are now; empty where there is no obligation.</param>
public sealed record Amendment(Guid ContractId, DateOnly FromDate, string Reason, Euros? Obligation, Clause? Clause, IReadOnlyList<YearDue> Years);

/// <summary>What of the obligation is due in a calendar year.</summary>
public sealed record YearDue(int Year, Euros Target);

/// <summary>Amends a contract from a day on: its value, its days, its percentage, its Tarief or its whole clause (rules.md 1).</summary>
[For(Role.Officer)]
public sealed record AmendContract(Guid ContractId, AmendmentEntry With) : ICommand<bool>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contracts/{id:guid}/amendments", async (HttpContext http, Guid id, IMediator mediator) =>
    {
        var entry = await http.Body<AmendmentEntry>();
        return await http.Act(new AmendContract(id, entry), async _ =>
        {
            var (contract, version) = await mediator.Send(new GetContract(id));
            var years = (await mediator.Send(new GetProgress(id, null))).Years;
            return http.Created($"/api/v1/contracts/{id}", version, new Amendment(
                id, entry.FromDate!.Value, entry.Reason!, contract.Obligation, contract.Clause, [.. years.Select(y => new YearDue(y.Year, y.Target))]));
        });
    })
        .Does<AmendContract>().Takes<AmendmentEntry>().Gives<Amendment>(201)
        .Refuses(RefusedBy.Amending);

    internal sealed class Validator : AbstractValidator<AmendContract>
    {
        public Validator() => RuleFor(c => c.With).SetValidator(new AmendmentEntryValidator()).OverridePropertyName("");
    }

    internal sealed class Handler(Session session) : IRequestHandler<AmendContract, bool>
    {
        public async Task<bool> Handle(AmendContract request, CancellationToken cancellationToken)
        {
            var amended = await AmendedContract.Of(session, request.ContractId, request.With);
            var contract = amended.ChangesContract
                ? await ContractStore.Change(session, amended.Was, amended.Now.Entry, amended.Act, amended.From, amended.Reason, amended.Now.Parties)
                : amended.Was;
            // Where the contract had no clause and these facts let it inherit one, the change brought it.
            if (amended.Before.Count > 0 && amended.Clause is { } clause) await ClauseStore.Set(session, contract, clause, amended.From, "clause.amended", amended.Reason);
            else if (request.With.Transfer is not null) await Recount.Contract(session, contract.Id, amended.Act);
            session.Record("contract.amended", $"contracts/{contract.Id}", null, request.With);
            return true;
        }
    }
}
