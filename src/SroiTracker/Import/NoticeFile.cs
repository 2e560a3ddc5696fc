using SroiTracker.Domain;

namespace SroiTracker.Import;

/// <summary>Reads a spooled file in whichever format it is.</summary>
public static class NoticeFile
{
    /// <summary>Which format the file is.</summary>
    /// <param name="asked">The format the sender named, or null to go by the content alone.</param>
    /// <exception cref="RefusedException">None that is read, or another than was asked for.</exception>
    public static async Task<NoticeFormat> Recognise(Spool spool, NoticeFormat? asked, CancellationToken token)
    {
        var format = await Format.Of(spool, token);
        return asked is { } name && name != format ? throw new RefusedException(Refusals.ImportOtherFormat, name, format) : format;
    }

    /// <summary>
    /// The notices in the file, one at a time. Before the first is answered the file has been read to its last byte: one
    /// that is not well formed gives nothing.
    /// </summary>
    /// <exception cref="RefusedException">The file as a whole: <c>import.*</c>, with line and column.</exception>
    public static IAsyncEnumerable<ReadNotice> Read(Spool spool, NoticeFormat format, CancellationToken token) => format switch
    {
        NoticeFormat.EForms => EForms.Read(spool, token),
        NoticeFormat.Ted => Ted.Read(spool, token),
        NoticeFormat.Csv => Csv.Read(spool, token),
        _ => Ocds.Read(spool, token),
    };

    /// <summary>One notice, read on its own: what it throws as a refusal becomes its result.</summary>
    internal static ReadNotice One(int index, FilePlace place, string? noticeId, Func<Findings, IReadOnlyList<NoticeContract>> read)
    {
        var findings = new Findings();
        try
        {
            var contracts = read(findings);
            if (contracts.Count > 0) return new(index, place, noticeId, contracts, null, findings.Warnings);
            var reason = findings.FirstSkipped ?? Refusals.NoticeNoAward.At(place.Pointer);
            return new(index, place, noticeId, [], reason, [.. findings.Warnings.Where(w => w != reason)]);
        }
        catch (RefusedException refused)
        {
            return new(index, place, noticeId, [], refused.Objections[0], findings.Warnings);
        }
    }
}
