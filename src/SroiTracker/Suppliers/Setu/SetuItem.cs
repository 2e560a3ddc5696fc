using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SroiTracker.Domain;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Suppliers.Setu;

/// <summary>
/// An item of a page of timecards: <c>{"id", "changedAt", "deleted", "timecard"}</c>, of which <c>timecard</c> is the message of
/// SETU 2.0 as it is. Of that message only the supplier's KvK number, the assignment, the period and the hours are read: who
/// worked, for which manager and at what rate is passed over.
/// </summary>
internal static class SetuItem
{
    /// <summary>Days: a quarter.</summary>
    public const int LongestPeriod = 92;

    private const int LongestAssignment = 100;

    public static SourceItem Of(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object) return new(null, JsonMarshal.GetRawUtf8Value(item).ToArray(), false, null, null, [Refusals.ItemMalformed.At(null, "{…}")]);
        var (own, objections) = OwnFields.Of(item);
        if (own.IsDeleted) return new(own.Id, "deleted"u8.ToArray(), true, null, null, objections) { ChangedAt = own.ChangedAt };
        if (item.TryGetProperty("timecard"u8, out var card) && card.ValueKind == JsonValueKind.Object)
            return Of(own.Id, card, own.ChangedAt) is var read && objections.Count == 0 ? read : read with { Timecard = null, Objections = [.. objections, .. read.Objections] };
        return new(own.Id, JsonMarshal.GetRawUtf8Value(item).ToArray(), false, null, null, [.. objections, Refusals.ValueMissing.At("/timecard")]) { ChangedAt = own.ChangedAt };
    }

    /// <summary>A timecard by itself.</summary>
    public static SourceItem Of(string? id, JsonElement timecard, DateTimeOffset? changedAt)
    {
        var objections = new List<Objection>();
        var card = new SetuTimecard(timecard, objections);
        var assignment = card.Text("staffingIds", "assignmentId", "value")?.Trim();
        if (assignment is not { Length: > 0 and <= LongestAssignment } || !SearchText.IsReadable(assignment)) objections.Add(Refusals.ValueMissing.At("/staffingIds/assignmentId/value"));
        else if (Bsn.FindIn(assignment).Count > 0) objections.Add(Refusals.BsnSuspected.At("/staffingIds/assignmentId/value"));
        var kvk = card.Text("supplier", "legalId", "schemeAgencyId") == "KvK" ? card.Text("supplier", "legalId", "value")?.Trim() : null;
        if (kvk is not null && !OrganisationIdentifier.IsKvkNumber(kvk)) objections.Add(Refusals.OrganisationKvk.At("/supplier/legalId/value"));

        var (first, last) = (card.Day("start"), card.Day("end"));
        var minutes = 0;
        if (first is { } from && last is { } until)
        {
            if (until < from || until.DayNumber - from.DayNumber >= LongestPeriod) objections.Add(Refusals.TimecardPeriod.At("/period/datePeriod", LongestPeriod));
            else minutes = card.Minutes(new(from, until));
        }
        // What can't be read is known by all that was sent, so that it is judged again when it is put right.
        if (objections.Count > 0) return new(id, JsonMarshal.GetRawUtf8Value(timecard).ToArray(), false, null, null, objections) { ChangedAt = changedAt };
        var told = new Timecard(assignment!, first!.Value, last!.Value, minutes, kvk);
        return new(id, Encoding.UTF8.GetBytes($"{told.Assignment}\n{told.FirstDay:O}\n{told.LastDay:O}\n{told.Minutes}\n{kvk}"), false, null, told, []) { ChangedAt = changedAt };
    }
}
