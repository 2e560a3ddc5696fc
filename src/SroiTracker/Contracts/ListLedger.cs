using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Placements;

namespace SroiTracker.Contracts;

/// <summary>
/// A line of the ledger: how an act changed what is counted for a placement or effort in a calendar year. As it was on a past date
/// nothing of it was booked as such: then a line is the year's whole value, and what an act has is null.
/// </summary>
/// <param name="Id">Null where it was valued again.</param>
/// <param name="Sequence">From 1 on a contract; where it was valued again from 1 in the answer.</param>
/// <param name="Amount">Σ parts + Σ bonuses − what was booked before.</param>
/// <param name="Act">What booked it; null where it was valued again, and so are verdict, who and when.</param>
/// <param name="BookedBy">Principal.</param>
public sealed record LedgerLine(
    Guid? Id, int Sequence, Guid ContractId, Guid? PlacementId, Guid? EffortId, string? SupplierReference, int Year, Euros Amount, string? Act,
    IReadOnlyList<LedgerPart> Parts, IReadOnlyList<LedgerBonus> Bonuses, Euros BookedBefore, int ReportNumber, Guid? VerdictId, Guid? BookedBy, DateTimeOffset? BookedAt);

/// <summary>Lines with what they sum to.</summary>
/// <param name="Total">Of all lines of the contract, whoever's: its counted amount.</param>
/// <param name="Others">For a supplier: the sum of the lines of the other suppliers; null for others, who see every line.</param>
public sealed record LedgerLines(IReadOnlyList<LedgerLine> Lines, Euros Total, Euros? Others);

/// <summary>A page of a ledger.</summary>
/// <inheritdoc cref="LedgerLines"/>
public sealed record LedgerPage(IReadOnlyList<LedgerLine> Items, ListLinks Links, Euros Total, Euros? Others);

/// <summary>
/// The ledger of a contract by sequence; a supplier sees its own lines. As known on an instant: the lines that were booked
/// by then. As it was on a past date: everything valued again through that date, so that it sums to what progress counts.
/// </summary>
[For(Role.Officer, Role.Supplier)]
public sealed record ListLedger(Guid ContractId, long After, int Take, DateOnly? At = null, DateTimeOffset? KnownAt = null) : IQuery<LedgerLines>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contracts/{id:guid}/ledger", async (
        HttpContext http, Guid id, IMediator mediator, Paging paging, int? pageSize, AskedDate? at, AskedInstant? knownAt) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(new ListLedger(id, paging.AfterNumber(http.Request), size + 1, at?.Day, knownAt?.At), http.RequestAborted);
        var page = paging.Page(http.Request, found.Lines, size, l => l.Sequence);
        return http.Answer(new LedgerPage(page.Items, page.Links, found.Total, found.Others));
    })
        .Does<ListLedger>().Gives<LedgerPage>()
        .Refuses(RefusedBy.AskingThen);

    internal sealed class Handler(Session session) : IRequestHandler<ListLedger, LedgerLines>
    {
        public async Task<LedgerLines> Handle(ListLedger request, CancellationToken cancellationToken)
        {
            var moment = await Moment.Of(session, request.ContractId, request.At, request.KnownAt);
            if (moment.IsPast) return await ValuedAgain(request, moment);
            var known = request.KnownAt is null ? null : "known";
            var asked = new { id = request.ContractId, after = request.After, take = request.Take, request.KnownAt };
            var sums = (await session.QueryOne<Sums>(SelectSumsSql.With(known), asked))!;
            var rows = await session.Query<Row>(SelectSql.With(known), asked);
            return new([.. rows.Select(r => r.Line)], sums.Total, session.Caller.SupplierId is null ? null : sums.Total - sums.Own);
        }

        /// <summary>The value of each placement and effort by calendar year at a moment in the past, as the ledger would hold it.</summary>
        private async Task<LedgerLines> ValuedAgain(ListLedger request, Moment moment)
        {
            var lines = new List<LedgerLine>();
            var (number, total, own) = (0, Euros.Zero, Euros.Zero);
            await foreach (var (placement, stand, standing) in StandThen.Placements(session, request.ContractId, moment))
                Add(standing, placement.Id, null, placement.SupplierId, placement.SupplierReference, stand.VerifiedReport);
            await foreach (var (effort, stand, standing) in StandThen.Efforts(session, request.ContractId, moment))
                Add(standing.Standing, null, effort.Id, effort.SupplierId, effort.SupplierReference, stand.VerifiedReport);
            return new(lines, total, session.Caller.SupplierId is null ? null : total - own);

            void Add(Standing standing, Guid? placementId, Guid? effortId, Guid supplierId, string? reference, int? report)
            {
                foreach (var year in Ledger.Differences(standing.Verified, new Dictionary<int, Euros>()))
                {
                    total += year.Amount;
                    if (session.Caller.SupplierId is { } supplier && supplier != supplierId) continue;
                    own += year.Amount;
                    if (++number <= request.After || lines.Count == request.Take) continue;
                    lines.Add(new(null, number, request.ContractId, placementId, effortId, reference, year.Year, year.Amount, null,
                        [.. year.Parts.Select(LedgerPart.Of)], [.. year.Bonuses.Select(b => new LedgerBonus(b.Code, b.Amount))], Euros.Zero, report!.Value, null, null, null));
                }
            }
        }
    }

    private static readonly FilteredSql SelectSumsSql = new($$"""
        SELECT COALESCE(SUM(l.amount), 0) AS total, COALESCE(SUM(CASE WHEN l.supplierId = @callerSupplier THEN l.amount ELSE 0 END), 0) AS own
        FROM Contract c LEFT JOIN LedgerLine l ON l.contractId = c.id {filters} WHERE c.id = @id AND {{Scope.Contract}} GROUP BY c.id
        """,
        ("known", "AND l.bookedAt <= @KnownAt"));
    private static readonly FilteredSql SelectSql = new($$"""
        SELECT l.id, l.sequence, l.contractId, l.placementId, l.effortId, COALESCE(pl.supplierReference, e.supplierReference) AS supplierReference, l.year, l.amount, l.act, l.parts, l.bonuses, l.bookedBefore,
            l.reportNumber, l.verdictId, l.bookedBy, l.bookedAt
        FROM LedgerLine l JOIN Contract c ON c.id = l.contractId LEFT JOIN Placement pl ON pl.id = l.placementId LEFT JOIN Effort e ON e.id = l.effortId
        WHERE l.contractId = @id AND l.sequence > @after AND (@callerSupplier IS NULL OR l.supplierId = @callerSupplier) AND {{Scope.Contract}} {filters}
        ORDER BY l.sequence {page}
        """,
        ("known", "AND l.bookedAt <= @KnownAt"));

    private sealed class Sums
    {
        public Euros Total { get; init; }
        public Euros Own { get; init; }
    }

    private sealed class Row
    {
        public Guid? Id { get; init; }
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
