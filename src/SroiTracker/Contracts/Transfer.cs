using SroiTracker.Domain;

namespace SroiTracker.Contracts;

/// <summary>
/// A contract goes from one supplier to another (rules.md 1): the obligation stays with the contract; the days of the
/// supplier that leaves count until then, and what was booked for it stays; those of the other count from then on.
/// </summary>
internal static class Transfer
{
    /// <summary>The days of the parties after it.</summary>
    /// <exception cref="RefusedException">The supplier that leaves is no party then, or the other left before.</exception>
    public static IReadOnlyList<PartyDays> Of(KeptContract contract, TransferEntry transfer, DateOnly from)
    {
        var (leaves, comes) = (transfer.FromSupplierId!.Value, transfer.ToSupplierId!.Value);
        if (!contract.Entry.SupplierIds.Contains(leaves)) throw new RefusedException(Refusals.TransferNotParty.At("/transfer/fromSupplierId"));
        var days = contract.Parties.ToDictionary(p => p.SupplierId);
        if (days.GetValueOrDefault(leaves)?.From is { } since && from < since) throw new RefusedException(Refusals.TransferBeforeParty.At("/fromDate", since));
        if (days.GetValueOrDefault(comes) is { Through: { } left } before)
        {
            // Who takes back on the very day undoes the transfer; days in between would be nobody's to see.
            if (from != left.AddDays(1)) throw new RefusedException(Refusals.TransferReturns, left);
            days[comes] = before with { Through = null };
        }
        // A partner or subcontractor was there already: its days count as they did.
        else if (!contract.Entry.SupplierIds.Contains(comes) && !contract.Entry.SubcontractorIds.Contains(comes)) days[comes] = new(comes, from, null);
        days[leaves] = new(leaves, days.GetValueOrDefault(leaves)?.From, from.AddDays(-1));
        return [.. days.Values.Where(p => p.From is not null || p.Through is not null).OrderBy(p => p.SupplierId)];
    }
}
