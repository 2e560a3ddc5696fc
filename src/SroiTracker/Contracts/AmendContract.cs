using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Contracts;

/// <summary>
/// What changes on a contract from a day on. Fields that are left out stay as they were; at least one changes. A whole
/// clause goes instead of the percentage and the Tarief.
/// </summary>
public sealed record AmendmentEntry
{
    /// <summary>The day it holds from: what was due before it stays due, days before it keep their Tarief.</summary>
    public DateOnly? FromDate { get; init; }
    public string? Reason { get; init; }
    public Money? Value { get; init; }
    public Money? LabourValue { get; init; }
    public Money? EstimatedValue { get; init; }
    /// <summary>All options, with the days on which they were exercised.</summary>
    public IReadOnlyList<OptionEntry>? Options { get; init; }
    public DateOnly? StartDate { get; init; }
    /// <summary>An extension, or an early end.</summary>
    public DateOnly? EndDate { get; init; }
    /// <summary>The percentage that holds: the offered one where the clause is an award criterion.</summary>
    public decimal? Percentage { get; init; }
    public Guid? TariefId { get; init; }
    public ClauseEntry? Clause { get; init; }

    internal bool ChangesFacts => Value is not null || LabourValue is not null || EstimatedValue is not null || Options is not null || StartDate is not null || EndDate is not null;
    internal bool ChangesClause => Percentage is not null || TariefId is not null || Clause is not null;

    /// <summary>The contract as it is with these facts.</summary>
    internal ContractEntry On(ContractEntry was) => was with
    {
        Value = Value ?? was.Value, LabourValue = LabourValue ?? was.LabourValue, EstimatedValue = EstimatedValue ?? was.EstimatedValue,
        Options = Options ?? was.Options, StartDate = StartDate ?? was.StartDate, EndDate = EndDate ?? was.EndDate,
        // A duration says the end only where no end is given.
        DurationMonths = EndDate is null ? was.DurationMonths : null,
    };

    /// <summary>The clause as it is with this percentage and this Tarief.</summary>
    internal ClauseEntry On(ClauseEntry was)
    {
        if (Clause is not null) return Clause;
        var isOffered = was.Kind == ClauseKind.AwardCriterion;
        return was with
        {
            Percentage = isOffered ? was.Percentage : Percentage ?? was.Percentage,
            OfferedPercentage = isOffered ? Percentage ?? was.OfferedPercentage : was.OfferedPercentage,
            // Another Tarief may have another full-time week.
            TariefId = TariefId ?? was.TariefId, FullTimeHours = TariefId is null ? was.FullTimeHours : null, DeviationReason = Reason,
        };
    }
}

/// <summary>A contract after an amendment.</summary>
/// <param name="Obligation">Null where there is no clause.</param>
/// <param name="Years">The targets as they are now; empty where there is no obligation.</param>
public sealed record Amendment(Guid ContractId, DateOnly FromDate, string Reason, Euros? Obligation, Clause? Clause, IReadOnlyList<YearDue> Years);

/// <summary>What of the obligation is due in a calendar year.</summary>
public sealed record YearDue(int Year, Euros Target);

