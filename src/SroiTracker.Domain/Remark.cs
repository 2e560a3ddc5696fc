using System.Globalization;

namespace SroiTracker.Domain;

/// <summary>
/// Something an officer is told without being stopped: a reason for an advice, or a warning. A code for machines and a
/// sentence each in Dutch and English. The catalogue is <see cref="Remarks"/>; there sentences may hold <c>{0}</c>,
/// <c>{1}</c>, which <see cref="With"/> fills in.
/// </summary>
/// <param name="Code"><c>noun.reason</c>, kebab-case; part of the API, never changed.</param>
public sealed record Remark(string Code, string Dutch, string English)
{
    private static readonly CultureInfo InDutch = CultureInfo.GetCultureInfo("nl-NL");
    private static readonly CultureInfo InEnglish = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Both sentences filled in; amounts, dates, numbers and words are written as readers of that language write them.</summary>
    public Remark With(params object[] values) => new(Code, Filled(InDutch, Dutch, values), Filled(InEnglish, English, values));

    /// <summary>The sentence in a language ("nl", or English for any other).</summary>
    public string Sentence(string language) => language.StartsWith("nl", StringComparison.OrdinalIgnoreCase) ? Dutch : English;

    private static string Filled(CultureInfo culture, string format, object[] values) =>
        string.Format(culture, format, [.. values.Select(v => Written(culture, v))]);

    private static object Written(CultureInfo culture, object value) => value switch
    {
        Euros euros => euros.InWords(culture.Name),
        DateOnly day => day.ToString("d MMMM yyyy", culture),
        Words words => culture == InDutch ? words.Dutch : words.English,
        _ => value,
    };
}

/// <summary>Some words in both languages, to be filled into a sentence.</summary>
public sealed record Words(string Dutch, string English);
