using System.Text.Json;
using System.Text.Json.Serialization;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Privacy;

/// <summary>
/// A candidate as a request names them, before it is judged. It is read from JSON and never written: not in answers,
/// events, stored documents or logs (rules.md 8).
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed class SentPseudonym
{
    private readonly string _text;

    private SentPseudonym(string text) => _text = text;

    /// <summary>For what reads placements without JSON: an import, a supplier's system, the demo.</summary>
    public static SentPseudonym From(string text) => new(text);

    /// <summary>The pseudonym; null where it has not the form of one.</summary>
    public Pseudonym? Parsed() => Pseudonym.TryParse(_text, out var pseudonym) ? pseudonym : null;

    /// <summary>Never the pseudonym.</summary>
    public override string ToString() => "(pseudonym)";

    private sealed class Converter : JsonConverter<SentPseudonym>
    {
        public override SentPseudonym Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String) throw new JsonException("\"text\"");
            // Text that can't be read is no pseudonym either; its own refusal would have to tell it from the others.
            try { return new(reader.GetString()!); }
            catch (InvalidOperationException) { return new(""); }
        }

        public override void Write(Utf8JsonWriter writer, SentPseudonym value, JsonSerializerOptions options) => writer.WriteNullValue();
    }
}

/// <summary>
/// Keeps candidates: a random number, the keyed hash of what one supplier calls the person, and which key made it. The
/// same person at two suppliers cannot be joined.
/// </summary>
public static class CandidateStore
{
    /// <summary>Gives a person that this supplier never named before a number.</summary>
    /// <param name="hash">Of <see cref="ServiceKey.Hash"/>.</param>
    public static async Task<Guid> Add(Session session, Guid supplierId, byte[] hash)
    {
        // Not an id made by time: the number tells nothing of when, or beside whom, somebody was reported.
        var id = Guid.NewGuid();
        await session.Execute(InsertSql, new { id, supplierId, keyVersion = ServiceKey.Version, hash, now = session.Now });
        return id;
    }

    /// <summary>The number of the person that this supplier names so; null if it never did.</summary>
    public static Task<Guid?> Find(Session session, Guid supplierId, byte[] hash) =>
        session.QueryOne<Guid?>(SelectSql, new { supplierId, hash });

    private const string InsertSql = """
        INSERT INTO Candidate (id, supplierId, keyVersion, hmac, createdAt) VALUES (@id, @supplierId, @keyVersion, @hash, @now)
        """;
    private const string SelectSql = """
        SELECT id FROM Candidate
        WHERE supplierId = @supplierId AND hmac = @hash AND (@callerSupplier IS NULL OR supplierId = @callerSupplier)
        """;
}
