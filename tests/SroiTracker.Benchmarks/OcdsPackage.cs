using System.Globalization;
using System.Text.Json;

namespace SroiTracker.Benchmarks;

/// <summary>
/// Writes OCDS 1.1 release packages of any size: an award each, of some hundreds of buyers to some thousands of suppliers,
/// as long as publishers' releases are (about 3 KB). The same numbers give the same releases.
/// </summary>
public static class OcdsPackage
{
    private const int Buyers = 300, Suppliers = 4_000;

    private static readonly string[] Works =
        ["Renovatie van de sluis", "Onderhoud van wegen en bermen", "Schoonmaak van kantoren", "Groenvoorziening", "Bouw van een school", "Catering", "Beheer van werkplekken"];

    /// <summary>Releases with these numbers.</summary>
    public static void Write(Stream stream, int first, int count) => Write(stream, first, (written, _) => written < count);

    /// <summary>Releases until the file has so many bytes; answers how many.</summary>
    public static int WriteBytes(Stream stream, long bytes) => Write(stream, 0, (_, length) => length < bytes);

    private static int Write(Stream stream, int first, Func<int, long, bool> more)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("uri", "https://example.org/ocds/package.json");
        json.WriteString("version", "1.1");
        json.WriteString("publishedDate", "2026-01-01T00:00:00Z");
        json.WriteStartObject("publisher");
        json.WriteString("name", "A publisher that is made up");
        json.WriteEndObject();
        json.WriteStartArray("releases");
        var written = 0;
        for (; more(written, json.BytesCommitted + json.BytesPending); written++)
        {
            Release(json, first + written);
            if (json.BytesPending > 64 * 1024) json.Flush();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        return written;
    }

    private static void Release(Utf8JsonWriter json, int number)
    {
        var (buyer, supplier, start) = (number % Buyers, number * 7 % Suppliers, new DateOnly(2023, 1, 1).AddDays(number % 1000));
        var (id, title) = (number.ToString("D7", CultureInfo.InvariantCulture), $"{Works[number % Works.Length]}, perceel {number}");
        json.WriteStartObject();
        json.WriteString("ocid", $"ocds-000000-{id}");
        json.WriteString("id", $"{id}-award-1");
        json.WriteString("date", At(start.AddDays(-30)));
        Texts(json, "tag", "award", "contract");
        json.WriteString("initiationType", "tender");
        json.WriteString("language", "nl");
        json.WriteStartArray("parties");
        Party(json, $"NL-KVK-{60_000_000 + buyer}", $"Gemeente Voorbeeld {buyer}", (60_000_000 + buyer).ToString(CultureInfo.InvariantCulture), "buyer");
        Party(json, $"NL-KVK-{70_000_000 + supplier}", $"Aannemer Voorbeeld {supplier} B.V.", (70_000_000 + supplier).ToString(CultureInfo.InvariantCulture), "supplier");
        json.WriteEndArray();
        Named(json, "buyer", $"NL-KVK-{60_000_000 + buyer}", $"Gemeente Voorbeeld {buyer}");

        json.WriteStartObject("tender");
        json.WriteString("id", $"T-{id}");
        json.WriteString("title", title);
        json.WriteString("description", string.Join(' ', Enumerable.Repeat($"De opdracht omvat alles wat nodig is voor {title}, met inbegrip van voorbereiding, uitvoering en oplevering.", 10)));
        json.WriteString("status", "complete");
        json.WriteString("procurementMethod", "open");
        json.WriteString("mainProcurementCategory", number % 3 == 0 ? "works" : "services");
        Amount(json, "value", 90_000 + number);
        json.WriteStartArray("items");
        json.WriteStartObject();
        json.WriteString("id", "1");
        json.WriteStartObject("classification");
        json.WriteString("scheme", "CPV");
        json.WriteString("id", "45000000");
        json.WriteString("description", "Bouwwerkzaamheden");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();

        json.WriteStartArray("awards");
        json.WriteStartObject();
        json.WriteString("id", $"A-{id}");
        json.WriteString("title", title);
        json.WriteString("status", "active");
        json.WriteString("date", At(start.AddDays(-30)));
        Amount(json, "value", 80_000 + number);
        json.WriteStartArray("suppliers");
        Named(json, null, $"NL-KVK-{70_000_000 + supplier}", $"Aannemer Voorbeeld {supplier} B.V.");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();

        json.WriteStartArray("contracts");
        json.WriteStartObject();
        json.WriteString("id", $"C-{id}");
        json.WriteString("awardID", $"A-{id}");
        json.WriteString("title", title);
        json.WriteString("status", "active");
        json.WriteString("dateSigned", At(start.AddDays(-10)));
        json.WriteStartObject("period");
        json.WriteString("startDate", At(start));
        json.WriteString("endDate", At(start.AddYears(2).AddDays(-1)));
        json.WriteEndObject();
        Amount(json, "value", 80_000 + number);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Party(Utf8JsonWriter json, string id, string name, string kvk, string role)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("name", name);
        json.WriteStartObject("identifier");
        json.WriteString("scheme", "NL-KVK");
        json.WriteString("id", kvk);
        json.WriteString("legalName", name);
        json.WriteEndObject();
        json.WriteStartObject("address");
        json.WriteString("streetAddress", "Stationsplein 1");
        json.WriteString("locality", "Utrecht");
        json.WriteString("postalCode", "3511 ED");
        json.WriteString("countryName", "Netherlands");
        json.WriteEndObject();
        Texts(json, "roles", role);
        json.WriteEndObject();
    }

    private static void Named(Utf8JsonWriter json, string? property, string id, string name)
    {
        if (property is null) json.WriteStartObject();
        else json.WriteStartObject(property);
        json.WriteString("id", id);
        json.WriteString("name", name);
        json.WriteEndObject();
    }

    private static void Amount(Utf8JsonWriter json, string property, decimal amount)
    {
        json.WriteStartObject(property);
        json.WriteNumber("amount", amount);
        json.WriteString("currency", "EUR");
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string property, params string[] texts)
    {
        json.WriteStartArray(property);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string At(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z";
}
