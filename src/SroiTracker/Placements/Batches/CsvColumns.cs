using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using CsvHelper;
using SroiTracker.Domain;
using SroiTracker.Import;

namespace SroiTracker.Placements.Batches;

/// <summary>
/// The columns of a CSV file with a placement report a line, under a header with the names of the report's fields in JSON, in
/// any order; <c>;</c> or <c>,</c> between them, as the header has it; UTF-8. A line is read as the JSON that it stands for,
/// so that the same is refused of it in the same words.
/// <list type="bullet">
/// <item>a field in a field: doelgroepindicatie.status, doelgroepindicatie.checkedDate</item>
/// <item>the contract: contractId or contractReference, and percentage; of several allocations.0.contractId, allocations.0.percentage, allocations.1.contractId ...</item>
/// <item>numbers with a point (24.5), dates 2026-12-31, true or false; several bonuses separated by <c>|</c></item>
/// <item>an empty field is left out; a field with a separator or quotes in it stands between quotes, and does not go on on the next line</item>
/// </list>
/// </summary>
internal sealed partial class CsvColumns
{
    private const string Allocations = "allocations";
    private const int MostAllocations = 40, LongestName = 60;

    private static readonly CsvReaderOptions Strict = CsvReaderOptions.Default with
    {
        HasHeader = false, AllowLineBreaksInQuotes = false, SkipEmptyLines = false, DetectSeparatorHint = false,
        MalformedData = CsvMalformedDataHandling.Throw, IncludeValuesInExceptions = false,
    };

    private static readonly JsonWriterOptions Written = new() { Encoder = Http.Json.Options.Encoder };
    private static readonly Column[] OwnOfSource = [new("id", "", 0, "id", Kind.Text), new("deleted", "", 0, "deleted", Kind.Flag)];
    private static readonly Dictionary<string, Column> Known = Fields(typeof(PlacementStatement), "").ToDictionary(c => c.Name, StringComparer.OrdinalIgnoreCase);

    private readonly CsvReaderOptions _options;
    private readonly Column[] _columns;
    private readonly ArrayBufferWriter<byte> _json = new();

    private CsvColumns(CsvReaderOptions options, Column[] columns) => (_options, _columns) = (options, columns);

    private enum Kind { Text, Number, Flag, List }

    /// <param name="Name">In the header.</param>
    /// <param name="Group">The field of the report that it is a field of; empty for one of the report itself.</param>
    /// <param name="Number">Of an allocation, from 0.</param>
    /// <param name="Field">In JSON.</param>
    private sealed record Column(string Name, string Group, int Number, string Field, Kind Kind);

    /// <summary>The names that columns may have; allocations after the first have a number.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>Reads the header.</summary>
    /// <exception cref="RefusedException">A column that is unknown or there twice.</exception>
    public static CsvColumns Of(BatchLine header) => Of(header, []);

    /// <summary>
    /// Reads the header of a file in which a supplier's system lists its placements: it may have <c>id</c> as well (the system's own;
    /// without it the reference of the supplier) and <c>deleted</c> (true, false).
    /// </summary>
    /// <inheritdoc cref="Of(BatchLine)"/>
    public static CsvColumns OfSource(BatchLine header) => Of(header, OwnOfSource);

