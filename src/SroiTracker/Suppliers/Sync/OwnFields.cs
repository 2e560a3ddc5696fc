using System.Text.Json;
using SroiTracker.Domain;

namespace SroiTracker.Suppliers.Sync;

/// <summary>What a system says of an item of its own, beside what the item tells: <c>id</c>, <c>changedAt</c> and <c>deleted</c>.</summary>
/// <param name="Id">Null where it can't be used.</param>
internal readonly record struct OwnFields(string? Id, DateTimeOffset? ChangedAt, bool IsDeleted)
{
    /// <summary>Reads them, with the objections to them.</summary>
    public static (OwnFields Own, List<Objection> Objections) Of(JsonElement item, string idField = "id")
    {
        var objections = new List<Objection>();
        var id = item.TryGetProperty(idField, out var given) ? SourceId.Usable(SourceAnswer.Text(given)) : null;
        if (id is null) objections.Add(Refusals.ItemId.At("/id"));

        DateTimeOffset? changedAt = null;
        if (item.TryGetProperty("changedAt"u8, out var changed) && changed.ValueKind != JsonValueKind.Null)
        {
            if (SourceAnswer.Text(changed) is not null && changed.TryGetDateTimeOffset(out var at)) changedAt = at.ToUniversalTime();
            else objections.Add(Refusals.ValueInvalid.At("/changedAt", "yyyy-MM-ddTHH:mm:ssZ"));
        }

        var isDeleted = item.TryGetProperty("deleted"u8, out var deleted) && deleted.ValueKind == JsonValueKind.True;
        if (deleted.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False))
            objections.Add(Refusals.ValueInvalid.At("/deleted", "true, false"));
        return (new(id, changedAt, isDeleted), objections);
    }
}
