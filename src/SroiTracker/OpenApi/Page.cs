using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SroiTracker.Domain;
using SroiTracker.Settlements;

namespace SroiTracker.OpenApi;

/// <summary>A page that explains the API. It holds no script and loads nothing: not from here, and not from elsewhere.</summary>
internal static partial class Page
{
    private const string Style = """
        *{box-sizing:border-box}
        html{scroll-padding-top:1rem}
        body{font:16px/1.5 "Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:#1b1b1b;margin:0;background:#fff}
        header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
        header{padding-top:1.5rem;border-bottom:3px solid #154273}
        h1{font-size:1.9rem;color:#154273;margin:0}
        h2{font-size:1.45rem;color:#154273;margin:3rem 0 .5rem;border-bottom:1px solid #ccd}
        h3{font-size:1.1rem;margin:2.2rem 0 .3rem}
        h4{font-size:.95rem;margin:1rem 0 .2rem}
        p{margin:.3rem 0}
        a{color:#01689b}
        code{font:.9em ui-monospace,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
        pre{background:#f3f4f6;border:1px solid #dde;padding:.7rem;overflow:auto;max-height:30rem;font:.82rem/1.45 ui-monospace,Consolas,monospace}
        table{border-collapse:collapse;width:100%;margin:.3rem 0 1rem;font-size:.93rem}
        th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #dde}
        thead th{border-bottom:2px solid #889}
        td:first-child{white-space:nowrap}
        td ul,p+ul{margin:0;padding-left:1.1rem}
        nav ul{columns:3 20rem;padding-left:1.1rem}
        .method{display:inline-block;min-width:4.2rem;font-weight:700;color:#154273}
        .may td{text-align:center}
        .may td:first-child{text-align:left}
        .may tbody th{background:#eef2f7;padding-left:.3rem}
        .dim{color:#555}
        .status{font-size:1.1rem}
        summary{cursor:pointer;color:#01689b}
        footer{margin-top:4rem;padding-bottom:2rem;color:#555;border-top:1px solid #ccd}
        """;

    /// <summary>Nothing but the style above.</summary>
    public static readonly string ContentSecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly HashSet<string> Codes = [.. Refusals.All.Select(r => r.Code)];

    /// <summary>A whole page, for anyone.</summary>
    public static IResult Answer(HttpContext http, string html)
    {
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Content(html, "text/html; charset=utf-8");
    }

    /// <summary>A page in English.</summary>
    public static string Of(string title, Action<Markup> body)
    {
        var page = new Markup(CultureInfo.GetCultureInfo("en-GB"));
        page.Add($"""<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>""");
        page.Literal($"<style>{Style}</style></head><body>");
        body(page);
        page.Literal("</body></html>\n");
        return page.ToString();
    }

    /// <summary>Sentences of the document: lists by dashes, names between backticks, codes with the way to their page.</summary>
    public static void Prose(this Markup page, string? text)
    {
        var inList = false;
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var isItem = line.StartsWith("- ", StringComparison.Ordinal);
            if (isItem != inList) page.Literal(isItem ? "<ul>" : "</ul>");
            inList = isItem;
            page.Literal(isItem ? "<li>" : "<p>");
            var end = 0;
            foreach (Match name in Name().Matches(line))
            {
                page.Add($"{line[(end == 0 && isItem ? 2 : end)..name.Index]}");
                page.Code(name.Groups[1].Value);
                end = name.Index + name.Length;
            }
            page.Add($"{line[(end == 0 && isItem ? 2 : end)..]}");
            page.Literal(isItem ? "</li>" : "</p>");
        }
        if (inList) page.Literal("</ul>");
    }

    private static void Code(this Markup page, string name)
    {
        if (Codes.Contains(name)) page.Add($"""<a href="/problems/{name}"><code>{name}</code></a>""");
        else page.Add($"<code>{name}</code>");
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
