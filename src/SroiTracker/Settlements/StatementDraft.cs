using System.Security.Cryptography;
using System.Text;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Settlements;

/// <summary>Makes the statement of a decision: gathers everything that it rests on, numbers it and freezes it.</summary>
internal static class StatementDraft
{
    private const int LinesAtOnce = 500;

    /// <summary>Issues the statement of an agreed proposal, in the act that decides.</summary>
    public static async Task<StatementRow> Issue(Session session, SettlementCase of, SettlementProposal proposal, string? reason)
    {
        var (kept, basis) = (of.Kept, of.Basis);
        var contract = (await ContractStore.Find(session, kept.ContractId))!.Entry;
        var (buyer, suppliers) = await ContractPartyStore.Find(session, kept.ContractId);
        var view = await of.Shown();
        var (proposed, days, years) = (view.Proposals[^1], basis.DaysOf(kept.SettledYear), basis.LinesOf(kept.SettledYear));
        var (obligation, year) = (await basis.Obligation(session), session.Today.Year);
        var lines = await Lines(session, kept.ContractId, years);
        var others = await ContractPartyStore.Named(session, [.. lines.Select(l => l.SupplierId).Distinct().Except(suppliers.Select(s => s.Id))]);
        var sequence = await SettlementStore.NextNumber(session, basis.BuyerId, year);

        var statement = new Statement(
            StatementRow.NumberOf(year, sequence), view.Statements is [.., var last] ? last.Number : null, kept.Id,
            new(kept.ContractId, contract.Reference ?? "", contract.Title ?? "", basis.ClauseVersion, basis.Period.Start, basis.Period.End, buyer, suppliers, others),
            kept.SettledYear, days.Start, days.End,
            basis.Policy is { } policy ? new(policy.Id, policy.Name, policy.ValidFrom, policy.Targets, policy.SurplusMovesOn) : null,
            [.. (basis.Frame?.Tarieven ?? []).Select(t => new StatementTarief(t.From, t.Tarief.Id, t.Tarief.Name, t.Tarief.Region, t.Tarief.Version, Hours.Of(t.FullTimeMinutes)))],
            new(obligation.Base, obligation.BasisPoints / 100m, obligation.Amount, obligation.IsCapped || obligation.Amount < obligation.Base?.Part(obligation.BasisPoints), obligation.Amount - (basis.Progress.Obligation ?? obligation.Amount)),
            proposal.Figures, basis.Terms.MalusBasisPoints / 10_000m, proposed.Waiver, proposal.Waived, proposal.Due,
            [.. basis.Progress.Years.Where(y => y.Year >= years.From && y.Year <= years.Through).Select(y => new StatementYear(y.Year, y.Target, y.Counted))],
            view.Notices, view.Views, lines, null, proposed.Text, reason,
            new(proposed.By, kept.Steps.Last(s => s.Kind == SettlementStepKind.Proposal).Role, proposed.At),
            new(session.Caller.PrincipalId, session.Caller.Grants.Min(g => g.Role).ToString(), session.Now));

        var document = Json.Write(statement);
        var row = new StatementRow(year, sequence, kept.Version + 1, document, SHA256.HashData(Encoding.UTF8.GetBytes(document)), session.Now);
        await SettlementStore.AddStatement(session, basis.BuyerId, kept.Id, row);
        return row;
    }

    /// <summary>The document of a statement as it was frozen.</summary>
    public static Statement Read(StatementRow row) => Json.Read<Statement>(row.Document);

    /// <summary>
    /// What is counted by placement or effort and year. The last ledger line of each states all its parts; the earlier ones
    /// are what was booked before.
    /// </summary>
    private static async Task<IReadOnlyList<StatementLine>> Lines(Session session, Guid contractId, (int From, int Through) years)
    {
        var lines = new Dictionary<(Guid?, Guid?, int), StatementLine>();
        long after = 0;
        while (true)
        {
            var page = await session.Query<LineRow>(SelectLinesSql, new { id = contractId, after, from = years.From, through = years.Through, take = LinesAtOnce });
            foreach (var row in page)
            {
                var of = (row.PlacementId, row.EffortId, row.Year);
                var before = lines.TryGetValue(of, out var earlier) ? earlier.Amount : Euros.Zero;
                lines[of] = row.Line(before);
            }
            if (page.Count < LinesAtOnce) break;
            after = page[^1].Sequence;
        }
        return [.. lines.Values.OrderBy(l => l.PlacementId is null).ThenBy(l => l.PlacementId ?? l.EffortId).ThenBy(l => l.Year)];
    }

    private const string SelectLinesSql = """
        SELECT l.sequence, l.placementId, l.effortId, l.supplierId, l.year, l.amount, l.parts, l.bonuses FROM LedgerLine l
        WHERE l.contractId = @id AND l.sequence > @after AND l.year >= @from AND l.year <= @through AND @callerSupplier IS NULL ORDER BY l.sequence {page}
        """;

    private sealed class LineRow
    {
        public int Sequence { get; init; }
        public Guid? PlacementId { get; init; }
        public Guid? EffortId { get; init; }
        public Guid SupplierId { get; init; }
        public int Year { get; init; }
        public Euros Amount { get; init; }
        public string Parts { get; init; } = "";
        public string Bonuses { get; init; } = "";

        public StatementLine Line(Euros before) => new(Sequence, PlacementId, EffortId, SupplierId, Year, before + Amount,
            Json.Read<IReadOnlyList<LedgerPart>>(Parts), Json.Read<IReadOnlyList<LedgerBonus>>(Bonuses));
    }
}
