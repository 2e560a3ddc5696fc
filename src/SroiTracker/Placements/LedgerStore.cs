using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Placements;

/// <summary>A run of days behind a ledger line, as the API shows it.</summary>
/// <param name="Bouwblok">Null where none pays for it, such as an invoice of a seller in a register.</param>
/// <param name="HoursPerWeek">With two decimals; null of an effort that is no placement.</param>
/// <param name="Percentage">Share of the placement for the contract.</param>
/// <param name="Reason">Why the days count 0; null where they count.</param>
public sealed record LedgerPart(
    DateOnly FromDate, DateOnly ThroughDate, int CountedDays, string? Bouwblok, Guid TariefId, decimal? HoursPerWeek, decimal Percentage,
    Euros Amount, string Formula, NotCounted? Reason)
{
    internal static LedgerPart Of(ValuePart part) => new(
        part.From, part.Through, part.CountedDays, part.Bouwblok.Length == 0 ? null : part.Bouwblok, part.TariefId,
        part.MinutesPerWeek == 0 ? null : Hours.Of(part.MinutesPerWeek), part.BasisPoints / 100m,
        part.Amount, part.Formula, part.Reason);
}

/// <summary>A bonus behind a ledger line, as the API shows it.</summary>
public sealed record LedgerBonus(string Code, Euros Amount);

/// <summary>The act that books: its name, and what of it a line rests on.</summary>
/// <param name="Name">Of the event: <c>placement.verified</c>.</param>
/// <param name="VerdictId">Null where no verdict made it, such as an amendment.</param>
/// <param name="By">Whose act it is where a job books it; null: the caller's.</param>
public sealed record BookingAct(string Name, Guid? VerdictId = null, Guid? By = null);

/// <summary>Keeps the ledger: whole cents, a line per placement, contract and calendar year; only added to.</summary>
public static class LedgerStore
{
    /// <summary>What is booked on a contract for the placements of a candidate, by placement and year.</summary>
    internal static async Task<ILookup<Guid, YearSum>> Booked(Session session, Guid contractId, Guid candidateId) =>
        (await session.Query<YearSum>(SelectBookedSql, new { contractId, candidateId })).ToLookup(s => s.SubjectId);

    /// <summary>What is booked on a contract for efforts, by effort and year.</summary>
    internal static async Task<ILookup<Guid, YearSum>> BookedEfforts(Session session, Guid contractId, IReadOnlyList<Guid> effortIds) =>
        (await session.Query<YearSum>(SelectBookedEffortsSql, new { contractId, effortIds })).ToLookup(s => s.SubjectId);

    /// <summary>One placement's sums by year, as the domain asks for them.</summary>
    internal static IReadOnlyDictionary<int, Euros> ByYear(ILookup<Guid, YearSum>? booked, Guid placementId) =>
        booked?[placementId].ToDictionary(s => s.Year, s => s.Amount) ?? [];

    /// <summary>Adds a line, with its number on the contract.</summary>
    internal static Task Add(Session session, int sequence, Guid? placementId, Guid? effortId, Stand stand, Booking booking, BookingAct act) => session.Execute(InsertSql, new
    {
        id = session.NewId(), contractId = stand.ContractId, sequence, placementId, effortId, supplierId = stand.SupplierId,
        year = booking.Year, amount = booking.Amount, bookedBefore = booking.BookedBefore, act = act.Name,
        parts = Json.Write(booking.Parts.Select(LedgerPart.Of)), bonuses = Json.Write(booking.Bonuses.Select(b => new LedgerBonus(b.Code, b.Amount))),
        reportNumber = stand.VerifiedReport ?? 0, verdictId = act.VerdictId, bookedAt = session.Now, bookedBy = act.By ?? session.Caller.PrincipalId,
    });

    // By placement first: a contract may have many lines, a candidate has few.
    private const string SelectBookedSql = """
        SELECT l.placementId AS subjectId, l.year, SUM(l.amount) AS amount FROM LedgerLine l
        WHERE l.placementId IN (SELECT p.id FROM Placement p WHERE p.candidateId = @candidateId) AND l.contractId = @contractId
            AND (@callerSupplier IS NULL OR l.supplierId = @callerSupplier)
        GROUP BY l.placementId, l.year
        """;
    private const string SelectBookedEffortsSql = """
        SELECT l.effortId AS subjectId, l.year, SUM(l.amount) AS amount FROM LedgerLine l JOIN Contract c ON c.id = l.contractId
        WHERE l.effortId IN @effortIds AND l.contractId = @contractId
            AND (@callerSupplier IS NULL OR EXISTS (SELECT 1 FROM ContractSupplier own WHERE own.contractId = c.id AND own.supplierId = @callerSupplier))
        GROUP BY l.effortId, l.year
        """;
    private const string InsertSql = """
        INSERT INTO LedgerLine (id, contractId, sequence, placementId, effortId, supplierId, year, amount, bookedBefore, act, parts, bonuses, reportNumber, verdictId, bookedAt, bookedBy)
        VALUES (@id, @contractId, @sequence, @placementId, @effortId, @supplierId, @year, @amount, @bookedBefore, @act, @parts, @bonuses, @reportNumber, @verdictId, @bookedAt, @bookedBy)
        """;

    internal sealed class YearSum
    {
        public Guid SubjectId { get; init; }
        public int Year { get; init; }
        public Euros Amount { get; init; }
    }
}
