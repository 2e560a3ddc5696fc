using SroiTracker.Domain;

namespace SroiTracker.Suppliers.Sync;

/// <summary>The id that a supplier's system gives an item.</summary>
internal static class SourceId
{
    /// <summary>The most characters.</summary>
    public const int Longest = 100;

    /// <summary>The id where it can be used: it is kept, logged and part of a path, so it may hold no citizen service number and be no step in a path.</summary>
    public static string? Usable(string? id) =>
        id is { Length: > 0 and <= Longest } && id.Trim() == id && SearchText.IsReadable(id) && Bsn.FindIn(id).Count == 0 && id is not ("." or "..") ? id : null;
}
