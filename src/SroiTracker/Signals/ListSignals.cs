using System.Security.Cryptography;
using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Efforts;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Signals;

/// <summary>What a signal is about: a placement, another effort or a settlement of a contract, or a connection of a supplier.</summary>
/// <param name="Kind">Placement, Effort, Settlement, Connection.</param>
/// <param name="SupplierReference">Of a placement or effort.</param>
public sealed record SignalSubject(string Kind, Guid Id, string? SupplierReference);

/// <summary>The contract of a signal.</summary>
public sealed record SignalContract(Guid Id, string Reference, string Title, Party Buyer);

/// <summary>A signal as the API shows it.</summary>
/// <param name="Id">The same as long as the signal is there.</param>
/// <param name="Contract">Null where it is about a connection.</param>
/// <param name="Subject">Null where it is about the contract as a whole.</param>
/// <param name="DueDate">The day that it is about, such as the end of the contract.</param>
/// <param name="Sentence">What is the matter and what to do, in the language of the call.</param>
public sealed record ShownSignal(
    Guid Id, SignalKind Kind, SignalContract? Contract, SignalSubject? Subject, DateOnly SinceDate, DateOnly? DueDate, Euros? Amount, string Sentence)
{
    /// <summary>What the list is sorted by, and what its cursor holds: contract, kind, subject. What is of no contract comes first.</summary>
    internal byte[] Place { get; } = PlaceOf(Contract?.Id ?? Guid.Empty, Kind, Subject?.Id ?? Guid.Empty);

    internal const int PlaceLength = 33;

    private static byte[] PlaceOf(Guid contractId, SignalKind kind, Guid subjectId) =>
        [.. contractId.ToByteArray(bigEndian: true), (byte)kind, .. subjectId.ToByteArray(bigEndian: true)];

    internal static ShownSignal Of(Signal signal, SignalContract? contract, SignalSubject? subject, string language) => new(
        new Guid(SHA256.HashData(PlaceOf(contract?.Id ?? Guid.Empty, signal.Kind, subject?.Id ?? Guid.Empty)).AsSpan(0, 16), bigEndian: true),
        signal.Kind, contract, subject, signal.Since, signal.Due, signal.Amount, signal.Advice.Sentence(language));
}

