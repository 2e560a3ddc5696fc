using System.Text.RegularExpressions;
using SroiTracker.Domain;

namespace SroiTracker.Import;

/// <summary>
/// What makes a contract in one notice the same as a contract in another (api.md, "Identity of a contract"): the buyer,
/// the procedure, ocid or publication number, the lot, and the contract or award. The identifiers that notices give are
/// reused freely ("CON-0001", "1"), so each step can only rule out or confirm within the step before it.
/// </summary>
/// <param name="Source">The identifiers in the notice.</param>
/// <param name="Buyer">The (leading) buyer.</param>
/// <param name="Reference">The buyer's number of the contract.</param>
public sealed partial record ContractIdentity(NoticeSource Source, NoticeOrganisation Buyer, string? Reference)
{
    /// <summary>
    /// By what another notice of this contract is looked up: two that share none of these are of different procedures.
    /// </summary>
    internal IReadOnlySet<string> Names => Numbers(Source).Select(n => $"notice {n}")
        .Concat(new[] { Source.NoticeId is { } id ? $"id {id}" : null, Source.ProcedureId is { } p ? $"procedure {p}" : null, Source.Ocid is { } o ? $"ocid {o}" : null }.OfType<string>())
        .ToHashSet();

    /// <summary>Whether both are one contract. Symmetric.</summary>
    public bool IsSameAs(ContractIdentity other) =>
        SameOrganisation(Buyer, other.Buyer) && SameProcedure(other.Source) && SameLot(other.Source) && SamePart(other);

    /// <summary>
    /// Whether two mentions are one organisation: by number where both have one of the same register, else by
    /// normalised name (which the import reports as a warning).
    /// </summary>
    public static bool SameOrganisation(NoticeOrganisation a, NoticeOrganisation b)
    {
        if (a.Identifier is { } x && b.Identifier is { } y && (x.Id == y.Id || x.Scheme == y.Scheme && x.IsOfRegister())) return x.Id == y.Id;
        return SearchText.OrganisationName(a.Name) == SearchText.OrganisationName(b.Name);
    }

    /// <summary>
    /// The number of a notice in the Official Journal as "191536-2024", from "00191536-2024", "2024/S 065-191536" or that
    /// same form; null for anything else.
    /// </summary>
    public static string? PublicationNumber(string? text)
    {
        if (Numbered().Match(text?.Trim() ?? "") is { Success: true } n) return $"{n.Groups[1].Value}-{n.Groups[2].Value}";
        return InJournal().Match(text?.Trim() ?? "") is { Success: true } j ? $"{j.Groups[2].Value}-{j.Groups[1].Value}" : null;
    }

    /// <summary>What names a notice in whatever format: its publication number, else its UUID in lower case without its version.</summary>
    public static string? NoticeNumber(string? text) =>
        PublicationNumber(text) ?? (Uuid().Match(text?.Trim() ?? "") is { Success: true } u ? u.Groups[1].Value.ToLowerInvariant() : null);

    /// <summary>Whether both come from one notice, in whatever format.</summary>
    internal bool IsSameNotice(NoticeSource other) =>
        Source.PublicationNumber is { } number && number == other.PublicationNumber
        || Source.NoticeId is { } id && other.NoticeId is { } otherId && (NoticeNumber(id) ?? id) == (NoticeNumber(otherId) ?? otherId);

    private bool SameProcedure(NoticeSource other)
    {
        if (IsSameNotice(other) || Source.Ocid is { } ocid && ocid == other.Ocid) return true;
        if (Source.ProcedureId is { } mine && other.ProcedureId is { } theirs && mine == theirs) return true;
        // Notices of different procedures may name one earlier notice (a buyer's profile), so two procedures stay two.
        if (Source.ProcedureId is not null && other.ProcedureId is not null) return false;
        return Numbers(Source).Intersect(Numbers(other)).Any();
    }

    private bool SameLot(NoticeSource other) => Lot(Source) is not { } mine || Lot(other) is not { } theirs || mine == theirs;

    private bool SamePart(ContractIdentity other)
    {
        var (mine, theirs) = (Key(Source.ContractId), Key(other.Source.ContractId));
        var (reference, otherReference) = (Key(Reference), Key(other.Reference));
        // OCDS publishers put the reference in contract.id.
        var sameReference = reference is not null && (reference == otherReference || reference == theirs) || otherReference is not null && otherReference == mine;
        if (sameReference) return true;
        // Inside one notice a contract's own identifier is unique; across notices "CON-0001" is anyone's, and the reference decides.
        if (reference is not null && otherReference is not null && !IsSameNotice(other.Source)) return false;
        if (mine is not null && theirs is not null) return mine == theirs;
        return Key(Source.AwardId) is { } award && award == Key(other.Source.AwardId);
    }

    private static IEnumerable<string> Numbers(NoticeSource source) =>
        new[] { source.PublicationNumber, NoticeNumber(source.NoticeId) }.OfType<string>().Concat(source.EarlierNotices);

    // LOT-0000 is how eForms says that there are no lots.
    private static string? Lot(NoticeSource source) => source.LotId is null or "LOT-0000" ? null : source.LotId;

    private static string? Key(string? id) => id is null ? null : SearchText.Fold(id) is { Length: > 0 } key ? key : null;

    [GeneratedRegex(@"^0*(\d{1,8})-((?:19|20)\d\d)$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^((?:19|20)\d\d)/S \d{1,3}-0*(\d{1,8})$")]
    private static partial Regex InJournal();

    [GeneratedRegex(@"^([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?:-\d{1,2})?$")]
    private static partial Regex Uuid();
}
