using System.Text;
using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;
using SroiTracker.Placements.Batches;
using SroiTracker.Privacy;
using SroiTracker.Suppliers.Setu;

namespace SroiTracker.Suppliers.Sync;

/// <summary>What becomes of an item: its placement is new, changed or as it was, or it is refused.</summary>
public enum ItemOutcome { New, Changed, Unchanged, Refused }

/// <summary>What became of an item.</summary>
/// <param name="SourceId">As the system calls it; null where that can't be kept.</param>
/// <param name="SupplierReference">Of its placement; null where it has none, or none that may be kept.</param>
/// <param name="Errors">Why it was refused.</param>
internal sealed record TakenItem(string? SourceId, string? SupplierReference, ItemOutcome Outcome, IReadOnlyList<KeptObjection> Errors);

/// <summary>
/// Takes the items of one page of a supplier's system, one after another. Of one that comes twice the last stands. Two ids with
/// one reference are one placement: it is proposed to withdraw when the last of them is deleted.
/// </summary>
internal sealed class ItemIntake(Session session, IMediator mediator, ServiceKey key, Connection connection)
{
    private readonly FramesRead _frames = new(session);
    private readonly Dictionary<string, KnownItem> _known = [];
    private readonly List<byte[]> _released = [];

    /// <summary>Takes them; what is wrong with one is said of that one.</summary>
    public async Task<TakenPage> Take(IReadOnlyList<SourceItem> items)
    {
        if (items.Count > TakePage.Most) throw new ArgumentException($"At most {TakePage.Most} items in one act.", nameof(items));
        var judged = items.Select(Keyed).ToList();
        if (judged.Count > 0)
            foreach (var known in await SourceItemStore.Known(session, connection.Id, [.. judged.Select(i => i.Key)]))
                _known[Convert.ToHexString(known.ItemKey)] = known;

        var taken = new List<TakenItem>(items.Count);
        foreach (var item in judged) taken.Add(await Take(item));
        if (_released.Count > 0) await QuarantineStore.Release(session, connection.Id, _released);
        return new(taken);
    }

    /// <summary>An item with the hashes by which it, and what was sent of it, is known.</summary>
    /// <param name="Id">Null where the system gave it none that can be kept.</param>
    private sealed record KeyedItem(SourceItem Item, string? Id, string? Reference, byte[] Key, byte[] Content, IReadOnlyList<Objection> Objections);

    private KeyedItem Keyed(SourceItem item)
    {
        var candidate = item.Statement?.Candidate?.Parsed();
        var reference = StatedLine.Kept(item.Statement?.SupplierReference ?? item.Timecard?.Assignment, candidate);
        // An id that is the pseudonym itself would be kept with the item.
        var id = SourceId.Usable(item.SourceId) is { } usable && usable != candidate?.Reveal() ? usable : null;
        var objections = id is null && item.Objections.All(o => o.Refusal != Refusals.ItemId) ? [Refusals.ItemId.At("/id"), .. item.Objections] : item.Objections;
        var content = key.HashItem(connection.Id, "content", item.Content.Span);
        return new(item, id, reference, id is not null ? KeyOf("id", id) : reference is not null ? KeyOf("reference", reference) : content, content, objections);
    }

    private byte[] KeyOf(string part, string text) => key.HashItem(connection.Id, part, Encoding.UTF8.GetBytes(text));

    private async Task<TakenItem> Take(KeyedItem item)
    {
        var known = _known.GetValueOrDefault(Convert.ToHexString(item.Key));
        if (known?.IsSame(item.Content) == true) return Became(ItemOutcome.Unchanged);
        if (item.Objections.Count > 0) return await Refuse(item, known, item.Objections);
        try { return Became(connection.Kind == ConnectionKind.Setu ? await Work(item, known) : item.Item.IsDeleted ? await Delete(item, known) : await Report(item, known)); }
        // An outage is no item's own: it ends the act.
        catch (RefusedException no) when (no.Objections[0].Refusal.Kind < RefusalKind.Failure) { return await Refuse(item, known, no.Objections); }

        TakenItem Became(ItemOutcome outcome) => new(item.Id, item.Reference, outcome, []);
    }

