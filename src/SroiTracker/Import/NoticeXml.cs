using System.Text;
using System.Xml;
using System.Xml.Linq;
using SroiTracker.Domain;

namespace SroiTracker.Import;

/// <summary>
/// One notice as XML: no DTD, no entities but XML's own five, nothing fetched from elsewhere, bounded in size and depth.
/// Elements are found by local name, because publishers' namespaces differ by release while their names do not.
/// </summary>
internal static class NoticeXml
{
    /// <summary>The largest notice, in bytes; real ones are 10 to 500 kB.</summary>
    internal const long Largest = 32L * 1024 * 1024;

    private const int Deepest = 100;

    /// <summary>Local name and namespace of the root element.</summary>
    internal static Task<(string Name, string Space)> Root(Spool spool, CancellationToken token) => Walk(spool, wholly: false, token);

    /// <summary>Reads the file to its last byte, then loads it.</summary>
    /// <exception cref="RefusedException">Not well formed, a DTD, another encoding, too deep or too large.</exception>
    internal static async Task<XElement> Load(Spool spool, CancellationToken token)
    {
        if (spool.Length > Largest) throw new RefusedException(Refusals.NoticeTooLarge, Largest);
        await Walk(spool, wholly: true, token);
        using var reader = Open(spool.Read());
        return (await XDocument.LoadAsync(reader, LoadOptions.SetLineInfo, token)).Root!;
    }

    /// <summary>The first child with a name.</summary>
    internal static XElement? One(this XElement? parent, string name) => parent?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    /// <summary>The elements at the end of a path of local names, "PartyName/Name".</summary>
    internal static IEnumerable<XElement> All(this XElement? parent, string path)
    {
        IEnumerable<XElement> found = parent is null ? [] : [parent];
        foreach (var name in path.Split('/')) found = found.SelectMany(e => e.Elements().Where(c => c.Name.LocalName == name));
        return found;
    }

    /// <summary>The first element at the end of a path.</summary>
    internal static XElement? First(this XElement? parent, string path) => parent.All(path).FirstOrDefault();

    /// <summary>All elements of a name at any depth.</summary>
    internal static IEnumerable<XElement> Anywhere(this XElement? parent, string name) =>
        parent?.Descendants().Where(e => e.Name.LocalName == name) ?? [];

    /// <summary>An element's text, or null when there is none.</summary>
    internal static string? Text(this XElement? element) => element?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>An attribute's value.</summary>
    internal static string? Given(this XElement? element, string name) => element?.Attributes().FirstOrDefault(a => a.Name.LocalName == name)?.Value;

    /// <summary>Where an element stands: its path, with a number where it has siblings of its name.</summary>
    internal static string Pointer(this XElement element)
    {
        var steps = element.AncestorsAndSelf().Reverse().Select(e =>
            e.Parent is { } parent && parent.Elements(e.Name).Skip(1).Any() ? $"/{e.Name.LocalName}[{e.ElementsBeforeSelf(e.Name).Count() + 1}]" : $"/{e.Name.LocalName}");
        return string.Concat(steps);
    }

    /// <summary>Line, column and pointer of an element.</summary>
    internal static FilePlace Place(this XElement element)
    {
        var info = (IXmlLineInfo)element;
        return new(info.LineNumber, info.LinePosition, element.Pointer());
    }

    private static async Task<(string, string)> Walk(Spool spool, bool wholly, CancellationToken token)
    {
        using var reader = Open(spool.Read());
        var line = (IXmlLineInfo)reader;
        (string, string)? root = null;
        try
        {
            while (await reader.ReadAsync())
            {
                token.ThrowIfCancellationRequested();
                if (reader.NodeType == XmlNodeType.XmlDeclaration && reader.GetAttribute("encoding") is { } encoding && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                    throw At(Refusals.ImportEncoding, line.LineNumber, line.LinePosition);
                if (reader.NodeType != XmlNodeType.Element) continue;
                if (reader.Depth >= Deepest)
                    throw new RefusedException(Refusals.ImportTooDeep.At($"{line.LineNumber}:{line.LinePosition}", Deepest, line.LineNumber, line.LinePosition));
                root ??= (reader.LocalName, reader.NamespaceURI);
                if (!wholly) break;
            }
        }
        catch (XmlException broken)
        {
            throw root is null && await Doctype(spool, token) is var (dtdLine, dtdColumn)
                ? At(Refusals.ImportDtd, dtdLine, dtdColumn)
                : At(Refusals.ImportMalformed, broken.LineNumber, broken.LinePosition);
        }
        return root!.Value;
    }

    private static XmlReader Open(Stream stream) => XmlReader.Create(stream, new XmlReaderSettings
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = Largest,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = false,
    });

    // The reader refuses a DTD without saying that, or where, it is.
    private static async Task<(int Line, int Column)?> Doctype(Spool spool, CancellationToken token)
    {
        var head = new byte[(int)Math.Min(64 * 1024, spool.Length - spool.Mark)];
        await spool.Read(spool.Mark, head, token);
        var text = Encoding.UTF8.GetString(head);
        var at = text.IndexOf("<!DOCTYPE", StringComparison.Ordinal);
        return at < 0 ? null : (text.AsSpan(0, at).Count('\n') + 1, at - text.LastIndexOf('\n', at));
    }

    private static RefusedException At(Refusal refusal, int line, int column) => new(refusal.At($"{line}:{column}", line, column));
}
