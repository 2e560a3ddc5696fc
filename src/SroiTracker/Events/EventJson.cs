using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SroiTracker.Domain;

namespace SroiTracker.Events;

/// <summary>How payloads are written: the API's words and shapes (api.md), null included.</summary>
static class EventJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // Payloads are data in a column, never text in a page: é stays é.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new MoneyConverter() },
    };

    sealed class MoneyConverter : JsonConverter<Euros>
    {
        public override Euros Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Payloads are written here and read as they are.");

        public override void Write(Utf8JsonWriter writer, Euros value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("amount", value.Amount);
            writer.WriteString("currency", "EUR");
            writer.WriteEndObject();
        }
    }
}
