using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>An amount with its currency, as a notice or a request names it.</summary>
/// <param name="Amount">With at most two decimals.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record Money([property: JsonRequired] decimal Amount, [property: JsonRequired] string Currency)
{
    /// <summary>Euros as money.</summary>
    public static Money Of(Euros euros) => new(euros.Amount, "EUR");
}

/// <summary>A text in a request holds what no text may hold, see <see cref="SearchText.IsReadable"/>.</summary>
public sealed class UnfitTextException() : JsonException("text");

/// <summary>JSON as api.md writes it: camelCase, words for enums, money as an object, UTC instants, null written out.</summary>
public static class Json
{
    /// <summary>For answers and stored documents. An unknown field is an error, so that a misspelt one is noticed.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new WordConverter(), new EurosConverter(), new InstantConverter(), new IdentifierConverter() },
    };

    /// <summary>For requests: the same, names are spelt as the API document spells them, and every text and number is judged.</summary>
    public static readonly JsonSerializerOptions Incoming = new(Options) { PropertyNameCaseInsensitive = false, Converters = { new TextConverter(), new PlainNumberConverter() } };

    /// <summary>A value as compact JSON text, for storage.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>A stored document.</summary>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;

    /// <summary>The words of an enum as the API document spells them: the framework's own also takes other cases, blanks and numbers.</summary>
    private sealed class WordConverter : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

        private sealed class Of<T> : JsonConverter<T> where T : struct, Enum
        {
            private static readonly Dictionary<string, T> Words = Enum.GetValues<T>().ToDictionary(w => w.ToString());

            public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            {
                if (reader.TokenType != JsonTokenType.String) throw new JsonException();
                string text;
                try { text = reader.GetString()!; }
                catch (InvalidOperationException) { throw new UnfitTextException(); }
                return Words.TryGetValue(text, out var word) ? word : throw new JsonException();
            }

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
        }
    }

    private sealed class EurosConverter : JsonConverter<Euros>
    {
        public override Euros Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            Money money;
            // The place that the inner reader names begins at the amount, not at the whole.
            try { money = JsonSerializer.Deserialize<Money>(ref reader, options) ?? throw new JsonException(); }
            catch (JsonException) { throw new JsonException(); }
            if (money.Currency != "EUR") throw new JsonException("EUR");
            return Euros.TryFrom(money.Amount, out var euros) ? euros : throw new JsonException("0.00");
        }

        public override void Write(Utf8JsonWriter writer, Euros value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("amount", new decimal((int)(Math.Abs(value.Cents) & 0xFFFFFFFF), (int)(Math.Abs(value.Cents) >> 32), 0, value.Cents < 0, 2));
            writer.WriteString("currency", "EUR");
            writer.WriteEndObject();
        }
    }

    private sealed class TextConverter : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String) throw new JsonException();
            string text;
            try { text = reader.GetString()!; }
            catch (InvalidOperationException) { throw new UnfitTextException(); }
            return SearchText.IsReadable(text) ? text : throw new UnfitTextException();
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    /// <summary>Numbers as people write them. With an exponent, or more digits than fit, a decimal silently becomes another: 1e-300 is 0.</summary>
    private sealed class PlainNumberConverter : JsonConverter<decimal>
    {
        private const int Longest = 28;

        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && reader.ValueSpan.Length <= Longest && !reader.ValueSpan.ContainsAny((byte)'e', (byte)'E') && reader.TryGetDecimal(out var value)
                ? value : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
    }

    private sealed class IdentifierConverter : JsonConverter<OrganisationIdentifier>
    {
        private sealed record Parts(string? Scheme, string? Id);

        public override OrganisationIdentifier Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = JsonSerializer.Deserialize<Parts>(ref reader, options);
            return OrganisationIdentifier.TryParse(parts?.Scheme, parts?.Id, out var identifier, out _) ? identifier : throw new JsonException("identifier");
        }

        public override void Write(Utf8JsonWriter writer, OrganisationIdentifier value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Parts(value.Scheme, value.Id), options);
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }
}
