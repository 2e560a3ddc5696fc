using SroiTracker.Domain;

namespace SroiTracker.Import;

/// <summary>Which format a file is, from its content; names and content types are not looked at.</summary>
internal static class Format
{
    private const string Ubl = "urn:oasis:names:specification:ubl:schema:xsd:";

    /// <summary>
    /// XML with a UBL notice as root is eForms, with TED_EXPORT it is TED; JSON is OCDS; a first line that holds
    /// documented columns is CSV.
    /// </summary>
    /// <exception cref="RefusedException"><c>import.empty</c>, <c>import.format-unknown</c>, or XML that is not well formed at its root.</exception>
    internal static async Task<NoticeFormat> Of(Spool spool, CancellationToken token)
    {
        var head = new byte[(int)Math.Min(4096, spool.Length - spool.Mark)];
        await spool.Read(spool.Mark, head, token);
        var start = head.AsSpan().TrimStart(" \t\r\n"u8);
        if (start.IsEmpty && head.Length == spool.Length - spool.Mark) throw new RefusedException(Refusals.ImportEmpty);
        if (start.StartsWith("{"u8) || start.StartsWith("["u8)) return NoticeFormat.Ocds;
        if (start.StartsWith("<"u8)) return await OfXml(spool, token);
        return Csv.IsHeader(head) ? NoticeFormat.Csv : throw new RefusedException(Refusals.ImportFormatUnknown);
    }

    private static async Task<NoticeFormat> OfXml(Spool spool, CancellationToken token)
    {
        var (name, space) = await NoticeXml.Root(spool, token);
        if (name == "TED_EXPORT") return NoticeFormat.Ted;
        if (space.StartsWith(Ubl, StringComparison.Ordinal) && name.EndsWith("Notice", StringComparison.Ordinal)) return NoticeFormat.EForms;
        throw new RefusedException(Refusals.ImportFormatUnknown);
    }
}
