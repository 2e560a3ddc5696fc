using System.Text.Json.Serialization;

namespace SroiTracker.Client;

/// <summary>What came of a batch.</summary>
public sealed record PlacementBatch : Answered
{
    /// <summary>Of the batch.</summary>
    public Guid Id { get; init; }

    /// <summary>Whether all of it was taken.</summary>
    public BatchState State { get; init; }

    /// <summary>How many lines there were, and what came of them.</summary>
    public BatchCounts? Counts { get; init; }

    /// <summary>The first lines that were refused; all of them by <see cref="PlacementBatchCalls.RefusedAsync"/>.</summary>
    public IReadOnlyList<RefusedLine> Refused { get; init; } = [];

    [JsonInclude]
    internal PageLinks? Links { get; init; }
}

/// <summary>How far a batch is.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<BatchState>))]
public readonly record struct BatchState(string Word) : IWord<BatchState>
{
    /// <summary>It broke off, or lines are still coming: send it again under its key.</summary>
    public static readonly BatchState Running = new("Running");
    /// <summary>Its last line was taken.</summary>
    public static readonly BatchState Completed = new("Completed");

    /// <inheritdoc/>
    public static BatchState Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>Lines of a batch: <paramref name="Lines"/> is the sum of the other three.</summary>
/// <param name="Lines">That were sent.</param>
/// <param name="Accepted">That made a placement or a next report.</param>
/// <param name="Unchanged">That said nothing new.</param>
/// <param name="Refused">That were refused.</param>
public sealed record BatchCounts(long Lines, long Accepted, long Unchanged, long Refused);

/// <summary>A line that was refused; the lines around it were taken all the same.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="SupplierReference">Your reference in it; null where it could not be read.</param>
/// <param name="Errors">Why, at most twenty.</param>
public sealed record RefusedLine(long Line, string? SupplierReference, IReadOnlyList<SroiError> Errors);
