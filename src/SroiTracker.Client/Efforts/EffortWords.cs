using System.Text.Json.Serialization;

namespace SroiTracker.Client;

/// <summary>What a supplier does for social return beside placements.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<EffortKind>))]
public readonly record struct EffortKind(string Word) : IWord<EffortKind>
{
    /// <summary>Buying from a recognised social enterprise.</summary>
    public static readonly EffortKind SocialPurchase = new("SocialPurchase");
    /// <summary>Helping a social initiative, by the hour.</summary>
    public static readonly EffortKind Activity = new("Activity");
    /// <summary>Training people of a Doelgroep, at cost.</summary>
    public static readonly EffortKind Training = new("Training");
    /// <summary>A jobcoach or other guidance, at cost.</summary>
    public static readonly EffortKind Coaching = new("Coaching");
    /// <summary>A certificate of the Prestatieladder Socialer Ondernemen.</summary>
    public static readonly EffortKind PsoCertificate = new("PsoCertificate");

    /// <inheritdoc/>
    public static EffortKind Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}

/// <summary>What a reference to evidence is about.</summary>
/// <param name="Word">As the API writes it.</param>
[JsonConverter(typeof(WordConverter<EvidenceKind>))]
public readonly record struct EvidenceKind(string Word) : IWord<EvidenceKind>
{
    /// <summary>An invoice.</summary>
    public static readonly EvidenceKind Invoice = new("Invoice");
    /// <summary>A proof of payment.</summary>
    public static readonly EvidenceKind ProofOfPayment = new("ProofOfPayment");
    /// <summary>A list of who attended.</summary>
    public static readonly EvidenceKind AttendanceList = new("AttendanceList");
    /// <summary>Hours written.</summary>
    public static readonly EvidenceKind Timesheet = new("Timesheet");
    /// <summary>A certificate.</summary>
    public static readonly EvidenceKind Certificate = new("Certificate");
    /// <summary>An agreement.</summary>
    public static readonly EvidenceKind Agreement = new("Agreement");
    /// <summary>A statement of someone.</summary>
    public static readonly EvidenceKind Statement = new("Statement");
    /// <summary>A photo.</summary>
    public static readonly EvidenceKind Photo = new("Photo");
    /// <summary>Something else.</summary>
    public static readonly EvidenceKind Other = new("Other");

    /// <inheritdoc/>
    public static EvidenceKind Of(string word) => new(word);

    /// <inheritdoc/>
    public override string ToString() => Word ?? "";
}
