using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Suppliers.Standard;

/// <summary>
/// An item of a page: a placement report with what the system itself says of it (<c>id</c>, <c>changedAt</c>, <c>deleted</c>).
/// The report is read as strictly as one that is sent to us, so that the same is refused in the same words.
/// </summary>
internal static class StandardItem
{
    private static readonly ReportPlacement.Validator Form = new();

    public static SourceItem Of(JsonElement item) => Of(item, "id");

    /// <param name="idField">The field that is the id.</param>
    public static SourceItem Of(JsonElement item, string idField)
    {
        if (item.ValueKind != JsonValueKind.Object) return new(null, JsonMarshal.GetRawUtf8Value(item).ToArray(), false, null, null, [Refusals.ItemMalformed.At(null, "{…}")]);
        // A system that only touches changedAt, such as one that saves everything every night, changed nothing.
        var content = Without(item, "changedAt");
        var (own, objections) = OwnFields.Of(item, idField);
        // Of what was taken away it does not matter what else is said.
        if (own.IsDeleted) return new(own.Id, content, true, null, null, objections) { ChangedAt = own.ChangedAt };

        PlacementStatement? statement = null;
        try
        {
            statement = Requests.Read<PlacementStatement>(Without(item, "id", "changedAt", "deleted"));
            objections.AddRange(Form.Objections(new ReportPlacement(statement)) ?? []);
        }
        catch (RefusedException wrong) { objections.AddRange(wrong.Objections); }
        return new(own.Id, content, false, statement, null, objections) { ChangedAt = own.ChangedAt };
    }

    /// <summary>The object as it came, less some of its fields.</summary>
    private static byte[] Without(JsonElement item, params ReadOnlySpan<string> fields)
    {
        var json = new ArrayBufferWriter<byte>();
        foreach (var property in item.EnumerateObject())
        {
            var isLeftOut = false;
            foreach (var field in fields) isLeftOut |= property.NameEquals(field);
            if (isLeftOut) continue;
            json.Write(json.WrittenCount == 0 ? "{\""u8 : ",\""u8);
            json.Write(JsonMarshal.GetRawUtf8PropertyName(property));
            json.Write("\":"u8);
            json.Write(JsonMarshal.GetRawUtf8Value(property.Value));
        }
        json.Write(json.WrittenCount == 0 ? "{}"u8 : "}"u8);
        return json.WrittenSpan.ToArray();
    }
}
