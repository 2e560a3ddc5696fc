using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Contracts;

/// <summary>Replaces what is known of a contract. What a clause rests on is changed by an amendment instead.</summary>
[For(Role.Officer)]
public sealed record ChangeContract(Guid Id, int Version, ContractEntry With) : ICommand<bool>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPut("/contracts/{id:guid}", async (HttpContext http, Guid id, IMediator mediator) =>
        await http.Act(new ChangeContract(id, http.IfMatch(), await http.Body<ContractEntry>()), async _ =>
        {
            var (contract, version) = await mediator.Send(new GetContract(id));
            return http.Answer(contract, version);
        }))
        .Does<ChangeContract>().Takes<ContractEntry>().Gives<Contract>()
        .Refuses([.. RefusedBy.ContractFacts, Refusals.ContractHasCallOffs, Refusals.ContractSupplierReports, Refusals.ContractUnderClause, Refusals.ContractSettled, Refusals.TransferReturns]);

    internal sealed class Validator : AbstractValidator<ChangeContract>
    {
        public Validator() => RuleFor(c => c.With).SetValidator(new ContractEntryValidator()).OverridePropertyName("");
    }

    internal sealed class Handler(Session session) : IRequestHandler<ChangeContract, bool>
    {
        public async Task<bool> Handle(ChangeContract request, CancellationToken cancellationToken)
        {
            var was = await ContractStore.Find(session, request.Id) ?? throw new RefusedException(Refusals.NotFoundHere);
            if (was.Version != request.Version) throw new RefusedException(Refusals.IfMatchStale);
            if (was.ClauseVersion is not null)
            {
                string[] fixedFields = [.. ContractFields.Differing(was.Entry, request.With).Where(ContractFields.OfClause.Contains)];
                if (fixedFields.Length > 0) throw new RefusedException(Refusals.ContractUnderClause, string.Join(", ", fixedFields));
            }
            await ContractStore.Change(session, was, request.With);
            session.Record("contract.changed", $"contracts/{request.Id}", null, request.With);
            return true;
        }
    }
}
