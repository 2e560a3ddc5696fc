using System.Collections.Frozen;

namespace SroiTracker.OpenApi;

/// <summary>
/// What each name of the API means, in English with unit and range, and the Dutch word for it. It stands in Glossary/*.md,
/// a table for each room, so that who knows the words can read and better them without reading code.
/// </summary>
internal static class Glossary
{
    /// <summary>A row.</summary>
    /// <param name="Name">As general.md says: "hoursPerWeek", "Money.amount", "Employment.Uitzend", "?pageSize", "contracts/{id}", "reportPlacement".</param>
    /// <param name="Meaning">One or more sentences, the last without its full stop.</param>
    /// <param name="Dutch">The word or words in Dutch.</param>
    internal sealed record Row(string Name, string Meaning, string Dutch)
    {
        /// <summary>For readers: "Hours a week … (uren per week)."</summary>
        public string Sentence => $"{Meaning} ({Dutch}).";
    }

    private static readonly Lazy<FrozenDictionary<string, Row>> Kept = new(() => Read().ToFrozenDictionary(r => r.Name, StringComparer.Ordinal));

    /// <summary>Every row there is.</summary>
    public static IEnumerable<Row> Rows => Kept.Value.Values;

    /// <summary>The row of the first of these names that has one.</summary>
    public static Row? Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Kept.Value.TryGetValue(name, out var row)) return row;
        return null;
    }

    private static IEnumerable<Row> Read()
    {
        var assembly = typeof(Glossary).Assembly;
        foreach (var file in assembly.GetManifestResourceNames().Where(n => n.Contains(".Glossary.", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!);
            while (reader.ReadLine() is { } line)
                if (line.StartsWith("| ", StringComparison.Ordinal) && line.Trim('|', ' ').Split(" | ") is [var name, var meaning, var dutch] && name != "Name")
                    yield return new(name, meaning, dutch);
        }
    }
}
