using System.Text.RegularExpressions;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>Why something was refused, as it is kept: in both languages, at its place in what was sent.</summary>
/// <param name="Pointer">"/hoursPerWeek"; null for the whole.</param>
/// <param name="Column">Where a line can't be read any further, from 1.</param>
internal sealed partial record KeptObjection(string? Pointer, long? Column, string Code, string Dutch, string English)
{
    /// <summary>How many may be kept of one thing.</summary>
    public const int Most = 20;

    public static KeptObjection Of(Objection objection)
    {
        long? column = objection.Place?.Split(':') is [_, var number] && long.TryParse(number, out var at) ? at : null;
        return new(column is null ? Known(objection.Place) : null, column, objection.Refusal.Code, objection.Sentence("nl"), objection.Sentence("en"));
    }

    /// <summary>The sentence in the language of a call.</summary>
    public string Sentence(string language) => language == "nl" ? Dutch : English;

    /// <summary>As the API shows it.</summary>
    /// <param name="line">Of a body of lines.</param>
    public Problems.ProblemError Shown(string language, long? line = null) => new("body", new(Pointer, Line: line, Column: Column), Code, Sentence(language));

    /// <summary>A place as far as its names can be names of fields: what a sender put there by mistake may be about a person.</summary>
    private static string? Known(string? place) => place is null ? null : Fields().Match(place).Value;

    [GeneratedRegex("^(/([A-Za-z]{1,40}|[0-9]{1,5})(?=/|$))*", RegexOptions.CultureInvariant)]
    private static partial Regex Fields();
}
