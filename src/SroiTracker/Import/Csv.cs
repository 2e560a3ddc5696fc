using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using SroiTracker.Domain;

namespace SroiTracker.Import;

/// <summary>
/// A contract a row, under a header with these columns in any order (<see cref="Columns"/>); fields between quotes where
/// they hold a separator; <c>;</c> or <c>,</c> between them, as the header has it; UTF-8.
/// <list type="bullet">
/// <item>required columns: reference, title, buyerName, supplierName, value, currency</item>
/// <item>several suppliers (a combinatie): separated by <c>|</c>, their schemes and numbers in the same order</item>
/// <item>dates: 2026-12-31 or 31-12-2026; cpv and nuts: separated by spaces; nature: Works, Services or Supplies; kind: Contract, FrameworkAgreement or CallOff</item>
/// <item>amounts: 1234567.89, 1234567,89 or 1.234.567,89. One separator with three digits after it (1.234) may mean two amounts and is refused</item>
/// <item>publicationDate: of the tender, by which some Tarieven are bound</item>
/// <item>noticeDate: the day the row was made, by which a later file is known to be newer</item>
/// </list>
/// </summary>
internal static class Csv
{
    private const int LongestLine = 1024 * 1024;

    /// <summary>All columns.</summary>
    internal static readonly IReadOnlyList<string> Columns =
    [
        "reference", "title", "kind", "nature", "buyerName", "buyerScheme", "buyerId", "supplierName", "supplierScheme", "supplierId", "value", "currency", "estimatedValue",
        "startDate", "endDate", "durationMonths", "awardDate", "signatureDate", "publicationDate", "cpv", "nuts", "procedureId", "lotId", "publicationNumber", "noticeDate",
    ];

    private static readonly string[] Required = ["reference", "title", "buyerName", "supplierName", "value", "currency"];

    /// <summary>Whether a first line names at least three of the columns: a misspelt one is then a refusal that names it.</summary>
    internal static bool IsHeader(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOfAny((byte)'\r', (byte)'\n');
        var line = Encoding.UTF8.GetString(end < 0 ? head : head[..end]);
        return line.Split(Separator(line)).Count(c => Columns.Contains(c.Trim().Trim('"'), StringComparer.OrdinalIgnoreCase)) >= 3;
    }

    internal static async IAsyncEnumerable<ReadNotice> Read(Spool spool, [EnumeratorCancellation] CancellationToken token)
    {
        if (spool.LongestLine is var (bytes, line) && bytes > LongestLine) throw new RefusedException(Refusals.ImportTooLong.At($"{line}:1", LongestLine, line, 1));
        await foreach (var _ in Rows(spool, token)) { }
        var index = 0;
        await foreach (var (place, row) in Rows(spool, token))
            yield return NoticeFile.One(index++, place, Findings.Id(row.GetValueOrDefault("reference")), findings => [new CsvContract(row, findings).Read()]);
    }

    private static async IAsyncEnumerable<(FilePlace Place, Dictionary<string, string> Row)> Rows(Spool spool, [EnumeratorCancellation] CancellationToken token)
    {
        await using var stream = spool.Read();
        await using var reader = CsvReader.Create(stream, Strict with { Separator = await SeparatorOf(spool, token) }, leaveOpen: true);
        await Whole(async () => { await reader.ReadHeaderAsync(token); return true; });
        var header = Header(reader.Headers);
        while (await Whole(async () => await reader.ReadAsync(token)))
        {
            var row = new Dictionary<string, string>();
            for (var i = 0; i < header.Length; i++)
                if (reader.GetString(i) is { Length: > 0 } field) row[header[i]] = field;
            yield return (new(reader.LineNumber, 1, null), row);
        }

        // The reader is called in here: what is wrong in bytes that it has at hand it throws from the call itself.
        static async Task<bool> Whole(Func<Task<bool>> read)
        {
            try { return await read(); }
            catch (CsvFormatException broken)
            {
                var line = Math.Max(1, broken.LineNumber);
                throw new RefusedException(Refusals.ImportMalformed.At($"{line}:1", line, 1));
            }
        }
    }

    private static readonly CsvReaderOptions Strict = CsvReaderOptions.Default with
    {
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        MaxRecordSize = LongestLine,
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
        DetectSeparatorHint = false,
        Encoding = Encoding.UTF8,
    };

    private static string[] Header(IReadOnlyList<string> names)
    {
        var header = names.Select(c => Columns.FirstOrDefault(k => k.Equals(c.Trim(), StringComparison.OrdinalIgnoreCase)) ?? throw Column(c)).ToArray();
        foreach (var twice in header.GroupBy(c => c).Where(c => c.Count() > 1)) throw Column(twice.Key);
        foreach (var missing in Required.Except(header)) throw Column(missing);
        return header;

        static RefusedException Column(string name) => new(Refusals.ImportColumns.At("1:1", OneLine.From(name.Length > 60 ? name[..60] : name).Text));
    }

    private static async Task<char> SeparatorOf(Spool spool, CancellationToken token)
    {
        using var reader = new StreamReader(spool.Read(), Encoding.UTF8, false, 4096, leaveOpen: true);
        return Separator(await reader.ReadLineAsync(token) ?? "");
    }

    private static char Separator(string header) => header.Count(c => c == ';') >= header.Count(c => c == ',') ? ';' : ',';
}
