using System.Globalization;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Settlements;

/// <summary>A settlement as it is kept.</summary>
/// <param name="Year">9999 for the whole contract.</param>
/// <param name="Version">How many steps were taken, whoever's.</param>
/// <param name="Steps">By number.</param>
internal sealed record KeptSettlement(Guid Id, Guid ContractId, int Year, int Version, IReadOnlyList<StepRow> Steps, DateTimeOffset OpenedAt, DateTimeOffset ChangedAt)
{
    /// <summary>The year that is settled; null is the whole contract.</summary>
    public int? SettledYear => Year == SettlementStore.Whole ? null : Year;

    /// <summary>As the domain knows it: what its steps came to.</summary>
    public Settlement On(Period days, DateOnly windowEnd) => Steps.Aggregate(new Settlement(days, windowEnd), After);

    private static Settlement After(Settlement was, StepRow step)
    {
        switch (step.Kind)
        {
            case SettlementStepKind.Notice:
                return was with
                {
                    State = SettlementState.InRecovery, RecoveryUntil = Json.Read<NoticeStep>(step.Body).RecoveryUntilDate, IsHeard = false, IsComplete = false, Proposal = null,
                };
            case SettlementStepKind.View:
                return was.Hear(Json.Read<ViewStep>(step.Body).NothingMore);
            case SettlementStepKind.Proposal:
                var made = Json.Read<ProposalStep>(step.Body);
                // Who proposed was found to be a person then; the same for who asked to reopen.
                var proposal = new SettlementProposal(made.Number, made.Figures, made.Waiver?.Waiver, made.Waived, step.Taker);
                return was with { State = SettlementState.Proposed, Proposals = made.Number, Proposal = proposal };
            case SettlementStepKind.Decision:
                var decision = Json.Read<DecisionStep>(step.Body);
                return was.Decide(decision.ProposalNumber, decision.Agreed, was.Proposal!.Figures, step.Taker);
            case SettlementStepKind.ReopeningAsked:
                return was.AskReopening(step.Taker);
            case SettlementStepKind.ReopeningDecided:
                return was.DecideReopening(Json.Read<ReopeningDecisionStep>(step.Body).Agreed, step.Taker);
            default:
                return was;
        }
    }
}

/// <summary>A statement as it is kept: frozen (a trigger).</summary>
/// <param name="Step">Number of the decision that made it.</param>
/// <param name="Hash">SHA-256 of the document in UTF-8.</param>
internal sealed record StatementRow(int IssuedYear, int Sequence, int Step, string Document, byte[] Hash, DateTimeOffset IssuedAt)
{
    public StatementRow() : this(0, 0, 0, "", [], default) { }

    /// <summary>"SROI-2026-0001": per buyer and calendar year of issue, without gaps.</summary>
    public string Number => NumberOf(IssuedYear, Sequence);

    public static string NumberOf(int year, int sequence) => string.Create(CultureInfo.InvariantCulture, $"SROI-{year}-{sequence:0000}");
}

/// <summary>Keeps settlements: how far each is, every step, and every statement.</summary>
internal static class SettlementStore
{
    /// <summary>The year under which the settlement of a whole contract is kept.</summary>
    public const int Whole = Contracts.ProgressStore.WhollySettled;

    /// <summary>A settlement with its steps; null where there is none in this caller's scope. A supplier finds no other supplier's views.</summary>
    public static async Task<KeptSettlement?> Find(Session session, Guid contractId, Guid id) =>
        await session.QueryOne<Row>(SelectSql, new { contractId, id }) is { } row ? await WithSteps(session, row) : null;

    /// <summary>The settlement of a year; null where there is none.</summary>
    public static async Task<KeptSettlement?> OfYear(Session session, Guid contractId, int year) =>
        await session.QueryOne<Row>(SelectOfYearSql, new { contractId, year }) is { } row ? await WithSteps(session, row) : null;

    /// <summary>Opens a settlement.</summary>
    /// <exception cref="RefusedException">There is one of the year, or of the whole contract (409).</exception>
    public static async Task<Guid> Add(Session session, Guid contractId, int year)
    {
        var id = session.NewId();
        if (await session.Execute(InsertSql, new { id, contractId, year, whole = Whole, state = SettlementState.Opened, now = session.Now }) == 0)
            throw new RefusedException(Refusals.SettlementExists);
        await AddStep(session, id, 1, SettlementStepKind.Opened, null, new { });
        return id;
    }

    /// <summary>Takes a step.</summary>
    /// <exception cref="RefusedException">Someone took another since this one was read (412).</exception>
    public static async Task Take(Session session, KeptSettlement was, SettlementState state, SettlementStepKind kind, Guid? supplierId, object body)
    {
        if (await session.Execute(UpdateSql, new { id = was.Id, contractId = was.ContractId, state, version = was.Version, now = session.Now }) == 0)
            throw new RefusedException(Refusals.IfMatchStale);
        await AddStep(session, was.Id, was.Version + 1, kind, supplierId, body);
    }

