using System.Text.Json.Serialization;

namespace SroiTracker.Client;

/// <summary>What came as one answer, with what its headers say. In a list these are null or false.</summary>
public abstract record Answered
{
    /// <summary>Names the version that was seen; a change must name it, so that nobody overwrites what they did not see. Null where there are no versions.</summary>
    [JsonIgnore]
    public string? ETag { get; init; }

    /// <summary>Version of the API that answered, such as 1.2.0.</summary>
    [JsonIgnore]
    public Version? ApiVersion { get; init; }

    /// <summary>Whether the call made something that was not there (201).</summary>
    [JsonIgnore]
    public bool WasCreated { get; init; }

    /// <summary>Whether the service had carried out a call with this idempotency key before, and gave the answer of then.</summary>
    [JsonIgnore]
    public bool WasReplayed { get; init; }
}

/// <summary>A page of a list.</summary>
internal record Page<T>
{
    public IReadOnlyList<T> Items { get; init; } = [];
    public PageLinks? Links { get; init; }
}

/// <summary>The way to the next page; null at the end.</summary>
internal sealed record PageLinks(string? Next);
