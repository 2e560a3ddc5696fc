using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SroiTracker.Client;

/// <summary>
/// JSON as the API writes it. Read with tolerance: within v1 a newer service may add fields (passed over) and words (kept,
/// see <see cref="IWord{TSelf}"/>). Written strictly: what is null is left out, so that an older service meets no field
/// that it does not know.
/// </summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { MayBeAbsent } },
    };

    /// <summary>What a caller must state to write a report may be missing from one that is read.</summary>
    private static void MayBeAbsent(JsonTypeInfo type)
    {
        foreach (var property in type.Properties) property.IsRequired = false;
    }
}

/// <summary>Euros in an API object <c>{"amount": 194350.00, "currency": "EUR"}</c>, as a decimal with at most two decimals.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EurosAttribute : JsonConverterAttribute
{
    public override JsonConverter CreateConverter(Type typeToConvert) => new Converter();

    private sealed class Converter : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Money>(ref reader, options) is { Currency: "EUR" } money ? money.Amount : throw new JsonException("An amount is not in euros.");

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, new Money(value, "EUR"), options);
    }
}

/// <summary>An amount of a contract in the currency of its award. All other amounts of this package are euros.</summary>
/// <param name="Amount">With at most two decimals.</param>
/// <param name="Currency">ISO 4217, such as EUR.</param>
public sealed record Money(decimal Amount, string Currency);

/// <summary>A remark for people, in the language that was asked for.</summary>
/// <param name="Code">For machines.</param>
/// <param name="Detail">For people.</param>
public sealed record Remark(string Code, string Detail);
