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

    internal static async IAsyncEnumerable<ReadNotice> Read(Spool spool, [EnumeratorCancellation] CancellationToken token)
    {
        var index = 0;
        foreach (var item in await JsonOutline.Of(spool, token)) yield return await Read(spool, item, index++, token);
    }

    private static async Task<ReadNotice> Read(Spool spool, JsonItem item, int index, CancellationToken token)
    {
        var place = new FilePlace(item.Line, item.Column, item.Pointer);
        if (!item.IsObject) return Refused(Refusals.NoticeNotAnObject.At(item.Pointer));
        if (item.Length > JsonOutline.LargestItem) return Refused(Refusals.NoticeTooLarge.At(item.Pointer, JsonOutline.LargestItem));
        var buffer = ArrayPool<byte>.Shared.Rent(item.Length);
        try
        {
            await spool.Read(item.Offset, buffer.AsMemory(0, item.Length), token);
            using var document = JsonDocument.Parse(buffer.AsMemory(0, item.Length), Strict);
            var root = new JsonAt(document.RootElement, item.Pointer);
            if (item.List != "records") return One(root);
            if (root["compiledRelease"] is { IsThere: true } compiled) return One(compiled);
            if (OcdsMerge.Latest(root["releases"]) is not { } merged) return Refused(Refusals.NoticeLinkedReleases.At(root["releases"].Pointer));
            using (merged) return One(new(merged.RootElement, $"{item.Pointer}/releases"));
        }
        catch (JsonException)
        {
            // It was well formed: what is left is a field that is there twice.
            return Refused(Refusals.NoticeFieldTwice.At(item.Pointer));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        ReadNotice Refused(Objection objection) => new(index, place, null, [], objection, []);

        ReadNotice One(JsonAt release) => NoticeFile.One(index, place, Findings.Id(release["id"].Text), findings => new OcdsRelease(release, findings).Contracts());
    }
}
