using System.Text;
using SroiTracker.Domain;
using SroiTracker.Import;

namespace SroiTracker.Tests.Import;

/// <summary>Reads a file or text the way the import does, to a list.</summary>
internal static class Reading
{
    internal static Task<IReadOnlyList<ReadNotice>> File(params string[] path) => Stream(System.IO.File.OpenRead(SharedData.Path(path)));

    internal static Task<IReadOnlyList<ReadNotice>> Text(string text, NoticeFormat? asked = null) => Stream(new MemoryStream(Encoding.UTF8.GetBytes(text)), asked);

    internal static async Task<IReadOnlyList<ReadNotice>> Stream(Stream body, NoticeFormat? asked = null)
    {
        await using (body)
        {
            await using var spool = await Spool.Take(body, TestContext.Current.CancellationToken);
            var notices = new List<ReadNotice>();
            var format = await NoticeFile.Recognise(spool, asked, TestContext.Current.CancellationToken);
            await foreach (var notice in NoticeFile.Read(spool, format, TestContext.Current.CancellationToken)) notices.Add(notice);
            return notices;
        }
    }

    /// <summary>The only notice of a text.</summary>
    internal static async Task<ReadNotice> One(string text) => Assert.Single(await Text(text));

    /// <summary>The only contract of the only notice.</summary>
    internal static async Task<NoticeContract> Contract(string text)
    {
        var notice = await One(text);
        Assert.Null(notice.Refusal);
        return Assert.Single(notice.Contracts);
    }

    /// <summary>Why a file as a whole is refused: "code place".</summary>
    internal static async Task<string> Refused(Stream body)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Stream(body));
        var objection = Assert.Single(refused.Objections);
        return $"{objection.Refusal.Code} {objection.Place}".TrimEnd();
    }

    internal static Task<string> Refused(string text) => Refused(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    /// <summary>The codes of the warnings, sorted, each once.</summary>
    internal static string Codes(this ReadNotice notice) => string.Join(' ', notice.Warnings.Select(w => w.Refusal.Code).Distinct().Order(StringComparer.Ordinal));

    /// <summary>"NL-KVK 30281419 Waterschap Rivierenland".</summary>
    internal static string Words(this NoticeOrganisation party) => $"{party.Identifier?.Scheme ?? "-"} {party.Identifier?.Id ?? "-"} {party.Name}";
}
