using FluentValidation;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Bouwblokken;

/// <summary>Which block of another Tarief is thought of for one that it does not have.</summary>
/// <param name="Bouwblok">The code that placements name.</param>
/// <param name="With">The code of the other Tarief.</param>
public sealed record Replacement(string? Bouwblok, string? With)
{
    internal const int Most = 50;

    /// <summary>A Tarief that also knows the codes that are replaced, for a valuation that is kept nowhere.</summary>
    /// <exception cref="RefusedException">A code that the Tarief has already, one that it does not have, or one twice.</exception>
    internal static Tarief In(Tarief tarief, IReadOnlyList<Replacement>? replacements)
    {
        var blocks = new List<Bouwblok>(tarief.Bouwblokken);
        var objections = new List<Objection>();
        foreach (var (replacement, i) in (replacements ?? []).Select((r, i) => (r, i)))
        {
            var code = replacement.Bouwblok!.Trim();
            if (blocks.Exists(b => b.Code == code)) objections.Add(Refusals.ReplacementUnneeded.At($"/replacements/{i}/bouwblok", code));
            else if (tarief.Block(replacement.With!.Trim()) is not { } block) objections.Add(Refusals.BouwblokUnknown.At($"/replacements/{i}/with", $"{tarief.Name} {tarief.Version}"));
            else blocks.Add(block with { Code = code });
        }
        return objections.Count == 0 ? tarief with { Bouwblokken = blocks } : throw new RefusedException(objections);
    }

    internal sealed class Validator : AbstractValidator<Replacement>
    {
        public Validator()
        {
            RuleFor(r => r.Bouwblok).Required(100);
            RuleFor(r => r.With).Required(100);
        }
    }
}
