using System.Text.Json.Serialization;
using FluentValidation;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Privacy;

namespace SroiTracker.Placements;

/// <summary>Whether, and when, the supplier checked the Doelgroepregister.</summary>
public sealed record StatedIndicatie(Doelgroepindicatie? Status, DateOnly? CheckedDate);

/// <summary>A share of a placement, for a contract named by its id or by its reference.</summary>
/// <param name="Percentage">1 is one percent; at most two decimals.</param>
public sealed record StatedShare(Guid? ContractId, string? ContractReference, decimal? Percentage);

/// <summary>A placement report as it comes in (api.md): what someone states, before it is judged.</summary>
/// <param name="SupplierId">Where an officer reports for a supplier; a supplier may name itself.</param>
/// <param name="HoursPerWeek">With at most two decimals; kept in whole minutes.</param>
/// <param name="TermsFromDate">From which day these terms hold; needed where they differ from the report before.</param>
public sealed record PlacementStatement(
    Guid? SupplierId, string? SupplierReference, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SentPseudonym? Candidate, string? Bouwblok, Doelgroep? Doelgroep, DateOnly? DoelgroepSinceDate,
    StatedIndicatie? Doelgroepindicatie, PlacementMethod? PlacementMethod, Employment? Employment, string? EmployerKvk, DateOnly? InServiceSinceDate,
    decimal? HoursPerWeek, DateOnly? StartDate, DateOnly? EndDate, DateOnly? ReportedThroughDate, DateOnly? TermsFromDate, bool? Permanent,
    AgeBand? AgeBand, IReadOnlyList<string>? Bonuses, Guid? TeamId, Guid? ProeftuinId, IReadOnlyList<StatedShare>? Allocations)
{
    private const int MostAllocations = 40;
    private const int MostBonuses = 8;

    /// <summary>Whether timecards told the hours: then there may be none in a week.</summary>
    internal bool AreHoursWorked { get; init; }

    /// <summary>As the domain judges it, after <see cref="Validator"/> found its form right.</summary>
    internal PlacementDraft Draft(IReadOnlyList<Allocation> allocations) => new(
        StartDate!.Value, EndDate, ReportedThroughDate!.Value, TermsFromDate, new(
            Hours.Minutes(HoursPerWeek!.Value), Bouwblok!, Doelgroep!.Value, DoelgroepSinceDate, PlacementMethod!.Value, Employment!.Value,
            EmployerKvk, InServiceSinceDate, Permanent ?? false, AgeBand, Bonuses ?? [], TeamId, allocations),
        Doelgroepindicatie?.Status ?? default, Doelgroepindicatie?.CheckedDate) { AreHoursWorked = AreHoursWorked };

    /// <summary>The form of a report, whoever sends it. What needs the reports before it or the Tarief, the domain judges.</summary>
    internal sealed class Validator : AbstractValidator<PlacementStatement>
    {
        public Validator()
        {
            RuleFor(s => s.SupplierReference).AtMost(100).WithoutBsn();
            RuleFor(s => s.Candidate).Must(c => c is null || c.Parsed() is not null).Or(Refusals.CandidatePseudonym);
            RuleFor(s => s.Bouwblok).Required(100);
            RuleFor(s => s.Bouwblok).WithoutBsn();
            RuleFor(s => s.Doelgroep).Given();
            RuleFor(s => s.PlacementMethod).Given();
            RuleFor(s => s.Employment).Given();
            RuleFor(s => s.HoursPerWeek).Cascade(CascadeMode.Stop).Given().Must(h => HasTwoDecimals(h!.Value)).Or(Refusals.ValueInvalid, "24.50");
            RuleFor(s => s.StartDate).Given();
            RuleFor(s => s.ReportedThroughDate).Given();
            RuleFor(s => s.Allocations).Cascade(CascadeMode.Stop)
                .Within(new(Needed: true, Fewest: 1), a => a is { Count: > 0 }).Or(Refusals.ValueMissing)
                .Within(new(Most: MostAllocations), a => a!.Count <= MostAllocations).Or(Refusals.ListTooLong, MostAllocations);
            RuleForEach(s => s.Allocations).SetValidator(new ShareValidator());
            RuleFor(s => s.Bonuses).Within(new(Most: MostBonuses), b => b is null || b.Count <= MostBonuses).Or(Refusals.ListTooLong, MostBonuses);
            RuleForEach(s => s.Bonuses).Must(b => !string.IsNullOrWhiteSpace(b)).Or(Refusals.ValueMissing);
            RuleForEach(s => s.Bonuses).AtMost(100).WithoutBsn();
            // No proeftuinen are registered yet, so none exists that could be meant.
            RuleFor(s => s.ProeftuinId).Must(id => id is null).Or(Refusals.ProeftuinUnknown);
        }
    }

    internal sealed class ShareValidator : AbstractValidator<StatedShare>
    {
        public ShareValidator()
        {
            RuleFor(s => s.ContractId).Must((s, id) => id is not null || s.ContractReference is not null).Or(Refusals.ValueMissing);
            RuleFor(s => s.ContractReference).Must((s, r) => r is null || s.ContractId is null).Or(Refusals.ValueInvalid, "contractId | contractReference");
            RuleFor(s => s.ContractReference).AtMost(400);
            RuleFor(s => s.Percentage).Cascade(CascadeMode.Stop).Given()
                .Within(new(Least: 0, Largest: 100), p => p is > 0 and <= 100).Or(Refusals.PlacementShare)
                .Must(p => HasTwoDecimals(p!.Value)).Or(Refusals.ValueInvalid, "12.50");
        }
    }

    private static bool HasTwoDecimals(decimal number) => decimal.Round(number, 2) == number;
}
