using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Contracts;

/// <summary>Sets the clause of a contract, or sets it right. It holds from the start; what changes later is an amendment.</summary>
[For(Role.Officer)]
public sealed record SetClause(Guid ContractId, int Version, ClauseEntry With) : ICommand<bool>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPut("/contracts/{id:guid}/clause", async (HttpContext http, Guid id, IMediator mediator) =>
        await http.Act(new SetClause(id, http.IfMatch(), await http.Body<ClauseEntry>()), async _ =>
        {
            var (contract, version) = await mediator.Send(new GetContract(id));
            return http.Answer(contract.Clause, version);
        }))
        .Does<SetClause>().Takes<ClauseEntry>().Gives<Clause>()
        .Refuses([.. RefusedBy.ClauseSetting, Refusals.ClauseAmended, Refusals.ClauseOnCallOffs, Refusals.ClauseTariefBound]);

    internal sealed class Validator : AbstractValidator<SetClause>
    {
        public Validator() => RuleFor(c => c.With).SetValidator(new ClauseEntryValidator()).OverridePropertyName("");
    }

    internal sealed class Handler(Session session) : IRequestHandler<SetClause, bool>
    {
        public async Task<bool> Handle(SetClause request, CancellationToken cancellationToken)
        {
            var contract = await ContractStore.Find(session, request.ContractId) ?? throw new RefusedException(Refusals.NotFoundHere);
            if (contract.Version != request.Version) throw new RefusedException(Refusals.IfMatchStale);
            var terms = await ClauseTerms.Of(session, contract, request.With);
            if (terms.Entry.Level == ClauseLevel.OnFramework && await Framework.HasClausesBelow(session, contract.Id)) throw new RefusedException(Refusals.ClauseOnCallOffs);
            var versions = await ClauseStore.Of(session, contract.Id);
            if (versions.Count > 0) await RefuseRewriting(contract.Id, versions[^1], terms.Entry);
            await ClauseStore.Set(session, contract, await WeighedClause.Of(session, contract, terms, null), null, "clause.set");
            session.Record("clause.set", $"contracts/{contract.Id}", null, terms.Entry);
            return true;
        }

        /// <summary>
        /// A clause is set right only where no history is rewritten by it: not across an amendment, and once people were
        /// reported the Tarief is bound for the contract's whole life (rules.md 1).
        /// </summary>
        private async Task RefuseRewriting(Guid contractId, ClauseVersion was, ClauseEntry entry)
        {
            if (was.ValidFrom is not null) throw new RefusedException(Refusals.ClauseAmended);
            var before = was.Body.Clause;
            var countsAlike = (before.TariefId, before.FullTimeHours, before.PolicyId, before.Level) == (entry.TariefId, entry.FullTimeHours, entry.PolicyId, entry.Level);
            if (!countsAlike && await session.QueryOne<long>(CountReportedSql, new { contractId }) > 0) throw new RefusedException(Refusals.ClauseTariefBound);
        }
    }

    private const string CountReportedSql = """
        SELECT COUNT(*) FROM Contract c WHERE c.id = @contractId AND @callerSupplier IS NULL
            AND (EXISTS (SELECT 1 FROM PlacementContract pc WHERE pc.contractId = c.id) OR EXISTS (SELECT 1 FROM EffortContract ec WHERE ec.contractId = c.id))
        """;
}
