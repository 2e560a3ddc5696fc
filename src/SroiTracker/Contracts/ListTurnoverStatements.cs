using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Contracts;

/// <summary>The turnover statements on a contract, corrected ones too, and what they come to.</summary>
/// <param name="Total">Of the statements that hold, excl. VAT.</param>
/// <param name="IsFinal">Whether the last statement is in; until then the obligation is taken of the estimate.</param>
/// <param name="Obligation">As it stands; null where there is no clause.</param>
public sealed record TurnoverStatements(IReadOnlyList<TurnoverStatement> Items, ListLinks Links, Euros Total, bool IsFinal, Euros? Obligation);

/// <summary>What was invoiced on a contract.</summary>
[For(Role.Officer, Role.Supplier)]
public sealed record ListTurnoverStatements(Guid ContractId) : IQuery<TurnoverStatements>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contracts/{id:guid}/turnover-statements", async (HttpContext http, Guid id, IMediator mediator) =>
        http.Answer(await mediator.Send(new ListTurnoverStatements(id), http.RequestAborted)))
        .Does<ListTurnoverStatements>().Gives<TurnoverStatements>();

    internal sealed class Handler(Session session, IMediator mediator) : IRequestHandler<ListTurnoverStatements, TurnoverStatements>
    {
        public async Task<TurnoverStatements> Handle(ListTurnoverStatements request, CancellationToken cancellationToken)
        {
            var (contract, _) = await mediator.Send(new GetContract(request.ContractId), cancellationToken);
            var statements = await TurnoverStore.Of(session, request.ContractId);
            IReadOnlyList<InvoicedPeriod> invoiced = [.. statements.Select(s => s.Invoiced)];
            return new(statements, new(null), Turnover.Total(invoiced), Turnover.Final(invoiced) is not null, contract.Obligation);
        }
    }
}
