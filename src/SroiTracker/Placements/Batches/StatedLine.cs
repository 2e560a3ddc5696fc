using System.Text.Json;
using FluentValidation;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Placements.Batches;

/// <summary>A line as it is judged: what it states, or what is wrong with its form.</summary>
/// <param name="Place">Among the lines that are not blank, from 0.</param>
/// <param name="Number">In the body, from 1.</param>
/// <param name="Hash">Of <see cref="BatchLine"/>.</param>
/// <param name="Statement">Null where it could not be read.</param>
/// <param name="SupplierReference">For who reads what was refused; null where it can't be read or may not be kept.</param>
/// <param name="Objections">To its form; empty where it is right.</param>
internal sealed record StatedLine(int Place, int Number, byte[] Hash, PlacementStatement? Statement, string? SupplierReference, IReadOnlyList<Objection> Objections)
{
    private const int LongestReference = 100;
    private static readonly ReportPlacement.Validator Form = new();

    /// <summary>Reads a line; what is wrong with its form is said of it and is no failure.</summary>
    /// <param name="columns">Of CSV; null for JSON.</param>
    public static StatedLine Of(BatchLine line, int place, CsvColumns? columns)
    {
        ReadOnlyMemory<byte> json = default;
        try
        {
            json = line.Content ?? throw new RefusedException(Refusals.LineTooLong.At(null, BatchLines.LongestLine));
            if (columns is not null) json = columns.Json(json);
            var statement = Requests.Read<PlacementStatement>(json.Span);
            return new(place, line.Number, line.Hash, statement, Kept(statement.SupplierReference, statement.Candidate?.Parsed()), Form.Objections(new ReportPlacement(statement)) ?? []);
        }
        catch (RefusedException wrong)
        {
            return new(place, line.Number, line.Hash, null, Kept(ReferenceIn(json.Span), null), wrong.Objections);
        }
    }

    /// <summary>A reference that may be kept with a refusal: no text that would itself be refused, no pseudonym.</summary>
    internal static string? Kept(string? reference, Pseudonym? candidate) =>
        reference?.Trim() is { Length: > 0 and <= LongestReference } text && SearchText.IsReadable(text) && Bsn.FindIn(text).Count == 0
        && text != candidate?.Reveal() ? text : null;

    /// <summary>The reference in a line of which something else can't be read.</summary>
    private static string? ReferenceIn(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Json.Incoming.MaxDepth });
            while (reader.Read())
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("supplierReference"u8))
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException) { }
        return null;
    }
}

/// <summary>A line that was refused.</summary>
internal sealed record RefusedLine(int Line, string? SupplierReference, IReadOnlyList<KeptObjection> Errors)
{
    public static RefusedLine Of(StatedLine line, IReadOnlyList<Objection> objections) =>
        new(line.Number, line.SupplierReference, [.. objections.Take(KeptObjection.Most).Select(KeptObjection.Of)]);
}
