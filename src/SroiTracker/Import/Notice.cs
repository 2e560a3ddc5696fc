using SroiTracker.Contracts;
using SroiTracker.Domain;

namespace SroiTracker.Import;

/// <summary>The formats that are read.</summary>
public enum NoticeFormat { Ocds, EForms, Ted, Csv }

/// <summary>Words of the formats outside.</summary>
internal static class NoticeFormats
{
    /// <summary>"ocds", "eforms", "ted" or "csv".</summary>
    internal static string Word(this NoticeFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>The format of a word; null for "auto" and for none.</summary>
    /// <exception cref="RefusedException">Another word.</exception>
    internal static NoticeFormat? Asked(string? word) => word?.ToLowerInvariant() switch
    {
        null or "auto" => null,
        "ocds" => NoticeFormat.Ocds,
        "eforms" => NoticeFormat.EForms,
        "ted" => NoticeFormat.Ted,
        "csv" => NoticeFormat.Csv,
        _ => throw new RefusedException(Refusals.ValueInvalid.At("?format", "auto, ocds, eforms, ted, csv")),
    };
}

/// <summary>Where something stands in the imported file.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in bytes (JSON), characters (XML, CSV), from 1.</param>
/// <param name="Pointer">JSON pointer, path of elements, or null in CSV.</param>
public sealed record FilePlace(long Line, long Column, string? Pointer);

/// <summary>
/// One notice (XML), release or record (OCDS) or row (CSV) of an imported file, read on its own: either at least one
/// contract, or the reason why there is none. Warnings say what could not be told; they are never a guess.
/// </summary>
/// <param name="Index">Number in the file, from 0.</param>
/// <param name="Location">Where it starts.</param>
/// <param name="NoticeId">Its own identifier, where it has one.</param>
/// <param name="Contracts">The contracts it awards or changes; empty when refused.</param>
/// <param name="Refusal">Why there are none; null when there are.</param>
/// <param name="Warnings">What an officer should look at, each with its place.</param>
public sealed record ReadNotice(
    int Index, FilePlace Location, string? NoticeId, IReadOnlyList<NoticeContract> Contracts, Objection? Refusal, IReadOnlyList<Objection> Warnings);

/// <summary>A buyer or supplier as a notice names it. Contact persons and their data are never taken.</summary>
/// <param name="Country">ISO 3166 two letters, where it is known.</param>
public sealed record NoticeOrganisation(string Name, OrganisationIdentifier? Identifier, string? Country);

/// <summary>Where a contract comes from: what it takes to recognise it in a later notice (<see cref="ContractIdentity"/>).</summary>
public sealed record NoticeSource
{
    public required NoticeFormat Format { get; init; }

    /// <summary>The notice's or release's own identifier.</summary>
    public string? NoticeId { get; init; }

    /// <summary>Number in the Official Journal, the same in every format: "191536-2024", no leading zeros.</summary>
    public string? PublicationNumber { get; init; }

    /// <summary>The day the notice was published.</summary>
    public DateOnly? PublishedDate { get; init; }

    /// <summary>When it was sent or released; a notice that gives only a day counts from midnight UTC. Decides which of two notices is newer.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    public string? ProcedureId { get; init; }

    public string? Ocid { get; init; }

    /// <summary>The lot; several joined by a space.</summary>
    public string? LotId { get; init; }

    public string? AwardId { get; init; }

    /// <summary>The contract's identifier inside the notice, which need not be its reference.</summary>
    public string? ContractId { get; init; }

    /// <summary>Notices of the same procedure that this one names: publication numbers and notice identifiers.</summary>
    public IReadOnlyList<string> EarlierNotices { get; init; } = [];

    /// <summary>The notice changes a contract that was awarded before.</summary>
    public bool IsModification { get; init; }

    /// <summary>As the API shows where a contract was taken from.</summary>
    internal SourceNotice Shown => new(Format.Word(), NoticeId, PublicationNumber, ProcedureId ?? Ocid, LotId, AwardId, ContractId);
}

/// <summary>
/// One contract of a notice, in the words of api.md. Null is "the notice does not say". PublicationDate is that of the
/// tender, by which some Tarieven are bound; that of the notice itself is <see cref="NoticeSource.PublishedDate"/>.
/// </summary>
public sealed record NoticeContract : ContractTerms
{
    public required NoticeSource Source { get; init; }

    /// <summary>The buyer that leads first, at least one.</summary>
    public required IReadOnlyList<NoticeOrganisation> Buyers { get; init; }

    /// <summary>Who won, at least one.</summary>
    public required IReadOnlyList<NoticeOrganisation> Suppliers { get; init; }

    /// <summary>What recognises it in another notice.</summary>
    public ContractIdentity Identity => new(Source, Buyers[0], Reference);
}
