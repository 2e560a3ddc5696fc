using System.Text.Json.Serialization;

namespace SroiTracker.Client;

/// <summary>How far a settlement is.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<SettlementState>))]
public readonly record struct SettlementState(string Word) : IWord<SettlementState>
{
    /// <summary>Nothing was asked or proposed yet.</summary>
    public static readonly SettlementState Opened = new("Opened");
    /// <summary>Notice of default was given; what is done until a day still counts.</summary>
    public static readonly SettlementState InRecovery = new("InRecovery");
    /// <summary>Someone proposed how to settle.</summary>
    public static readonly SettlementState Proposed = new("Proposed");
    /// <summary>Someone else decided: there is a statement.</summary>
    public static readonly SettlementState Decided = new("Decided");
    /// <summary>Someone asked to open it again; the statement stands until someone else agrees.</summary>
    public static readonly SettlementState ReopeningAsked = new("ReopeningAsked");
    /// <summary>Open again; the next decision makes a statement beside the old.</summary>
    public static readonly SettlementState Reopened = new("Reopened");

    /// <inheritdoc/>
    public static SettlementState Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>Whether the obligation is judged per year or at the end.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<TargetKind>))]
public readonly record struct TargetKind(string Word) : IWord<TargetKind>
{
    /// <summary>A target each calendar year.</summary>
    public static readonly TargetKind Yearly = new("Yearly");
    /// <summary>The whole at the end.</summary>
    public static readonly TargetKind Final = new("Final");

    /// <inheritdoc/>
    public static TargetKind Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}
