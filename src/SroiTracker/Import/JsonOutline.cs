using System.Text.Json;
using SroiTracker.Domain;

namespace SroiTracker.Import;

/// <summary>Where a release or record lies in the file.</summary>
/// <param name="List">"releases" or "records" of a package, "" of a bare list, null for a file that is one release.</param>
internal readonly record struct JsonItem(long Offset, int Length, long Line, long Column, string? List, int Number, bool IsObject)
{
    /// <summary>JSON pointer of the item.</summary>
    internal string Pointer => List switch { null => "", "" => $"/{Number}", _ => $"/{List}/{Number}" };
}

/// <summary>
/// One pass over a JSON file of any size with a window of a few kilobytes: it is well formed to its last byte, no deeper
/// than 64, and here are its releases and records. They are read one by one afterwards, so that a package of 100 MB
/// needs the memory of its largest release.
/// </summary>
internal sealed class JsonOutline
{
    /// <summary>The largest release or record, in bytes.</summary>
    internal const int LargestItem = 16 * 1024 * 1024;

    private const int Deepest = 64;
    private const int MostItems = 1_000_000;
    private const int LongestValue = 4 * 1024 * 1024;

    private readonly List<JsonItem> _items = [];
    private byte[] _window = new byte[64 * 1024];
    private int _held;
    private long _offset;
    private long _line = 1;
    private long _lineStart;
    private int _counted;

    private string? _list;
    private bool _isRelease;
    private bool _rootEnded;
    private (long Offset, long Line, long Column) _root;
    private (long Offset, long Line, long Column)? _open;
    private (string? Name, int Number) _part;

    /// <summary>Reads the file to its end.</summary>
    /// <exception cref="RefusedException"><c>import.malformed</c>, <c>import.too-deep</c>, <c>import.too-long</c>, <c>import.several-documents</c>, <c>import.format-unknown</c>.</exception>
    internal static async Task<IReadOnlyList<JsonItem>> Of(Spool spool, CancellationToken token)
    {
        var outline = new JsonOutline { _offset = spool.Mark };
        outline._lineStart = spool.Mark;
        await using var stream = spool.Read();
        var state = new JsonReaderState(new JsonReaderOptions { MaxDepth = 1024 });
        for (var isLast = false; !isLast;)
        {
            if (outline._held == outline._window.Length) outline.Widen();
            var read = await stream.ReadAsync(outline._window.AsMemory(outline._held), token);
            outline._held += read;
            isLast = read == 0;
            state = outline.Walk(state, isLast);
        }
        if (outline._list is null && !outline._isRelease) throw new RefusedException(Refusals.ImportFormatUnknown);
        return outline._items;
    }

    private JsonReaderState Walk(JsonReaderState state, bool isLast)
    {
        var reader = new Utf8JsonReader(_window.AsSpan(0, _held), isLast, state);
        try
        {
            while (reader.Read()) Take(ref reader);
        }
        catch (JsonException broken)
        {
            var (line, column) = (broken.LineNumber.GetValueOrDefault() + 1, broken.BytePositionInLine.GetValueOrDefault() + 1);
            throw _rootEnded
                ? new RefusedException(Refusals.ImportSeveralDocuments.At($"{line}:{column}", line))
                : new RefusedException(Refusals.ImportMalformed.At($"{line}:{column}", line, column));
        }
        catch (InvalidOperationException)
        {
            // A lone half of a surrogate pair, escaped: no text.
            var (line, column) = PlaceOf((int)reader.TokenStartIndex);
            throw new RefusedException(Refusals.ImportMalformed.At($"{line}:{column}", line, column));
        }
        var used = (int)reader.BytesConsumed;
        PlaceOf(used);
        _window.AsSpan(used, _held - used).CopyTo(_window);
        _held -= used;
        _offset += used;
        _counted -= used;
        return reader.CurrentState;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        if (depth > Deepest)
        {
            var (line, column) = PlaceOf((int)reader.TokenStartIndex);
            throw new RefusedException(Refusals.ImportTooDeep.At($"{line}:{column}", Deepest, line, column));
        }
        if (reader.ValueIsEscaped) CheckEscapes(ref reader);
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName when depth == 1:
                Name(ref reader);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null:
                Value(ref reader, depth);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                End(ref reader, depth);
                break;
        }
    }

    private void Name(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("releases"u8)) _part = ("releases", 0);
        else if (reader.ValueTextEquals("records"u8)) _part = ("records", 0);
        else
        {
            _part = default;
            if (reader.ValueTextEquals("ocid"u8)) _isRelease = true;
        }
    }

    private void Value(ref Utf8JsonReader reader, int depth)
    {
        var opens = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        var (line, column) = depth < 3 ? PlaceOf((int)reader.TokenStartIndex) : default;
        if (depth == 0)
        {
            if (reader.TokenType == JsonTokenType.StartArray) (_list, _part) = ("", ("", 0));
            else _root = (_offset + reader.TokenStartIndex, line, column);
        }
        else if (depth == 1 && _part.Name is { Length: > 0 } && reader.TokenType == JsonTokenType.StartArray) _list = _part.Name;
        else if (depth == ItemDepth && _part.Name is not null)
        {
            if (opens) _open = (_offset + reader.TokenStartIndex, line, column);
            else Add(_offset + reader.TokenStartIndex, _offset + reader.BytesConsumed, line, column, isObject: false);
        }
    }

    private void End(ref Utf8JsonReader reader, int depth)
    {
        if (depth == 0)
        {
            _rootEnded = true;
            if (_list is null && _isRelease) _items.Add(new(_root.Offset, Size(_offset + reader.BytesConsumed - _root.Offset), _root.Line, _root.Column, null, 0, true));
        }
        else if (depth == 1 && _list != "") _part = default;
        else if (depth == ItemDepth && _open is { } open)
        {
            _open = null;
            Add(open.Offset, _offset + reader.BytesConsumed, open.Line, open.Column, reader.TokenType == JsonTokenType.EndObject);
        }
    }

    // In a bare list the items lie one level higher than in a package.
    private int ItemDepth => _list == "" ? 1 : 2;

    private void Add(long from, long to, long line, long column, bool isObject)
    {
        if (_items.Count == MostItems) throw new RefusedException(Refusals.ImportTooMany.At($"{line}:{column}", MostItems));
        _items.Add(new(from, Size(to - from), line, column, _part.Name, _part.Number, isObject));
        _part.Number++;
    }

    private static int Size(long bytes) => (int)Math.Min(bytes, int.MaxValue);

    private static void CheckEscapes(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        var text = System.Buffers.ArrayPool<char>.Shared.Rent((int)length);
        try
        {
            reader.CopyString(text);
        }
        finally
        {
            System.Buffers.ArrayPool<char>.Shared.Return(text);
        }
    }

    private void Widen()
    {
        if (_window.Length >= LongestValue)
        {
            var (line, column) = PlaceOf(0);
            throw new RefusedException(Refusals.ImportTooLong.At($"{line}:{column}", LongestValue, line, column));
        }
        Array.Resize(ref _window, _window.Length * 2);
    }

    // Line and column of a byte of the window; counts on from where it last was.
    private (long Line, long Column) PlaceOf(int at)
    {
        for (; _counted < at; _counted++)
        {
            var next = _window.AsSpan(_counted, at - _counted).IndexOf((byte)'\n');
            if (next < 0)
            {
                _counted = at;
                break;
            }
            _counted += next;
            _line++;
            _lineStart = _offset + _counted + 1;
        }
        return (_line, _offset + at - _lineStart + 1);
    }
}