/// <summary>What asks for attention in scope: of connections to suppliers' systems first, then by contract.</summary>
/// <param name="After">The place after which to go on; null from the start.</param>
[For(Role.Officer)]
public sealed record ListSignals(SignalKind? Kind, Guid? ContractId, byte[]? After, int Take) : IQuery<IReadOnlyList<ShownSignal>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/signals", async (
        HttpContext http, IMediator mediator, Paging paging, AskedWord<SignalKind>? kind, Guid? contractId, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(new ListSignals(kind?.Word, contractId, paging.AfterKey(http.Request, ShownSignal.PlaceLength), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, found, size, s => s.Place));
    })
        .Does<ListSignals>().Gives<ListOf<ShownSignal>>();

    internal sealed class Handler(Session session, Call call) : IRequestHandler<ListSignals, IReadOnlyList<ShownSignal>>
    {
        private const int MostAtOnce = 100;

        public async Task<IReadOnlyList<ShownSignal>> Handle(ListSignals request, CancellationToken cancellationToken)
        {
            var found = request.ContractId is null ? await ConnectionSignals.Of(session, request.Kind, request.After, request.Take, call.Language) : [];
            // The contract of the last signal that was seen may have more of them.
            var from = request.After is { } place ? new Guid(place.AsSpan(0, 16), bigEndian: true) : Guid.Empty;
            // Most contracts that are read have a signal, so hardly more are read than a page holds.
            var take = Math.Min(request.Take + 1, MostAtOnce);
            for (Guid? read = null; found.Count < request.Take;)
            {
                var contracts = await Contracts(request, from, take);
                foreach (var signal in await Of([.. contracts.Where(c => c.Id != read)], request.Kind))
                    if (found.Count < request.Take && (request.After is null || signal.Place.AsSpan().SequenceCompareTo(request.After) > 0)) found.Add(signal);
                if (contracts.Count < take) break;
                read = from = contracts[^1].Id;
            }
            return found;
        }

        /// <summary>The next contracts that may have signals: each condition is as narrow as a row of progress or an index can tell.</summary>
        private Task<IReadOnlyList<Row>> Contracts(ListSignals request, Guid from, int take)
        {
            var today = session.Today;
            return session.Query<Row>(SelectSql.With(request.ContractId is null ? null : "contract", session.Caller.IsScoped ? "scoped" : null), new
            {
                contractId = request.ContractId, from, take, today = today.DayNumber, now = session.Now, todayDate = today,
                ending = today.AddDays(SignalFigures.Usual.EndingDays).DayNumber, recovery = today.AddDays(SignalFigures.Usual.RecoveryDays),
                behind = Asked(SignalKind.Behind), silent = Asked(SignalKind.NoReport), ends = Asked(SignalKind.EndingWithShortfall),
                recovers = Asked(SignalKind.RecoveryEnding), lowers = Asked(SignalKind.LoweringCorrection), expires = Asked(SignalKind.CertificateExpiring), settles = Asked(SignalKind.SettlementWaiting),
            });

            bool Asked(SignalKind kind) => request.Kind is null || request.Kind == kind;
        }

        private async Task<IReadOnlyList<ShownSignal>> Of(IReadOnlyList<Row> contracts, SignalKind? kind)
        {
            if (contracts.Count == 0) return [];
            var contractIds = contracts.Select(c => c.Id).ToList();
            var plans = contracts.Any(c => c.HasPlan) ? (await session.Query<StretchRow>(SelectPlansSql, new { contractIds })).ToLookup(s => s.ContractId, s => s.Point) : null;
            var corrections = (await session.Query<CorrectionRow>(SelectCorrectionsSql, new { contractIds }))
                .Concat(await session.Query<CorrectionRow>(SelectEffortCorrectionsSql, new { contractIds })).ToLookup(c => c.ContractId);
            var certificates = (await session.Query<CertificateRow>(SelectCertificatesSql, new { contractIds })).ToLookup(c => c.ContractId);
            var settlements = (await session.Query<SettlementRow>(SelectSettlementsSql, new { contractIds })).ToLookup(s => s.ContractId);
            var signals = new List<ShownSignal>();
            foreach (var row in contracts)
            {
                var contract = row.Signalled([.. plans?[row.Id] ?? []]);
                foreach (var signal in contract.Signals(session.Today, SignalFigures.Usual)) Add(row, signal, null);
                foreach (var c in corrections[row.Id]) Add(row, Domain.Signals.Lowering(c.SupplierReference, Session.DateOf(c.WaitsSince), -c.Waiting), c.Subject);
                foreach (var c in certificates[row.Id])
                    if (row.State != ContractState.Settled && Domain.Signals.Expiring(c.Certificates, contract.Days, session.Today, SignalFigures.Usual) is { } expiring)
                        Add(row, expiring, new("Effort", c.EffortId, c.SupplierReference));
                foreach (var s in settlements[row.Id].Where(s => s.State is SettlementState.Proposed or SettlementState.ReopeningAsked))
                    Add(row, Domain.Signals.ToDecide(s.State == SettlementState.ReopeningAsked, Session.DateOf(s.ChangedAt)), new("Settlement", s.Id, null));
                if (!settlements[row.Id].Any(s => s.Year >= contract.Days.End.Year) && contract.Unsettled() is { } unsettled) Add(row, unsettled, null);
            }
            signals.Sort((a, b) => a.Place.AsSpan().SequenceCompareTo(b.Place));
            return signals;

            void Add(Row row, Signal signal, SignalSubject? subject)
            {
                if (kind is null || signal.Kind == kind) signals.Add(ShownSignal.Of(signal, row.Contract, subject, call.Language));
            }
        }
    }

    // Months have 28 days at least (2.419.200.000 milliseconds), so this passes over no contract that is late; which are late the calendar tells.
    private const string Silent = "(p.lastReportAt IS NULL OR p.lastReportAt < @now - p.reportingMonths * 2419200000) AND p.startingUntil < @today - p.reportingMonths * 28 AND p.lastDay >= @today";
    private const string Waiting = "EXISTS (SELECT 1 FROM Settlement s WHERE s.contractId = p.contractId AND s.state IN ('Proposed', 'ReopeningAsked'))";

    internal static readonly FilteredSql SelectSql = new($$"""
        SELECT c.id, c.reference, c.title, o.id AS buyerId, o.name AS buyerName, o.scheme AS buyerScheme, o.identifier AS buyerIdentifier,
            p.obligation, p.counted, p.forecast, p.firstDay, p.lastDay, p.startingUntil, p.hasPlan, p.reportingMonths, p.lastReportAt, p.recoveryUntil, {{ContractStateSql.State}} AS state
        FROM ContractProgress p JOIN Contract c ON c.id = p.contractId JOIN Organisation o ON o.id = p.buyerId
        WHERE p.contractId >= @from AND p.reportingMonths IS NOT NULL AND p.lastDay IS NOT NULL AND {{Scope.Contract}} {filters}
            AND (p.settled = 0 AND (@behind = 1 AND {{ContractStateSql.State}} = 'Behind' OR @silent = 1 AND {{Silent}}
                    OR @ends = 1 AND p.lastDay >= @today AND p.lastDay <= @ending AND p.forecast < p.obligation
                    OR @recovers = 1 AND p.recoveryUntil >= @todayDate AND p.recoveryUntil <= @recovery
                    OR @settles = 1 AND p.lastDay < @today AND p.counted < p.obligation)
                OR @settles = 1 AND {{Waiting}}
                OR @lowers = 1 AND EXISTS (SELECT 1 FROM PlacementContract w WHERE w.contractId = p.contractId AND w.waiting < 0)
                OR @lowers = 1 AND EXISTS (SELECT 1 FROM EffortContract f WHERE f.contractId = p.contractId AND f.waiting < 0)
                OR @expires = 1 AND p.lastDay >= @today AND EXISTS (SELECT 1 FROM EffortContract x WHERE x.contractId = p.contractId AND x.kind = 'PsoCertificate'))
        ORDER BY p.contractId {page}
        """,
        ("contract", "AND p.contractId = @contractId"),
        // The same as the scope says, put so that these buyers are found first.
        ("scoped", $"""
            AND p.buyerId IN (SELECT b.organisationId FROM OrganisationBranch b WHERE b.ancestorId IN @callerBranches
                UNION SELECT m.buyerId {Scope.Mandated})
            """));
    private const string SelectPlansSql = """
        SELECT s.contractId, s.firstDay, s.fromBasisPoints FROM PlanStretch s WHERE s.contractId IN @contractIds AND @callerSupplier IS NULL ORDER BY s.contractId, s.firstDay
        """;
    internal const string SelectCorrectionsSql = """
        SELECT pc.contractId, pc.placementId, pl.supplierReference, pc.waiting, pc.waitsSince FROM PlacementContract pc JOIN Placement pl ON pl.id = pc.placementId
        WHERE pc.contractId IN @contractIds AND pc.waiting < 0 AND pc.waitsSince IS NOT NULL AND @callerSupplier IS NULL
        """;
    internal const string SelectEffortCorrectionsSql = """
        SELECT ec.contractId, ec.effortId, e.supplierReference, ec.waiting, ec.waitsSince FROM EffortContract ec JOIN Effort e ON e.id = ec.effortId
        WHERE ec.contractId IN @contractIds AND ec.waiting < 0 AND ec.waitsSince IS NOT NULL AND @callerSupplier IS NULL
        """;
    // Of the newest report: who told of the next certificate is not asked for it.
    internal const string SelectCertificatesSql = """
        SELECT ec.contractId, ec.effortId, e.supplierReference, r.content FROM EffortContract ec
            JOIN Effort e ON e.id = ec.effortId JOIN EffortReport r ON r.effortId = e.id AND r.number = e.reportNumber
        WHERE ec.contractId IN @contractIds AND ec.kind = 'PsoCertificate' AND ec.verifiedReport IS NOT NULL AND ec.state <> 'Withdrawn' AND ec.state <> 'Revoked'
            AND @callerSupplier IS NULL
        """;
    internal const string SelectSettlementsSql = """
        SELECT s.contractId, s.id, s.year, s.state, s.changedAt FROM Settlement s WHERE s.contractId IN @contractIds AND @callerSupplier IS NULL
        """;

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Reference { get; init; } = "";
        public string Title { get; init; } = "";
        public Guid BuyerId { get; init; }
        public string BuyerName { get; init; } = "";
        public string? BuyerScheme { get; init; }
        public string? BuyerIdentifier { get; init; }
        public Euros Obligation { get; init; }
        public Euros Counted { get; init; }
        public Euros Forecast { get; init; }
        public int FirstDay { get; init; }
        public int LastDay { get; init; }
        public int? StartingUntil { get; init; }
        public bool HasPlan { get; init; }
        public int? ReportingMonths { get; init; }
        public DateTimeOffset? LastReportAt { get; init; }
        public DateOnly? RecoveryUntil { get; init; }
        public ContractState State { get; init; }

        public SignalContract Contract => new(Id, Reference, Title, Party.Of(BuyerId, BuyerName, BuyerScheme, BuyerIdentifier));

        public SignalledContract Signalled(IReadOnlyList<PlanPoint> plan) => new(
            State, Obligation, Counted, Forecast, new(DateOnly.FromDayNumber(FirstDay), DateOnly.FromDayNumber(LastDay)), DateOnly.FromDayNumber(StartingUntil ?? FirstDay - 1), plan,
            ReportingMonths, LastReportAt is { } at ? Session.DateOf(at) : null, RecoveryUntil);
    }

    private sealed class StretchRow
    {
        public Guid ContractId { get; init; }
        public int FirstDay { get; init; }
        public int FromBasisPoints { get; init; }
        public PlanPoint Point => new(DateOnly.FromDayNumber(FirstDay), FromBasisPoints);
    }

    private sealed class CorrectionRow
    {
        public Guid ContractId { get; init; }
        public Guid? PlacementId { get; init; }
        public Guid? EffortId { get; init; }
        public string? SupplierReference { get; init; }
        public Euros Waiting { get; init; }
        public DateTimeOffset WaitsSince { get; init; }

        public SignalSubject Subject => new(PlacementId is null ? "Effort" : "Placement", (PlacementId ?? EffortId)!.Value, SupplierReference);
    }

    private sealed class CertificateRow
    {
        public Guid ContractId { get; init; }
        public Guid EffortId { get; init; }
        public string? SupplierReference { get; init; }
        public string Content { get; init; } = "";

        public IReadOnlyList<PsoCertificate> Certificates => ((PsoCertificates)Json.Read<EffortBody>(Content).Content).Items;
    }

    private sealed class SettlementRow
    {
        public Guid ContractId { get; init; }
        public Guid Id { get; init; }
        public int Year { get; init; }
        public SettlementState State { get; init; }
        public DateTimeOffset ChangedAt { get; init; }
    }
}
