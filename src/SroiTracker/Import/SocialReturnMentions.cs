using System.Buffers;
using System.Text.RegularExpressions;
using SroiTracker.Contracts;

namespace SroiTracker.Import;

/// <summary>
/// Finds mentions of social return in a notice's criteria, conditions and descriptions: hints to the officer who sets the
/// clause, with some words around each, one line, contact data masked.
/// </summary>
internal static partial class SocialReturnMentions
{
    private const int Around = 140;
    private const int Most = 20;

    /// <summary>The mentions in a notice's texts, each wording once, at most twenty.</summary>
    internal static IReadOnlyList<SocialReturnHint> In(IEnumerable<(string Text, string Pointer)> texts)
    {
        var found = new List<SocialReturnHint>();
        foreach (var (text, pointer) in texts)
        {
            if (found.Count == Most) break;
            if (!text.AsSpan().ContainsAny(Stems) || Words().Match(text) is not { Success: true } word) continue;
            var hint = Excerpt(text, word);
            if (found.All(h => h.Text != hint)) found.Add(new(hint, pointer));
        }
        return found;
    }

    private static string Excerpt(string text, Match word)
    {
        var start = Math.Max(0, word.Index - Around);
        var end = Math.Min(text.Length, word.Index + word.Length + Around);
        // Whole words at both ends, so that masking sees whole addresses and numbers.
        while (start > 0 && start < word.Index && !char.IsWhiteSpace(text[start])) start++;
        while (end < text.Length && end > word.Index + word.Length && !char.IsWhiteSpace(text[end])) end--;
        return OneLine.From(text[start..end]).Text;
    }

    // Each mention holds one of these; looking for them first is many times faster than the expression.
    private static readonly SearchValues<string> Stems = SearchValues.Create(
        ["social", "sroi", "participatie", "arbeid", "banenafspraak", "garantieba", "doelgroep", "beschut", "pso", "werkzoek", "langdurig", "leerwerk", "sheltered", "disadvantaged",
            "unemployed", "disabilit", "market", "apprentice"],
        StringComparison.OrdinalIgnoreCase);

    // Dutch words of the Participatiewet, of buyers' clauses and of the PSO ladder; English words of Directive 2014/24/EU
    // (recitals 36 and 99, article 20) and of social value clauses.
    [GeneratedRegex(
        @"social[\s-]*return|\bSROI\b|participatiewet|participatie(eis|clausule|verplichting)|afstand\s+tot\s+de\s+arbeidsmarkt|banenafspraak|garantieba(an|nen)" +
        @"|doelgroep(en)?register|arbeidsbeperk|arbeidsgehandicapt|sociale\s+werk(voorziening|plaats)|beschut\s+werk|sociale?\s+ondernem|prestatieladder\s+socialer|\bPSO[\s-]*(trede|30)" +
        @"|werkzoekend|langdurig\s+werkl|leerwerk|sheltered\s+(workshop|employment)|disadvantaged\s+(worker|person|people|group)|unemployed" +
        @"|(people|persons|workers)\s+with\s+(a\s+)?disabilit|distance\s+to\s+the\s+labou?r\s+market|social\s+value|social\s+(enterprise|inclusion)|apprentice",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Words();
}
