using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Microsoft.Extensions.Primitives;
using SroiTracker.Domain;
using SroiTracker.Privacy;

namespace SroiTracker.Http;

/// <summary>A page of a list, with the way to the next.</summary>
public sealed record ListOf<T>(IReadOnlyList<T> Items, ListLinks Links);

/// <summary>Where the next page is, or null at the end.</summary>
public sealed record ListLinks(string? Next);

/// <summary>
/// Lists by keyset: the cursor holds the last id that was seen, sealed together with the path and the filters, so that
/// it can't be altered or taken to another list.
/// </summary>
public sealed class Paging(ServiceKey service)
{
    /// <summary>Items on a page when nothing is asked.</summary>
    public const int UsualSize = 50;

    /// <summary>The most that may be asked.</summary>
    public const int LargestSize = 500;

    /// <summary>The number of items asked for.</summary>
    /// <exception cref="RefusedException">Below 1 or above the largest.</exception>
    public static int Size(int? asked, int usual = UsualSize, int largest = LargestSize)
    {
        var size = asked ?? usual;
        return size >= 1 && size <= largest ? size : throw new RefusedException(Refusals.ValueInvalid.At("?pageSize", $"1–{largest}"));
    }

    /// <summary>The id after which the page starts; the empty id on the first page.</summary>
    /// <exception cref="RefusedException">Altered, or made for another list.</exception>
    public Guid After(HttpRequest request) => AfterKey(request, 16) is { } id ? new Guid(id, bigEndian: true) : Guid.Empty;

    /// <summary>The same for a list by a longer key, of so many bytes; null on the first page.</summary>
    public byte[]? AfterKey(HttpRequest request, int length)
    {
        if (!request.Query.TryGetValue("cursor", out var asked)) return null;
        var cursor = asked.ToString();
        var bytes = new byte[length + 16];
        if (cursor.Length != (bytes.Length * 8 + 5) / 6 || !Base64Url.TryDecodeFromChars(cursor, bytes, out var read) || read != bytes.Length
            || !bytes.AsSpan(length).SequenceEqual(Seal(bytes.AsSpan(0, length), request.PathBase + request.Path, request.Query)))
            throw new RefusedException(Refusals.CursorInvalid.At("?cursor"));
        return bytes[..length];
    }

    /// <summary>The same for a list by number: the number after which the page starts, 0 on the first page.</summary>
    public long AfterNumber(HttpRequest request) => BinaryPrimitives.ReadInt64BigEndian(After(request).ToByteArray(bigEndian: true).AsSpan(8));

    /// <summary>A page of a list by number.</summary>
    public ListOf<T> Page<T>(HttpRequest request, IReadOnlyList<T> oneMore, int size, Func<T, long> number) =>
        Page(request.PathBase + request.Path, request.Query, oneMore, size, number);

    /// <summary>The same for a list that is read at another path than the one that was called.</summary>
    public ListOf<T> Page<T>(string path, IEnumerable<KeyValuePair<string, StringValues>> asked, IReadOnlyList<T> oneMore, int size, Func<T, long> number) => Page(path, asked, oneMore, size, item =>
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(8), number(item));
        return bytes;
    });

    /// <summary>A page from one item more than fits on it.</summary>
    public ListOf<T> Page<T>(HttpRequest request, IReadOnlyList<T> oneMore, int size, Func<T, Guid> id) =>
        Page(request.PathBase + request.Path, request.Query, oneMore, size, id);

    /// <summary>The same for a list that is read at another path than the one that was called.</summary>
    public ListOf<T> Page<T>(string path, IEnumerable<KeyValuePair<string, StringValues>> asked, IReadOnlyList<T> oneMore, int size, Func<T, Guid> id) =>
        Page(path, asked, oneMore, size, item => id(item).ToByteArray(bigEndian: true));

    /// <summary>A page of a list by a longer key.</summary>
    public ListOf<T> Page<T>(HttpRequest request, IReadOnlyList<T> oneMore, int size, Func<T, byte[]> key) =>
        Page(request.PathBase + request.Path, request.Query, oneMore, size, key);

    private ListOf<T> Page<T>(string path, IEnumerable<KeyValuePair<string, StringValues>> asked, IReadOnlyList<T> oneMore, int size, Func<T, byte[]> key)
    {
        if (oneMore.Count <= size) return new(oneMore, new(null));
        var last = key(oneMore[size - 1]);
        byte[] cursor = [.. last, .. Seal(last, path, asked)];
        var query = asked.Where(q => q.Key != "cursor").Select(q => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(q.Value.ToString())}");
        return new([.. oneMore.Take(size)], new($"{path}?{string.Join('&', query.Append("cursor=" + Base64Url.EncodeToString(cursor)))}"));
    }

    /// <summary>The page size is no filter: a caller may change it on the way.</summary>
    private byte[] Seal(ReadOnlySpan<byte> key, string path, IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var filters = query.Where(q => q.Key is not ("cursor" or "pageSize")).OrderBy(q => q.Key, StringComparer.Ordinal);
        var text = Encoding.UTF8.GetBytes(path + "\n" + string.Join('\n', filters.Select(f => f.Key + "=" + f.Value)));
        return service.Seal([.. key, .. text]);
    }
}