    private async Task<ItemOutcome> Report(KeyedItem item, KnownItem? known)
    {
        var statement = item.Item.Statement ?? throw new RefusedException(Refusals.ItemMalformed, connection.Kind);
        ReportedPlacement reported;
        var isBack = false;
        try { reported = await Send(); }
        catch (RefusedException no) when (no.Objections.Any(o => o.Refusal == Refusals.PlacementWithdrawalAsked))
        {
            // It is back at the source: what was only proposed since it was gone no longer is.
            isBack = await mediator.Send(new TakeBackWithdrawal(item.Reference!, ProposeWithdrawal.SourceDeleted), CancellationToken.None);
            if (!isBack) throw;
            reported = await Send();
        }
        await Keep(item, known, reported.Placement.Id, isDeleted: false);
        return reported.First ? ItemOutcome.New : reported.Changed || isBack ? ItemOutcome.Changed : ItemOutcome.Unchanged;

        Task<ReportedPlacement> Send() => mediator.Send(new ReportPlacement(statement) { Frames = _frames }, CancellationToken.None);
    }

    /// <summary>Hours of a placement, or that a timecard was taken back: then nothing was worked, and the placement stays.</summary>
    private async Task<ItemOutcome> Work(KeyedItem item, KnownItem? known)
    {
        var card = item.Item.IsDeleted ? null : item.Item.Timecard ?? throw new RefusedException(Refusals.ItemMalformed, connection.Kind);
        var taken = await mediator.Send(new TakeTimecard(connection.Id, item.Key, card), CancellationToken.None);
        if (taken is not null || known is not null) await Keep(item, known, taken?.PlacementId ?? known?.PlacementId, item.Item.IsDeleted);
        return taken is null ? ItemOutcome.Unchanged : known?.PlacementId is null ? ItemOutcome.New : taken.Changed ? ItemOutcome.Changed : ItemOutcome.Unchanged;
    }

    /// <summary>What is gone at the source may be gone by mistake: an officer decides. What never came leaves nothing to take away.</summary>
    private async Task<ItemOutcome> Delete(KeyedItem item, KnownItem? known)
    {
        if (known is null) return ItemOutcome.Unchanged;
        var isProposed = known is { IsDeleted: false, PlacementId: { } placement } && !await SourceItemStore.HasOther(session, connection.Id, placement, item.Key)
            && await mediator.Send(new ProposeWithdrawal(placement, ProposeWithdrawal.SourceDeleted), CancellationToken.None);
        await Keep(item, known, known.PlacementId, isDeleted: true);
        return isProposed ? ItemOutcome.Changed : ItemOutcome.Unchanged;
    }

    private async Task Keep(KeyedItem item, KnownItem? known, Guid? placementId, bool isDeleted)
    {
        await Remember(item, known, new() { ItemKey = item.Key, Content = item.Content, PlacementId = placementId, IsDeleted = isDeleted });
        _released.Add(item.Key);
        // Under its reference it was refused when it had no id yet.
        if (item.Reference is not null) _released.Add(KeyOf("reference", item.Reference));
    }

    private async Task<TakenItem> Refuse(KeyedItem item, KnownItem? known, IReadOnlyList<Objection> objections)
    {
        var errors = objections.Take(KeptObjection.Most).Select(o => KeptObjection.Of(Shown(item, o))).ToList();
        await QuarantineStore.Refuse(session, connection.Id, item.Key, item.Id, item.Reference, errors, QuarantinedFacts.Of(item.Item));
        await Remember(item, known, new() { ItemKey = item.Key, Content = item.Content, PlacementId = known?.PlacementId, IsDeleted = item.Item.IsDeleted && known?.IsDeleted == true, IsQuarantined = true });
        // Of one that comes twice in a page the first may have been taken.
        _released.RemoveAll(released => released.AsSpan().SequenceEqual(item.Key));
        return new(item.Id, item.Reference, ItemOutcome.Refused, errors);
    }

    /// <summary>Officers of one buyer read it, and the supplier's references on other buyers' contracts are its own business (rules.md 3).</summary>
    private static Objection Shown(KeyedItem item, Objection objection) =>
        objection.Refusal == Refusals.CandidateOverFullTime ? objection with { Values = [item.Reference, objection.Values[1]] } : objection;

    private async Task Remember(KeyedItem item, KnownItem? known, KnownItem now)
    {
        await SourceItemStore.Keep(session, connection.Id, item.Id, now, isNew: known is null);
        _known[Convert.ToHexString(item.Key)] = now;
    }
}
