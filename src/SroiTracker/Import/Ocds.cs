using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SroiTracker.Domain;

namespace SroiTracker.Import;

/// <summary>
/// OCDS 1.1: a release, a release package, a record package (the compiledRelease, else its releases merged), or a bare
/// list of releases. One release at a time is in memory.
/// </summary>
internal static class Ocds
{
    // A field given twice would let the writer choose which one we believe.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    // Many releases are read at once: one each would cost more than what is done with it.
    private const int Window = 1024 * 1024;

    internal static async IAsyncEnumerable<ReadNotice> Read(Spool spool, [EnumeratorCancellation] CancellationToken token)
    {
        var items = await JsonOutline.Of(spool, token);
        var buffer = ArrayPool<byte>.Shared.Rent(Window);
        var (start, end) = (0L, 0L);
        try
        {
            for (var index = 0; index < items.Count; index++)
            {
                var item = items[index];
                if (item.IsObject && item.Length <= JsonOutline.LargestItem && (item.Offset < start || item.Offset + item.Length > end))
                {
                    if (item.Length > buffer.Length)
                    {
                        ArrayPool<byte>.Shared.Return(buffer);
                        buffer = ArrayPool<byte>.Shared.Rent(item.Length);
                    }
                    (start, end) = (item.Offset, Math.Min(spool.Length, item.Offset + buffer.Length));
                    await spool.Read(start, buffer.AsMemory(0, (int)(end - start)), token);
                }
                yield return Read(item, index, () => buffer.AsMemory((int)(item.Offset - start), item.Length));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ReadNotice Read(JsonItem item, int index, Func<ReadOnlyMemory<byte>> bytes)
    {
        var place = new FilePlace(item.Line, item.Column, item.Pointer);
        if (!item.IsObject) return Refused(Refusals.NoticeNotAnObject.At(item.Pointer));
        if (item.Length > JsonOutline.LargestItem) return Refused(Refusals.NoticeTooLarge.At(item.Pointer, JsonOutline.LargestItem));
        try
        {
            using var document = JsonDocument.Parse(bytes(), Strict);
            var root = new JsonAt(document.RootElement, item.Pointer);
            if (item.List != "records") return One(root);
            if (root["compiledRelease"] is { IsThere: true } compiled) return One(compiled);
            using var merged = OcdsMerge.Latest(root["releases"]);
            return merged is null ? Refused(Refusals.NoticeLinkedReleases.At(root["releases"].Pointer)) : One(new(merged.RootElement, $"{item.Pointer}/releases"));
        }
        catch (JsonException)
        {
            // It was well formed: what is left is a field that is there twice.
            return Refused(Refusals.NoticeFieldTwice.At(item.Pointer));
        }

        ReadNotice Refused(Objection objection) => new(index, place, null, [], objection, []);

        ReadNotice One(JsonAt release) => NoticeFile.One(index, place, Findings.Id(release["id"].Text), findings => new OcdsRelease(release, findings).Contracts());
    }
}
