using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Settlements;

namespace SroiTracker.OpenApi;

/// <summary>The pages behind the type of a problem (RFC 9457): what a code means in two languages, and what to do; and all of them by status.</summary>
internal static class ProblemPages
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/problems", (HttpContext http) => Page.Answer(http, Index.Value)).ExcludeFromDescription();
        app.MapGet("/problems/{code}", (HttpContext http, string code) =>
            Refusals.All.FirstOrDefault(r => r.Code == code) is { } refusal ? Page.Answer(http, Of(refusal)) : throw new RefusedException(Refusals.NotFoundHere)).ExcludeFromDescription();
    }

    private static readonly Lazy<string> Index = new(() => Page.Of("Codes of refusals", page =>
    {
        page.Add($"""<header><h1>Codes of refusals</h1><p>Every refusal of the API bears one of these codes; a code never changes its meaning. <a href="{ApiDocument.Docs}">The API</a></p></header><main>""");
        foreach (var kind in Refusals.All.GroupBy(r => r.Kind).OrderBy(g => g.Key))
        {
            page.Add($"<h2>{(int)kind.Key} {Problems.Title((int)kind.Key, "en")}</h2><table><thead><tr><th>Code</th><th>English</th><th>Nederlands</th></tr></thead><tbody>");
            foreach (var refusal in kind.OrderBy(r => r.Code, StringComparer.Ordinal))
                page.Add($"""<tr><td><a href="/problems/{refusal.Code}"><code>{refusal.Code}</code></a></td><td>{Problems.Open(refusal.English)}</td><td lang="nl">{Problems.Open(refusal.Dutch)}</td></tr>""");
            page.Literal("</tbody></table>");
        }
        page.Literal("</main>");
    }));

    private static string Of(Refusal refusal) => Page.Of(refusal.Code, page =>
    {
        page.Add($"""<header><h1><code>{refusal.Code}</code></h1><p class="status">HTTP {(int)refusal.Kind}: {Problems.Title((int)refusal.Kind, "en")} / <span lang="nl">{Problems.Title((int)refusal.Kind, "nl")}</span></p></header><main>""");
        page.Add($"""<h2>English</h2><p>{Problems.Open(refusal.English)}</p><p>{WhatToDo(refusal.Kind).English}</p><div lang="nl"><h2>Nederlands</h2><p>{Problems.Open(refusal.Dutch)}</p><p>{WhatToDo(refusal.Kind).Dutch}</p></div>""");
        page.Add($"""<p class="dim">… stands for a value that the answer names.</p></main><footer><p><a href="/problems">All codes</a> · <a href="{ApiDocument.Docs}">The API</a></p></footer>""");
    });

    private static (string English, string Dutch) WhatToDo(RefusalKind kind) => kind switch
    {
        RefusalKind.BadInput => ("Nothing was stored. Mend what `errors` in the answer points at, and send the request again.", "Er is niets vastgelegd. Herstel wat `errors` in het antwoord aanwijst en stuur het verzoek opnieuw."),
        RefusalKind.NoKey => ("Send a key that is valid: Authorization: Bearer srt_…", "Stuur een geldige sleutel mee: Authorization: Bearer srt_…"),
        RefusalKind.NoRight => ("Sending it again does not help: it needs another role, or another scope.", "Opnieuw sturen helpt niet: dit vraagt een andere rol of een ander bereik."),
        RefusalKind.NotFound => ("Look at the address. What lies outside your scope is not told from what does not exist.", "Kijk het adres na. Wat buiten uw bereik ligt, wordt niet onderscheiden van wat er niet is."),
        RefusalKind.WrongMethod => ("The Allow header of the answer names the methods of this address.", "De kop Allow van het antwoord noemt de methoden van dit adres."),
        RefusalKind.Conflict => ("Nothing was stored. Read how it stands now, and decide again.", "Er is niets vastgelegd. Haal op hoe het er nu voor staat en beslis opnieuw."),
        RefusalKind.Stale or RefusalKind.ConditionMissing => ("Get the resource, and send the ETag of its answer in If-Match.", "Haal de gegevens op en stuur de ETag van dat antwoord mee in If-Match."),
        RefusalKind.TooLarge => ("Send less in one request.", "Stuur minder in één verzoek."),
        RefusalKind.UnknownType => ("Send the content type that the operation takes.", "Stuur het inhoudstype dat deze bewerking aanneemt."),
        RefusalKind.TooMany or RefusalKind.Unavailable => ("Send the same request again after the seconds in Retry-After, with the same Idempotency-Key.", "Stuur hetzelfde verzoek opnieuw na het aantal seconden in Retry-After, met dezelfde Idempotency-Key."),
        _ => ("Something failed inside. Tell the operator the traceId of the answer.", "Er ging binnenin iets mis. Geef de beheerder het traceId van het antwoord."),
    };
}
