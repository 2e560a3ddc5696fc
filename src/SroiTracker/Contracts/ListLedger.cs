using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Contracts;

/// <summary>A line of the ledger: how an act changed what is counted for a placement in a calendar year.</summary>
/// <param name="Sequence">From 1 on a contract.</param>
/// <param name="Amount">Σ parts + Σ bonuses − what was booked before.</param>
/// <param name="BookedBy">Principal.</param>
public sealed record LedgerLine(
    Guid Id, int Sequence, Guid ContractId, Guid? PlacementId, Guid? EffortId, string? SupplierReference, int Year, Euros Amount, string Act,
    IReadOnlyList<LedgerPart> Parts, IReadOnlyList<LedgerBonus> Bonuses, Euros BookedBefore, int ReportNumber, Guid? VerdictId, Guid BookedBy, DateTimeOffset BookedAt);

/// <summary>A page of a ledger.</summary>
/// <param name="Total">Of all lines of the contract, whoever's: its counted amount.</param>
/// <param name="Others">For a supplier: the sum of the lines of the other suppliers; null for others, who see every line.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerLine> Items, ListLinks Links, Euros Total, Euros? Others);

/// <summary>The ledger of a contract by sequence; a supplier sees its own lines.</summary>
[For(Role.Officer, Role.Supplier)]
public sealed record ListLedger(Guid ContractId, long After, int Take) : IQuery<(IReadOnlyList<LedgerLine> Lines, Euros Total, Euros? Others)>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contracts/{id:guid}/ledger", async (HttpContext http, Guid id, IMediator mediator, Paging paging, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var (lines, total, others) = await mediator.Send(new ListLedger(id, paging.AfterNumber(http.Request), size + 1), http.RequestAborted);
        var page = paging.Page(http.Request, lines, size, l => l.Sequence);
        return http.Answer(new LedgerPage(page.Items, page.Links, total, others));
    });

    internal sealed class Handler(Session session) : IRequestHandler<ListLedger, (IReadOnlyList<LedgerLine>, Euros, Euros?)>
    {
        public async Task<(IReadOnlyList<LedgerLine>, Euros, Euros?)> Handle(ListLedger request, CancellationToken cancellationToken)
        {
            var sums = await session.QueryOne<Sums>(SelectSumsSql, new { id = request.ContractId }) ?? throw new RefusedException(Refusals.NotFoundHere);
            var rows = await session.Query<Row>(SelectSql, new { id = request.ContractId, after = request.After, take = request.Take });
            return ([.. rows.Select(r => r.Line)], sums.Total, session.Caller.SupplierId is null ? null : sums.Total - sums.Own);
        }
    }

    private const string SelectSumsSql = $"""
        SELECT COALESCE(SUM(l.amount), 0) AS total, COALESCE(SUM(CASE WHEN l.supplierId = @callerSupplier THEN l.amount ELSE 0 END), 0) AS own
        FROM Contract c LEFT JOIN LedgerLine l ON l.contractId = c.id WHERE c.id = @id AND {Scope.Contract} GROUP BY c.id
        """;
    private const string SelectSql = $$"""
        SELECT l.id, l.sequence, l.contractId, l.placementId, l.effortId, pl.supplierReference, l.year, l.amount, l.act, l.parts, l.bonuses, l.bookedBefore,
            l.reportNumber, l.verdictId, l.bookedBy, l.bookedAt
        FROM LedgerLine l JOIN Contract c ON c.id = l.contractId LEFT JOIN Placement pl ON pl.id = l.placementId
        WHERE l.contractId = @id AND l.sequence > @after AND (@callerSupplier IS NULL OR l.supplierId = @callerSupplier) AND {{Scope.Contract}}
        ORDER BY l.sequence {page}
        """;

    private sealed class Sums
    {
        public Euros Total { get; init; }
        public Euros Own { get; init; }
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public int Sequence { get; init; }
        public Guid ContractId { get; init; }
        public Guid? PlacementId { get; init; }
        public Guid? EffortId { get; init; }
        public string? SupplierReference { get; init; }
        public int Year { get; init; }
        public Euros Amount { get; init; }
        public string Act { get; init; } = "";
        public string Parts { get; init; } = "";
        public string Bonuses { get; init; } = "";
        public Euros BookedBefore { get; init; }
        public int ReportNumber { get; init; }
        public Guid? VerdictId { get; init; }
        public Guid BookedBy { get; init; }
        public DateTimeOffset BookedAt { get; init; }

        public LedgerLine Line => new(
            Id, Sequence, ContractId, PlacementId, EffortId, SupplierReference, Year, Amount, Act, Json.Read<IReadOnlyList<LedgerPart>>(Parts),
            Json.Read<IReadOnlyList<LedgerBonus>>(Bonuses), BookedBefore, ReportNumber, VerdictId, BookedBy, BookedAt);
    }
}
