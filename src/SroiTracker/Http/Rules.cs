using System.Text;
using FluentValidation;
using FluentValidation.Validators;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>What a rule asks of a value, as far as the API document can say it.</summary>
/// <param name="Needed">Neither absent nor null.</param>
/// <param name="Longest">Characters of a text.</param>
/// <param name="Fewest">Items of a list.</param>
/// <param name="Most">Items of a list.</param>
/// <param name="Least">The smallest number.</param>
/// <param name="Largest">The largest number.</param>
public sealed record Limit(bool Needed = false, int? Longest = null, int? Fewest = null, int? Most = null, decimal? Least = null, decimal? Largest = null)
{
    public static readonly Limit None = new();

    /// <summary>Both hold.</summary>
    public Limit And(Limit other) => new(
        Needed || other.Needed, other.Longest ?? Longest, other.Fewest ?? Fewest, other.Most ?? Most, other.Least ?? Least, other.Largest ?? Largest);

    /// <summary>One of the two holds.</summary>
    public Limit Or(Limit other) => this == other ? this : new(
        Needed && other.Needed, Same(Longest, other.Longest), Same(Fewest, other.Fewest), Same(Most, other.Most), Same(Least, other.Least), Same(Largest, other.Largest));

    private static T? Same<T>(T? a, T? b) where T : struct => Equals(a, b) ? a : null;
}

/// <summary>A rule that says its limit.</summary>
public interface ISaysLimit
{
    Limit Limit { get; }
}

/// <summary>A rule with a limit that can be read.</summary>
internal sealed class Limited<T, TValue>(Limit limit, Func<TValue, bool> holds) : PropertyValidator<T, TValue>, ISaysLimit
{
    public Limit Limit => limit;
    public override string Name => nameof(Limited<,>);
    public override bool IsValid(ValidationContext<T> context, TValue value) => holds(value);
}

/// <summary>Words for validators, so that each failure is a refusal of the catalogue at a JSON pointer.</summary>
public static class Rules
{
    /// <summary>Refuses with this sentence where the rule before it fails.</summary>
    public static IRuleBuilderOptions<T, TValue> Or<T, TValue>(this IRuleBuilderOptions<T, TValue> rule, Refusal refusal, params object?[] values)
    {
        DefaultValidatorOptions.Configurable(rule).Current.CustomStateProvider =
            (context, _) => refusal.At(Pointer(context.PropertyPath), values);
        return rule;
    }

    /// <summary>A rule that says what it asks.</summary>
    public static IRuleBuilderOptions<T, TValue> Within<T, TValue>(this IRuleBuilder<T, TValue> rule, Limit limit, Func<TValue, bool> holds) =>
        rule.SetValidator(new Limited<T, TValue>(limit, holds));

    /// <summary>What is wrong with the form of a request, all at once; null where it is right.</summary>
    public static List<Objection>? Objections<T>(this IValidator<T> validator, T request)
    {
        List<Objection>? objections = null;
        foreach (var failure in validator.Validate(request).Errors)
            (objections ??= []).Add(failure.CustomState as Objection ?? Refusals.ValueInvalid.At(Pointer(failure.PropertyName), failure.ErrorMessage));
        return objections;
    }

    /// <summary>A text that must be there, at most so many characters long.</summary>
    public static void Required<T>(this IRuleBuilderInitial<T, string?> rule, int longest) =>
        rule.Cascade(CascadeMode.Stop)
            .Within(new(Needed: true), v => !string.IsNullOrWhiteSpace(v)).Or(Refusals.ValueMissing)
            .Within(new(Longest: longest), v => v!.Length <= longest).Or(Refusals.ValueTooLong, longest);

    /// <summary>A text that may be absent, at most so many characters long.</summary>
    public static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, int longest) =>
        rule.Within(new(Longest: longest), v => v is null || v.Length <= longest).Or(Refusals.ValueTooLong, longest);

    /// <summary>A value that must be there.</summary>
    public static IRuleBuilderOptions<T, TValue> Given<T, TValue>(this IRuleBuilder<T, TValue> rule) =>
        rule.Within(new(Needed: true), v => v is not null).Or(Refusals.ValueMissing);

    /// <summary>Free text about people may hold no citizen service number (rules.md 8).</summary>
    public static IRuleBuilderOptions<T, string?> WithoutBsn<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(v => v is null || Bsn.FindIn(v).Count == 0).Or(Refusals.BsnSuspected);

    /// <summary>"Allocations[0].Percentage" as a JSON pointer: "/allocations/0/percentage".</summary>
    public static string Pointer(string property)
    {
        var pointer = new StringBuilder(property.Length + 4);
        foreach (var part in property.Split('.'))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? part : part[..bracket];
            if (name.Length > 0) pointer.Append('/').Append(char.ToLowerInvariant(name[0])).Append(name, 1, name.Length - 1);
            if (bracket >= 0) pointer.Append('/').Append(part.AsSpan(bracket + 1).Trim(']'));
        }
        return pointer.ToString();
    }
}
