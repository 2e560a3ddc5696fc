using System.Text;
using FluentValidation;
using SroiTracker.Domain;

namespace SroiTracker.Http;

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

    /// <summary>A text that must be there, at most so many characters long.</summary>
    public static void Required<T>(this IRuleBuilderInitial<T, string?> rule, int longest) =>
        rule.Cascade(CascadeMode.Stop)
            .Must(v => !string.IsNullOrWhiteSpace(v)).Or(Refusals.ValueMissing)
            .Must(v => v!.Length <= longest).Or(Refusals.ValueTooLong, longest);

    /// <summary>A text that may be absent, at most so many characters long.</summary>
    public static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, int longest) =>
        rule.Must(v => v is null || v.Length <= longest).Or(Refusals.ValueTooLong, longest);

    /// <summary>A value that must be there.</summary>
    public static IRuleBuilderOptions<T, TValue> Given<T, TValue>(this IRuleBuilder<T, TValue> rule) =>
        rule.Must(v => v is not null).Or(Refusals.ValueMissing);

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
