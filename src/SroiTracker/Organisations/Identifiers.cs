using FluentValidation;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Organisations;

/// <summary>Identifiers of parties as they come in: judged by the rules of their register.</summary>
public static class Identifiers
{
    /// <summary>Refuses an identifier that its register can't have given out.</summary>
    public static IRuleBuilderOptions<T, Identifier?> RightIdentifier<T>(this IRuleBuilder<T, Identifier?> rule) => rule
        .Must(i => i is null || (!string.IsNullOrWhiteSpace(i.Scheme) && !string.IsNullOrWhiteSpace(i.Id))).Or(Refusals.ValueMissing)
        .Must(i => i?.Scheme is null || i.Id is null || OrganisationIdentifier.TryParse(i.Scheme, i.Id, out _)).Or(Refusals.ValueInvalid, "NL-KVK 8, NL-OIN 20, NL-RSIN 9 …");

    /// <summary>The identifier, after it was judged.</summary>
    public static OrganisationIdentifier? Parsed(this Identifier? identifier) =>
        identifier is not null && OrganisationIdentifier.TryParse(identifier.Scheme, identifier.Id, out var parsed) ? parsed : null;
}
