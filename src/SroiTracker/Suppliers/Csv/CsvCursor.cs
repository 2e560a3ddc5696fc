using System.Globalization;
using System.Net.Http.Headers;
using SroiTracker.Domain;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Suppliers.Csv;

/// <summary>
/// How far a file was read, and of which version: "250 "a1b2"", "end "a1b2"". The version is what its server says: its ETag, else
/// when it was changed last. Where it says neither, each reading has a version of its own, and the next begins at the first row: rows
/// that were read before are passed over by their content.
/// </summary>
/// <param name="Rows">That were read; null where all were.</param>
internal readonly record struct CsvCursor(int? Rows, string Version)
{
    private const string End = "end ", OfReading = "reading:", Date = "date:";
    private const int LongestETag = 1_000;

    /// <summary>The first row of any version.</summary>
    public static readonly CsvCursor Start = new(0, "");

    public static CsvCursor Of(string? text)
    {
        if (text is null) return Start;
        if (text.StartsWith(End, StringComparison.Ordinal)) return new(null, text[End.Length..]);
        var at = text.IndexOf(' ', StringComparison.Ordinal);
        return at > 0 && int.TryParse(text.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? new(rows, text[(at + 1)..]) : Start;
    }

    /// <summary>The version of a file that is answered.</summary>
    public static string VersionOf(HttpResponseMessage response)
    {
        if (response.Headers.ETag?.ToString() is { Length: <= LongestETag } tag && SearchText.IsReadable(tag)) return tag;
        // A date has no fractions of a second: of one that just passed the file may change again.
        if (response.Content.Headers.LastModified is { } changed && response.Headers.Date is { } now && now - changed > TimeSpan.FromSeconds(2))
            return Date + changed.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return OfReading + Guid.NewGuid().ToString("N");
    }

    /// <summary>Asks for the file only where it is another version.</summary>
    public void Apply(HttpRequestHeaders headers)
    {
        if (Rows is not null) return;
        if (Version.StartsWith(Date, StringComparison.Ordinal)) headers.IfModifiedSince = DateTimeOffset.FromUnixTimeSeconds(long.Parse(Version.AsSpan(Date.Length), CultureInfo.InvariantCulture));
        else if (!Version.StartsWith(OfReading, StringComparison.Ordinal)) headers.TryAddWithoutValidation("If-None-Match", Version);
    }

    public override string ToString() => (Rows is { } rows ? rows.ToString(CultureInfo.InvariantCulture) + " " : End) + Version;
}
