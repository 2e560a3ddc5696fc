using System.Collections.Concurrent;

namespace SroiTracker.Database;

/// <summary>
/// A SQL text with optional constant fragments at <c>{filters}</c>, so that every text that can reach the database is
/// known beforehand: a test parses all combinations.
/// </summary>
public sealed class FilteredSql
{
    readonly string text;
    readonly (string Name, string Fragment)[] filters;
    readonly ConcurrentDictionary<int, string> composed = new();

    /// <param name="text">Holds <c>{filters}</c> once, after a <c>WHERE</c> condition.</param>
    /// <param name="filters">Name and fragment ("AND c.state = @state") of each filter; at most ten.</param>
    public FilteredSql(string text, params (string Name, string Fragment)[] filters)
    {
        if (text.Split("{filters}").Length != 2) throw new ArgumentException("The text holds {filters} once.", nameof(text));
        if (filters.Length > 10) throw new ArgumentException("At most ten filters.", nameof(filters));
        this.text = text;
        this.filters = filters;
    }

    /// <summary>The text with these filters; names that are null are passed over.</summary>
    /// <exception cref="ArgumentException">A name that is no filter of this text.</exception>
    public string With(params ReadOnlySpan<string?> presentNames)
    {
        var present = 0;
        foreach (var name in presentNames)
        {
            if (name is null) continue;
            var index = Array.FindIndex(filters, f => f.Name == name);
            if (index < 0) throw new ArgumentException($"There is no filter {name}.", nameof(presentNames));
            present |= 1 << index;
        }
        return composed.GetOrAdd(present, Compose);
    }

    /// <summary>Every text that can be composed.</summary>
    public IEnumerable<string> All() => Enumerable.Range(0, 1 << filters.Length).Select(present => composed.GetOrAdd(present, Compose));

    string Compose(int present) =>
        text.Replace("{filters}", string.Join(' ', filters.Where((_, i) => (present & 1 << i) != 0).Select(f => f.Fragment)), StringComparison.Ordinal);
}