    /// <summary>The number that a buyer's next statement of a year gets; no other act takes it before this one ends.</summary>
    public static async Task<int> NextNumber(Session session, Guid buyerId, int year)
    {
        await session.Execute(LockBuyerSql, new { buyerId });
        return (int)await session.QueryOne<long>(SelectNumberSql, new { buyerId, year }) + 1;
    }

    /// <summary>Keeps a statement.</summary>
    public static Task AddStatement(Session session, Guid buyerId, Guid settlementId, StatementRow statement) => session.Execute(InsertStatementSql, new
    {
        buyerId, settlementId, statement.IssuedYear, statement.Sequence, statement.Step, statement.Document, statement.Hash, statement.IssuedAt,
    });

    /// <summary>The statements of a settlement, oldest first.</summary>
    public static Task<IReadOnlyList<StatementRow>> Statements(Session session, Guid settlementId) =>
        session.Query<StatementRow>(SelectStatementsSql, new { settlementId });

    private static async Task<KeptSettlement> WithSteps(Session session, Row row) =>
        new(row.Id, row.ContractId, row.Year, row.Steps, await session.Query<StepRow>(SelectTakenSql, new { id = row.Id }), row.OpenedAt, row.ChangedAt);

    private static Task AddStep(Session session, Guid settlementId, int number, SettlementStepKind kind, Guid? supplierId, object body) => session.Execute(InsertStepSql, new
    {
        settlementId, number, kind, supplierId, body = Json.Write(body), now = session.Now, by = session.Caller.PrincipalId, session.Caller.KeyMadeBy,
        // Of several roles the widest.
        role = session.Caller.Grants.Min(g => g.Role).ToString(),
    });

    private const string SelectSql = $"""
        SELECT s.id, s.contractId, s.year, s.steps, s.openedAt, s.changedAt FROM Settlement s JOIN Contract c ON c.id = s.contractId
        WHERE s.id = @id AND s.contractId = @contractId AND {Scope.Contract}
        """;
    private const string SelectOfYearSql = $"""
        SELECT s.id, s.contractId, s.year, s.steps, s.openedAt, s.changedAt FROM Settlement s JOIN Contract c ON c.id = s.contractId
        WHERE s.contractId = @contractId AND s.year = @year AND {Scope.Contract}
        """;
    private const string SelectTakenSql = """
        SELECT t.number, t.kind, t.supplierId, t.body, t.takenAt, t.takenBy, t.keyMadeBy, t.role FROM SettlementStep t
        WHERE t.settlementId = @id AND (@callerSupplier IS NULL OR t.supplierId IS NULL OR t.supplierId = @callerSupplier) ORDER BY t.number
        """;
    private const string InsertSql = """
        INSERT INTO Settlement (id, contractId, year, state, steps, openedAt, changedAt)
        SELECT @id, @contractId, @year, @state, 1, @now, @now
        WHERE NOT EXISTS (SELECT 1 FROM Settlement s WHERE s.contractId = @contractId AND (s.year = @year OR s.year = @whole))
        """;
    private const string UpdateSql = """
        UPDATE Settlement SET state = @state, steps = steps + 1, changedAt = @now
        WHERE id = @id AND contractId = @contractId AND steps = @version
            AND (@callerSupplier IS NULL OR EXISTS (SELECT 1 FROM ContractSupplier own WHERE own.contractId = @contractId AND own.supplierId = @callerSupplier))
        """;
    private const string InsertStepSql = """
        INSERT INTO SettlementStep (settlementId, number, kind, supplierId, body, takenAt, takenBy, keyMadeBy, role)
        VALUES (@settlementId, @number, @kind, @supplierId, @body, @now, @by, @KeyMadeBy, @role)
        """;
    // Changes nothing: it holds the buyer's row until the end of the act, so that two decisions at once get two numbers.
    private const string LockBuyerSql = "UPDATE Organisation SET version = version WHERE id = @buyerId";
    private const string SelectNumberSql = """
        SELECT COALESCE(MAX(s.sequence), 0) FROM SettlementStatement s WHERE s.buyerId = @buyerId AND s.issuedYear = @year AND @callerSupplier IS NULL
        """;
    private const string InsertStatementSql = """
        INSERT INTO SettlementStatement (buyerId, issuedYear, sequence, settlementId, step, document, hash, issuedAt)
        VALUES (@buyerId, @IssuedYear, @Sequence, @settlementId, @Step, @Document, @Hash, @IssuedAt)
        """;
    private const string SelectStatementsSql = $"""
        SELECT t.issuedYear, t.sequence, t.step, t.document, t.hash, t.issuedAt
        FROM SettlementStatement t JOIN Settlement s ON s.id = t.settlementId JOIN Contract c ON c.id = s.contractId
        WHERE t.settlementId = @settlementId AND {Scope.Contract} ORDER BY t.step
        """;

    private sealed class Row
    {
        public Guid Id { get; init; }
        public Guid ContractId { get; init; }
        public int Year { get; init; }
        public int Steps { get; init; }
        public DateTimeOffset OpenedAt { get; init; }
        public DateTimeOffset ChangedAt { get; init; }
    }
}
