using FluentValidation;
using FluentValidation.Results;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Organisations;

/// <summary>Identifiers of parties as they come in: judged by the rules of their register.</summary>
public static class Identifiers
{
    /// <summary>Refuses an identifier that its register can't have given out, saying whether scheme or number is wrong.</summary>
    public static void RightIdentifier<T>(this IRuleBuilderInitial<T, Identifier?> rule) => rule.Custom((identifier, context) =>
    {
        if (identifier is null || OrganisationIdentifier.TryParse(identifier.Scheme, identifier.Id, out _, out var objection)) return;
        context.AddFailure(new ValidationFailure(context.PropertyPath, objection.Refusal.Code)
        {
            CustomState = objection with { Place = Rules.Pointer(context.PropertyPath) + objection.Place },
        });
    });

    /// <summary>The identifier, after it was judged.</summary>
    public static OrganisationIdentifier? Parsed(this Identifier? identifier) =>
        identifier is not null && OrganisationIdentifier.TryParse(identifier.Scheme, identifier.Id, out var parsed, out _) ? parsed : null;
}
