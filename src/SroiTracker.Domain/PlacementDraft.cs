namespace SroiTracker.Domain;

/// <summary>A placement report as it came in, before it has a number.</summary>
/// <param name="ReportedThrough">Not after today.</param>
/// <param name="TermsFrom">From which day these terms hold; null is not said.</param>
/// <param name="Indicatie">Whether the supplier checked the Doelgroepregister.</param>
/// <param name="CheckedOn">When; required where attested.</param>
public sealed record PlacementDraft(
    DateOnly Start, DateOnly? End, DateOnly ReportedThrough, DateOnly? TermsFrom, PlacementTerms Terms,
    Doelgroepindicatie Indicatie = Doelgroepindicatie.None, DateOnly? CheckedOn = null)
{
    /// <summary>Whether the hours are those that were worked, of which there may be none in a week; agreed hours are more than 0.</summary>
    public bool AreHoursWorked { get; init; }
}

/// <summary>What a report is judged by for one contract that it names.</summary>
/// <param name="Tarief">The Tarief that binds the contract; null where no clause names one.</param>
/// <param name="State">Where this placement stands on the contract; null where it is new there.</param>
/// <param name="VerifiedThrough">Through which day this placement was verified on the contract.</param>
public sealed record ReportedContract(Guid Id, Tarief? Tarief, PlacementState? State = null, DateOnly? VerifiedThrough = null);

/// <summary>What a report does (rules.md 3).</summary>
public enum ReportKind { First, Unchanged, Extension, NewTerms, Correction }

/// <summary>The answer to a report: a next report, nothing new, or objections.</summary>
/// <param name="Report">The report with its number; null where unchanged or refused.</param>
/// <param name="Corrected">Days already verified that it changes; null where none.</param>
public sealed record ReportDecision(
    ReportKind Kind, PlacementReport? Report, Period? Corrected, IReadOnlyList<Objection> Objections);
