using System.Text.RegularExpressions;
using FluentValidation;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Contracts;

/// <summary>Judges a contract as an officer enters it: everything that needs no look at the database.</summary>
internal sealed partial class ContractEntryValidator : AbstractValidator<ContractEntry>
{
    /// <summary>Dates outside these years are mistakes; the last is far enough for any concession.</summary>
    public const int FirstYear = 1990, LastYear = 2100;

    public ContractEntryValidator()
    {
        RuleFor(c => c.Reference).Required(200);
        RuleFor(c => c.Title).Required(500);
        RuleFor(c => c.BuyerId).Given();
        RuleFor(c => c.SupplierIds).Within(new(Needed: true, Fewest: 1), s => s.Count > 0).Or(Refusals.ValueMissing)
            .Within(new(Most: 50), s => s.Count <= 50).Or(Refusals.ValueInvalid, "≤ 50")
            .Must(s => s.Distinct().Count() == s.Count).Or(Refusals.ContractPartyTwice);
        RuleFor(c => c.SubcontractorIds).Within(new(Most: 100), s => s.Count <= 100).Or(Refusals.ValueInvalid, "≤ 100")
            .Must((c, s) => s.Distinct().Count() == s.Count && !s.Intersect(c.SupplierIds).Any()).Or(Refusals.ContractPartyTwice);
        RuleFor(c => c.SupplierRole).Must((c, role) => c.SupplierIds.Count < 2 || role is not null).Or(Refusals.ValueMissing)
            .Must((c, role) => c.SupplierIds.Count < 2 || role is not Contracts.SupplierRole.Separate).Or(Refusals.ContractSuppliersSeparate);
        RuleFor(c => c.LeadSupplierId).Must((c, lead) => lead is not { } id || c.SupplierIds.Contains(id)).Or(Refusals.ContractLeadNotParty);

        RuleFor(c => c.Value).RightAmount();
        RuleFor(c => c.LabourValue).RightAmount();
        RuleFor(c => c.EstimatedValue).RightAmount();
        RuleFor(c => c.Options).Within(new(Most: 50), o => o.Count <= 50).Or(Refusals.ValueInvalid, "≤ 50");
        RuleForEach(c => c.Options).ChildRules(option =>
        {
            option.RuleFor(o => o.Value).Given();
            option.RuleFor(o => o.Value).RightAmount();
            option.RuleFor(o => o.ExercisedDate).RightDate();
        });
        RuleFor(c => c.Value).Must((c, _) => c.Amounts.Select(a => a.Currency).Distinct().Count() < 2).Or(Refusals.ContractCurrencies);

        RuleFor(c => c.DurationMonths).Within(new(Least: 1, Largest: 1200), m => m is null or (>= 1 and <= 1200)).Or(Refusals.ValueInvalid, "1–1200");
        RuleFor(c => c.AwardDate).RightDate();
        RuleFor(c => c.StartDate).RightDate();
        RuleFor(c => c.EndDate).RightDate().Must((c, end) => end is null || c.StartDate is null || end >= c.StartDate).Or(Refusals.ContractEndBeforeStart);
        RuleFor(c => c.SignatureDate).RightDate();
        RuleFor(c => c.PublicationDate).RightDate();

        RuleForEach(c => c.Cpv).Must(code => code is not null && CpvCode().IsMatch(code)).Or(Refusals.ContractCpv);
        RuleForEach(c => c.Nuts).Must(code => code is not null && NutsCode().IsMatch(code)).Or(Refusals.ContractNuts);
        RuleFor(c => c.Cpv).Within(new(Most: 100), c => c.Count <= 100).Or(Refusals.ValueInvalid, "≤ 100");
        RuleFor(c => c.Nuts).Within(new(Most: 100), c => c.Count <= 100).Or(Refusals.ValueInvalid, "≤ 100");
        RuleFor(c => c.SocialCodes).Must(c => c.Count <= 100 && c.All(s => s is { Field.Length: > 0 and <= 50, Code.Length: > 0 and <= 200 })).Or(Refusals.ValueInvalid, "{field, code}");
        RuleFor(c => c.SocialReturnHints).Must(c => c.Count <= 100 && c.All(h => h is { Text.Length: > 0 and <= 2000, Pointer: null or { Length: <= 500 } })).Or(Refusals.ValueInvalid, "{text, pointer}");
        RuleFor(c => c.SourceNotice).Must(n => n is null || new[] { n.Format, n.NoticeId, n.PublicationNumber, n.ProcedureId, n.LotId, n.AwardId, n.ContractId }.All(v => v is null or { Length: <= 200 })).Or(Refusals.ValueTooLong, 200);
    }

    // Regulation (EC) No 213/2008: eight digits; the check digit behind the dash is left out.
    [GeneratedRegex(@"^\d{8}$", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex CpvCode();

    // Regulation (EC) No 1059/2003: a country and up to three characters more.
    [GeneratedRegex("^[A-Z]{2}[0-9A-Z]{0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex NutsCode();
}

/// <summary>Words for validators of contracts and what hangs on them.</summary>
internal static class ContractRules
{
    /// <summary>An amount of a contract: not negative, at most two decimals, in a currency that exists.</summary>
    public static IRuleBuilderOptions<T, Money?> RightAmount<T>(this IRuleBuilder<T, Money?> rule) => rule
        .Must(m => m is not { Amount: < 0 }).Or(Refusals.ContractAmountNegative)
        .Must(m => m is null || m.Amount < 0 || Euros.TryFrom(m.Amount, out _)).Or(Refusals.ValueInvalid, "0.00–100000000000000.00")
        .Must(m => m is null || Currencies.Exists(m.Currency)).Or(Refusals.CurrencyUnknown);

    /// <summary>A day in the years that contracts are of.</summary>
    public static IRuleBuilderOptions<T, DateOnly?> RightDate<T>(this IRuleBuilder<T, DateOnly?> rule) => rule
        .Must(d => d is null or { Year: >= ContractEntryValidator.FirstYear and <= ContractEntryValidator.LastYear })
        .Or(Refusals.DateImplausible, ContractEntryValidator.FirstYear, ContractEntryValidator.LastYear);

    /// <summary>A percentage from 0 to 100 with at most two decimals.</summary>
    public static IRuleBuilderOptions<T, decimal?> RightPercentage<T>(this IRuleBuilder<T, decimal?> rule) => rule
        .Within(new(Least: 0, Largest: 100), p => p is not { } v || v is >= 0 and <= 100 && decimal.Round(v, 2) == v).Or(Refusals.ValueInvalid, "0.00–100.00");

    /// <summary>Hours a week in whole minutes.</summary>
    public static IRuleBuilderOptions<T, decimal?> RightHours<T>(this IRuleBuilder<T, decimal?> rule) => rule
        .Within(new(Least: 0, Largest: 80), h => h is not { } v || v is > 0 and <= 80 && decimal.Truncate(v * 60) == v * 60).Or(Refusals.ClauseFullTime);

    /// <summary>An amount in euros of at most a thousand billion, not negative.</summary>
    public static IRuleBuilderOptions<T, Euros?> NotNegative<T>(this IRuleBuilder<T, Euros?> rule) => rule
        .Must(e => e is null || e >= Euros.Zero).Or(Refusals.ContractAmountNegative);
}
