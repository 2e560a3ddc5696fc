using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Efforts;
using SroiTracker.Events;
using SroiTracker.Http;
using SroiTracker.Privacy;
using SroiTracker.Settlements;

namespace SroiTracker.Placements;

/// <summary>How far a check is.</summary>
/// <param name="Step">What is checked.</param>
public readonly record struct CheckProgress(string Step, long Done, long Of);

/// <summary>What a check found.</summary>
/// <param name="Difference">The first difference, in words; null where all agrees.</param>
/// <param name="Contracts">How many were checked.</param>
/// <param name="Events">Seals of the chain that hold.</param>
/// <param name="Recalculating">Contracts that a job is still recalculating: what it has not come to yet was not valued again.</param>
/// <param name="Head">Hash of the last of them: a chain can't see a cut tail, so keep it elsewhere.</param>
public sealed record LedgerCheck(string? Difference, long Contracts, long Placements, long Lines, long Recalculating, long Events, string Head);

/// <summary>
/// Compares what is kept: ledger lines with each other and with what contracts and placements show, reports and statements with
/// their hashes, the log with its chain. Everything is seen at one instant, page by page.
/// </summary>
/// <param name="Recompute">Also rebuild how each placement and effort stands from its reports and verdicts, and value it again.</param>
[For(Role.Auditor)]
public sealed record CheckLedger(bool Recompute, Action<CheckProgress>? Progress = null) : IQuery<LedgerCheck>
{
    internal sealed class Handler(Session session, ServiceKey key) : IRequestHandler<CheckLedger, LedgerCheck>
    {
        public async Task<LedgerCheck> Handle(CheckLedger request, CancellationToken cancellationToken)
        {
            var tell = request.Progress ?? (_ => { });
            var (contracts, reports, standings) = (new ContractCheck(session, tell), new ReportCheck(session, key, tell), new StandingCheck(session, tell));
            var difference = await new ContractProjectionCheck(session).FirstDifference() ?? await contracts.FirstDifference() ?? await reports.FirstDifference()
                ?? await new EffortCheck(session, key, tell).FirstDifference(request.Recompute) ?? await new SettlementCheck(session).FirstDifference();
            if (difference is null && request.Recompute) difference = await standings.FirstDifference();
            tell(new("log", 0, 1));
            var chain = await EventLog.Verify(session);
            tell(new("log", 1, 1));
            if (difference is null && chain.FirstBroken is { } broken) difference = $"event log: seal {broken} does not hold";
            return new(difference, contracts.Contracts, reports.Placements, contracts.Lines, standings.Recalculating, chain.Count, chain.Head);
        }
    }
}
