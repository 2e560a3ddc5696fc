using System.Globalization;

namespace SroiTracker.Domain;

/// <summary>What kind of no it is; the API answers with its number as HTTP status.</summary>
public enum RefusalKind
{
    BadInput = 400, NoKey = 401, NoRight = 403, NotFound = 404, WrongMethod = 405, TooSlow = 408, Conflict = 409, Stale = 412, TooLarge = 413,
    TooLong = 414, UnknownType = 415, ConditionMissing = 428, TooMany = 429, TooMuch = 431, Failure = 500, Upstream = 502, Unavailable = 503,
}

/// <summary>
/// A reason why something was refused: a code and a sentence each in Dutch and English. The catalogue is
/// <see cref="Refusals"/>. Sentences may hold <c>{0}</c>, <c>{1}</c> for what the reader needs to know.
/// </summary>
/// <param name="Code"><c>noun.reason</c>, kebab-case; part of the API, never changed.</param>
/// <param name="Kind">Which no it is.</param>
/// <param name="Dutch">The sentence in Dutch.</param>
/// <param name="English">The sentence in English.</param>
public sealed record Refusal(string Code, RefusalKind Kind, string Dutch, string English)
{
    /// <summary>The sentence in a language ("nl", or English for any other), filled in.</summary>
    public string Sentence(string language, params object?[] values)
    {
        var dutch = language.StartsWith("nl", StringComparison.OrdinalIgnoreCase);
        var culture = CultureInfo.GetCultureInfo(dutch ? "nl-NL" : "en-GB");
        return string.Format(culture, dutch ? Dutch : English, values);
    }

    /// <summary>This refusal at a place in the input.</summary>
    public Objection At(string? place, params object?[] values) => new(this, place, values);
}

/// <summary>A refusal at a place: a JSON pointer ("/hoursPerWeek"), a query key, or null for the whole.</summary>
public sealed record Objection(Refusal Refusal, string? Place, IReadOnlyList<object?> Values)
{
    /// <summary>The sentence, filled in.</summary>
    public string Sentence(string language) => Refusal.Sentence(language, [.. Values]);
}

/// <summary>Ends an act with one or more objections; nothing of the act is kept.</summary>
public sealed class RefusedException : Exception
{
    /// <summary>All objections, at least one; the first decides the kind.</summary>
    public IReadOnlyList<Objection> Objections { get; }

    public RefusedException(params IReadOnlyList<Objection> objections)
        : base(string.Join(" ", objections.Select(o => $"{o.Refusal.Code}: {o.Sentence("en")}"))) => Objections = objections;

    public RefusedException(Refusal refusal, params object?[] values) : this(refusal.At(null, values)) { }
}
