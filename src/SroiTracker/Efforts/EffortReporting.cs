using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Placements;
using SroiTracker.Privacy;
using SroiTracker.Suppliers;

namespace SroiTracker.Efforts;

/// <summary>
/// Takes a report of an effort, whoever sends it: judges it, keeps it, and values what waits. Verified value does not change
/// by a report, so nothing is booked.
/// </summary>
internal sealed class EffortReporting(Session session, ServiceKey key)
{
    private readonly Reporting _reporting = new(session, key);

    /// <summary>Judges and keeps a report; a report that changes nothing writes nothing.</summary>
    /// <exception cref="RefusedException">All objections to it.</exception>
    public async Task<EffortView> Take(KeptEffort effort, EffortStatement statement)
    {
        var first = effort.Reports.Count == 0;
        var allocated = await _reporting.Allocated(effort.SupplierId, statement.Allocations!);
        var body = EffortBody.Of(statement, first ? null : effort.Latest.Body);
        var decision = await Judge(effort, body, statement.ReportedThroughDate, [.. allocated.Select(a => a.Share), .. OutOfSight(effort)]);
        IReadOnlyList<Objection> objections = [.. decision.Objections, .. await _reporting.OtherLevel(effort.Stands, allocated)];
        if (objections.Count > 0) throw new RefusedException(objections);
        if (decision.Report is null && effort.Latest.Body.SameAs(body)) return EffortView.Of(session, effort);
        // What only people read, such as the evidence, makes a next report too.
        var report = decision.Report ?? effort.Latest.Report with { Number = effort.Latest.Number + 1 };
        if (body.Invoice is { } invoice)
        {
            await RefuseOwnGroup(effort.SupplierId, invoice, statement.Invoice!.GroupKvks ?? []);
            if (first) await EffortStore.RefuseTwice(session, invoice);
        }

        var shut = await _reporting.Shut(effort.Stands, allocated);
        if (allocated.All(a => shut.ContainsKey(a.Id))) throw new RefusedException(shut[allocated[0].Id]);

        var at = effort.Changed(session.Now);
        effort.Add(EffortReportRow.Of(effort.Id, report, body, at, session.Caller, key));
        foreach (var contract in allocated.Where(a => effort.Before(a.Id) is null))
            effort.Put(effort.On(contract.Id)! with { ContractReference = contract.Reference, InScope = true });
        if (first) await EffortStore.Add(session, effort);
        else await EffortStore.AddReport(session, effort);
        await EffortRecount.Of(session, effort, effort.Stands.Select(s => s.ContractId).ToList(), _reporting.Frames, null, at);
        foreach (var (id, objection) in shut)
            if (effort.Before(id) is not { } was || effort.On(id) is not { } now || (now.Value, now.Waiting) != (was.Value, was.Waiting)) throw new RefusedException(objection);

        session.Record("effort.reported", $"efforts/{effort.Id}", effort.SupplierId, new
        {
            ReportNumber = report.Number, effort.Kind, Change = decision.Kind, StartDate = report.FirstDay, ReportedThroughDate = report.ReportedThrough,
            decision.Corrected, Contracts = report.Allocations.Select(a => a.ContractId), Hash = Convert.ToHexStringLower(effort.Latest.Hash),
        });
        return EffortView.Of(session, effort);
    }

    private async Task<EffortDecision> Judge(KeptEffort effort, EffortBody body, DateOnly? through, IReadOnlyList<Allocation> allocations)
    {
        var draft = new EffortDraft(body.Kind, body.Content, through ?? body.Content.LastDay, allocations);
        var contracts = new List<JudgedContract>();
        foreach (var id in allocations.Select(a => a.ContractId).Union(effort.Stands.Select(s => s.ContractId)))
        {
            var frame = await EffortsOnContract.WithPso(session, await _reporting.Frames.Of(id), effort);
            contracts.Add(new(id, frame is { Tarieven.Count: > 0 } ? frame.TariefOn(draft.Content.FirstDay).Tarief : null, frame?.Pso?.Table,
                effort.On(id)?.State, effort.On(id)?.VerifiedThrough));
        }
        return Effort.Next(effort.Reports.ConvertAll(r => r.Report), draft, session.Today, contracts);
    }

    /// <summary>The supplier itself, the group that it names here, and what it named before.</summary>
    private async Task RefuseOwnGroup(Guid supplierId, KeptInvoice invoice, IReadOnlyList<string> named)
    {
        var group = await SupplierGroupStore.Of(session, supplierId);
        if (group.Contains(invoice.SellerKvk) || named.Contains(invoice.SellerKvk)) throw new RefusedException(Refusals.InvoiceOwnGroup.At("/invoice/sellerKvk"));
        foreach (var kvk in named.Where(k => !group.Contains(k)).Distinct()) await SupplierGroupStore.Add(session, supplierId, kvk);
    }

    /// <summary>What an officer does not see of an effort stays as the supplier stated it.</summary>
    private IEnumerable<Allocation> OutOfSight(KeptEffort effort) => session.Caller.SupplierId is not null || effort.Reports.Count == 0 ? []
        : effort.Latest.Report.Allocations.Where(a => effort.On(a.ContractId) is { InScope: false });
}
