using FluentValidation;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Contracts;

/// <summary>Judges the form of a clause; whether it fits its contract is <see cref="ClauseCheck"/>'s.</summary>
internal sealed class ClauseEntryValidator : AbstractValidator<ClauseEntry>
{
    public ClauseEntryValidator()
    {
        RuleFor(c => c.Base).Given();
        RuleFor(c => c.Percentage).RightPercentage().Must((c, p) => p is not null || c.Base is null or ClauseBase.FixedAmount or ClauseBase.BestEffort).Or(Refusals.ValueMissing);
        RuleFor(c => c.OfferedPercentage).RightPercentage();
        RuleFor(c => c.FullTimeHours).RightHours();
        RuleFor(c => c.DoelgroepTargets).Within(new(Most: 50), t => t.Count <= 50).Or(Refusals.ValueInvalid, "≤ 50");
        RuleForEach(c => c.DoelgroepTargets).Must(t => t is { Doelgroep: not null, Amount: not null }).Or(Refusals.ValueInvalid, "{doelgroep, amount}");
        RuleFor(c => c.Plan).Within(new(Most: 200), p => p.Count <= 200).Or(Refusals.ValueInvalid, "≤ 200");
        RuleForEach(c => c.Plan).ChildRules(point =>
        {
            point.RuleFor(p => p.Date).Given();
            point.RuleFor(p => p.Percentage).Given();
            point.RuleFor(p => p.Percentage).RightPercentage();
        });
        RuleFor(c => c.EuroBase!).ChildRules(euro =>
        {
            euro.RuleFor(e => e.Amount).Given();
            euro.RuleFor(e => e.Rate).Given();
            euro.RuleFor(e => e.Rate).Must(r => r is null or (> 0 and <= 1_000_000)).Or(Refusals.ValueInvalid, "0–1000000");
            euro.RuleFor(e => e.RateDate).Given();
            euro.RuleFor(e => e.RateDate).RightDate();
            euro.RuleFor(e => e.Source).Required(500);
        });
        // What officers say in their own words may come to be about people (rules.md 8).
        RuleFor(c => c.SubjectRelation).AtMost(2000).WithoutBsn();
        RuleFor(c => c.DeviationReason).AtMost(2000).WithoutBsn();
        RuleFor(c => c.WarningsAnswer).AtMost(2000).WithoutBsn();
    }
}