    private static CsvColumns Of(BatchLine header, Column[] more)
    {
        var line = header.Content is { } content && Utf8.IsValid(content.Span) ? content : throw new RefusedException(Refusals.TextUnreadable.At($"{header.Number}:1"));
        var options = Strict with { Separator = line.Span.Count((byte)';') >= line.Span.Count((byte)',') ? ';' : ',' };
        var columns = new List<Column>();
        foreach (var (name, at) in Cells(line, options))
        {
            var column = Find(name.Trim()) ?? Array.Find(more, c => c.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
            if (column is null || columns.Exists(c => c with { Name = column.Name } == column))
                throw new RefusedException(Refusals.BatchColumns.At($"{header.Number}:{at}", OneLine.From(name.Length > LongestName ? name[..LongestName] : name).Text));
            columns.Add(column);
        }
        return new(options, [.. columns]);

        List<(string Name, int At)> Cells(ReadOnlyMemory<byte> line, CsvReaderOptions options)
        {
            try
            {
                using var reader = CsvReader.Create(line, options);
                reader.Read();
                var (cells, at) = (new List<(string, int)>(), 1);
                for (var i = 0; i < reader.FieldCount; at += reader.GetRawSpan(i++).Length + 1) cells.Add((reader.GetString(i), at));
                return cells;
            }
            catch (CsvFormatException) { throw new RefusedException(Refusals.LineMalformed.At($"{header.Number}:1")); }
        }
    }

    /// <summary>The JSON that a line stands for, until the next is asked for.</summary>
    /// <exception cref="RefusedException">Its characters, its quotes or the number of its fields are not right.</exception>
    public ReadOnlyMemory<byte> Json(ReadOnlyMemory<byte> line)
    {
        if (!Utf8.IsValid(line.Span)) throw new RefusedException(Refusals.TextUnreadable.At(null));
        _json.ResetWrittenCount();
        try
        {
            using var reader = CsvReader.Create(line, _options);
            reader.Read();
            if (reader.FieldCount != _columns.Length) throw new RefusedException(Refusals.LineWidth.At(null, reader.FieldCount, _columns.Length));
            using var json = new Utf8JsonWriter(_json, Written);
            Write(json, reader);
        }
        catch (CsvFormatException) { throw new RefusedException(Refusals.LineMalformed.At(null)); }
        return _json.WrittenMemory;
    }

    private void Write(Utf8JsonWriter json, CsvReader line)
    {
        json.WriteStartObject();
        foreach (var group in Enumerable.Range(0, _columns.Length).Where(i => !line.IsEmpty(i)).GroupBy(i => _columns[i].Group))
            if (group.Key == Allocations)
            {
                // What is left empty between others stays a share, so that places in the line are as the header counts.
                json.WriteStartArray(Allocations);
                for (var number = 0; number <= group.Max(i => _columns[i].Number); number++) Object(group.Where(i => _columns[i].Number == number));
                json.WriteEndArray();
            }
            else if (group.Key.Length > 0)
            {
                json.WritePropertyName(group.Key);
                Object(group);
            }
            else foreach (var i in group) Value(i);
        json.WriteEndObject();

        void Object(IEnumerable<int> fields)
        {
            json.WriteStartObject();
            foreach (var i in fields) Value(i);
            json.WriteEndObject();
        }

        void Value(int i)
        {
            var text = line.GetSpan(i);
            json.WritePropertyName(_columns[i].Field);
            if (_columns[i].Kind == Kind.List)
            {
                json.WriteStartArray();
                foreach (var item in text.Split((byte)'|')) json.WriteStringValue(text[item]);
                json.WriteEndArray();
            }
            // What is no number, and neither true nor false, is refused as the text that it is.
            else if (_columns[i].Kind == Kind.Number && IsNumber(text) || _columns[i].Kind == Kind.Flag && (text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8)))
                json.WriteRawValue(text, skipInputValidation: true);
            else json.WriteStringValue(text);
        }
    }

    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        try { return char.IsAsciiDigit((char)text[^1]) && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.ValueSpan.Length == text.Length; }
        catch (JsonException) { return false; }
    }

    private static Column? Find(string name)
    {
        if (Known.TryGetValue(name, out var column)) return column;
        return Numbered().Match(name) is { Success: true } found && int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var number and < MostAllocations
            && Known.TryGetValue(found.Groups[2].Value, out column) && column.Group == Allocations ? column with { Number = number } : null;
    }

    // From the report itself, so that a field that it gets is a column at once.
    private static IEnumerable<Column> Fields(Type type, string group)
    {
        foreach (var property in type.GetConstructors()[0].GetParameters())
        {
            var field = JsonNamingPolicy.CamelCase.ConvertName(property.Name!);
            var of = Nullable.GetUnderlyingType(property.ParameterType) ?? property.ParameterType;
            if (of == typeof(IReadOnlyList<StatedShare>))
                foreach (var share in Fields(typeof(StatedShare), Allocations)) yield return share with { Name = share.Field };
            else if (of == typeof(StatedIndicatie))
                foreach (var part in Fields(of, field)) yield return part;
            else yield return new(group.Length == 0 ? field : $"{group}.{field}", group, 0, field,
                of == typeof(decimal) ? Kind.Number : of == typeof(bool) ? Kind.Flag : of == typeof(IReadOnlyList<string>) ? Kind.List : Kind.Text);
        }
    }

    [GeneratedRegex(@"^allocations\.([0-9]{1,2})\.([A-Za-z]+)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();
}
