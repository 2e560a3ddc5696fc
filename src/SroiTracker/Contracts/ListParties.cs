using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Contracts;

/// <summary>A supplier on a contract, and since when or until when it is.</summary>
/// <param name="Part">Lead, Party or Subcontractor.</param>
/// <param name="FromDate">First day, where it took over from another; else null.</param>
/// <param name="ThroughDate">Last day, where another took over from it; else null.</param>
public sealed record ContractParty(Party Supplier, string Part, DateOnly? FromDate, DateOnly? ThroughDate);

/// <summary>Everyone that is or was a supplier on a contract, subcontractors too; the lead partner first.</summary>
[For(Role.Officer, Role.Supplier)]
public sealed record ListParties(Guid ContractId) : IQuery<IReadOnlyList<ContractParty>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contracts/{id:guid}/parties", async (HttpContext http, Guid id, IMediator mediator) =>
        http.Answer(new ListOf<ContractParty>(await mediator.Send(new ListParties(id), http.RequestAborted), new(null))))
        .Does<ListParties>().Gives<ListOf<ContractParty>>();

    internal sealed class Handler(Session session) : IRequestHandler<ListParties, IReadOnlyList<ContractParty>>
    {
        public async Task<IReadOnlyList<ContractParty>> Handle(ListParties request, CancellationToken cancellationToken)
        {
            var rows = await session.Query<Row>(SelectSql, new { id = request.ContractId });
            return rows.Count == 0 ? throw new RefusedException(Refusals.NotFoundHere)
                : [.. rows.Select(r => new ContractParty(Party.Of(r.Id, r.Name, r.Scheme, r.Identifier), r.Part, r.FromDate, r.ThroughDate))];
        }
    }

    private const string SelectSql = $"""
        SELECT s.id, s.name, s.scheme, s.identifier, cs.part, cs.fromDate, cs.throughDate
        FROM Contract c JOIN ContractSupplier cs ON cs.contractId = c.id JOIN Supplier s ON s.id = cs.supplierId
        WHERE c.id = @id AND {Scope.Contract} ORDER BY CASE cs.part WHEN 'Lead' THEN 0 WHEN 'Party' THEN 1 ELSE 2 END, s.id
        """;

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string? Scheme { get; init; }
        public string? Identifier { get; init; }
        public string Part { get; init; } = "";
        public DateOnly? FromDate { get; init; }
        public DateOnly? ThroughDate { get; init; }
    }
}