/// <summary>Amends a contract from a day on: its value, its days, its percentage, its Tarief or its whole clause (rules.md 1).</summary>
[For(Role.Officer)]
public sealed record AmendContract(Guid ContractId, AmendmentEntry With) : ICommand<bool>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contracts/{id:guid}/amendments", async (HttpContext http, Guid id, IMediator mediator) =>
    {
        var entry = await http.Body<AmendmentEntry>();
        await mediator.Send(new AmendContract(id, entry), http.RequestAborted);
        var (contract, version) = await mediator.Send(new GetContract(id), http.RequestAborted);
        var years = (await mediator.Send(new GetProgress(id, null), http.RequestAborted)).Years;
        return http.Created($"/api/v1/contracts/{id}", version, new Amendment(
            id, entry.FromDate!.Value, entry.Reason!, contract.Obligation, contract.Clause, [.. years.Select(y => new YearDue(y.Year, y.Target))]));
    });

    internal sealed class Validator : AbstractValidator<AmendContract>
    {
        public Validator() => RuleFor(c => c.With).ChildRules(amendment =>
        {
            amendment.RuleFor(a => a).Must(a => a.ChangesFacts || a.ChangesClause).Or(Refusals.AmendmentEmpty).OverridePropertyName("");
            amendment.RuleFor(a => a.FromDate).Given();
            amendment.RuleFor(a => a.FromDate).RightDate();
            amendment.RuleFor(a => a.Reason).Required(2000);
            amendment.RuleFor(a => a.Reason).WithoutBsn();
            amendment.RuleFor(a => a.Percentage).RightPercentage();
            amendment.RuleFor(a => a.Clause).Must((a, clause) => clause is null || a.Percentage is null && a.TariefId is null).Or(Refusals.AmendmentClauseTwice);
            amendment.RuleFor(a => a.Clause!).SetValidator(new ClauseEntryValidator()).When(a => a.Clause is not null);
        }).OverridePropertyName("");
    }

    internal sealed class Handler(Session session) : IRequestHandler<AmendContract, bool>
    {
        public async Task<bool> Handle(AmendContract request, CancellationToken cancellationToken)
        {
            var (entry, from) = (request.With, request.With.FromDate!.Value);
            var contract = await ContractStore.Find(session, request.ContractId) ?? throw new RefusedException(Refusals.NotFoundHere);
            var versions = await ClauseStore.Of(session, contract.Id);
            if (versions.Count == 0 && entry.ChangesClause) throw new RefusedException(Refusals.ClauseMissing);
            var facts = Judged(entry.On(contract.Entry));
            RefuseOutside(from, contract.Entry.Facts.Period, facts.Facts.Period);

            var amended = entry.ChangesFacts ? await ContractStore.Change(session, contract, facts, "amended", from) : contract;
            if (versions.Count > 0) await AmendClause(amended, versions[^1], entry, from);
            session.Record("contract.amended", $"contracts/{contract.Id}", null, entry);
            return true;
        }

        private async Task AmendClause(KeptContract contract, ClauseVersion was, AmendmentEntry entry, DateOnly from)
        {
            if (entry.Clause?.Level is { } level && level != was.Body.Clause.Level) throw new RefusedException(Refusals.ClauseLevel.At("/clause/level"));
            var with = entry.On(was.Body.Clause);
            if (with.EuroBase is not null && entry.ChangesFacts && entry.Clause is null)
            {
                // The base in euros was entered for the value as it was.
                if (contract.Entry.Facts.Currency != "EUR") throw new RefusedException(Refusals.ClauseForeignCurrency.At("/clause", contract.Entry.Facts.Currency));
                with = with with { EuroBase = null };
            }
            try
            {
                var terms = await ClauseTerms.Of(session, contract, with, isWhole: entry.Clause is null);
                // Bound for the contract's whole life, extensions included: only another version has another date (rules.md 1).
                var bound = terms.Tarief?.Id != was.Body.Clause.TariefId ? new BoundDate(from, null) : was.BoundDate is { } day ? new(day, null) : terms.Bound;
                await ClauseStore.Set(session, contract, terms with { Bound = bound }, from, "clause.amended");
            }
            catch (RefusedException refused) when (entry.Clause is not null)
            {
                throw new RefusedException([.. refused.Objections.Select(o => o with { Place = o.Place is null ? null : "/clause" + o.Place })]);
            }
        }

        /// <summary>What is amended must be what could be entered; what a notice left out elsewhere is no matter here.</summary>
        private static ContractEntry Judged(ContractEntry entry)
        {
            List<Objection> objections = [.. new ContractEntryValidator().Validate(entry).Errors.Select(e => e.CustomState).OfType<Objection>()
                .Where(o => ContractFields.OfClause.Contains(o.Place!.Split('/')[1]) && o.Place is not ("/buyerId" or "/kind" or "/parentId"))];
            return objections.Count == 0 ? entry : throw new RefusedException(objections);
        }

        private static void RefuseOutside(DateOnly from, Period? was, Period? now)
        {
            if (now is not { } period) return;
            var first = was is { } before && before.Start < period.Start ? before.Start : period.Start;
            var last = was is { } ended && ended.End > period.End ? ended.End : period.End;
            if (from < first || from > last.AddDays(1)) throw new RefusedException(Refusals.AmendmentFrom.At("/fromDate", first, last));
        }
    }
}
