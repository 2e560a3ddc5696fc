using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Contracts;

/// <summary>A turnover statement as it is entered.</summary>
/// <param name="Amount">Invoiced in the period, excl. VAT.</param>
/// <param name="IsFinal">The last one: the obligation is taken of the sum from then on.</param>
/// <param name="CorrectsNumber">The statement that this one replaces; then it says why.</param>
public sealed record TurnoverEntry(DateOnly? FromDate, DateOnly? ThroughDate, Euros? Amount, bool IsFinal, int? CorrectsNumber, string? Reason);

/// <summary>What a turnover statement came to.</summary>
/// <param name="Total">Of the statements that hold, excl. VAT.</param>
/// <param name="IsFinal">Whether the last statement is in; until then the obligation is taken of the estimate.</param>
/// <param name="Warnings">Days that no statement is about.</param>
public sealed record StatedTurnover(Guid ContractId, TurnoverStatement Statement, Euros Total, bool IsFinal, Euros Obligation, IReadOnlyList<Told> Warnings);

/// <summary>
/// States what was invoiced on a contract whose obligation is taken of it (rules.md 1). The final statement, and each
/// correction after it, takes the obligation of the sum: another version of the clause, booked in the same act.
/// </summary>
[For(Role.Officer)]
public sealed record StateTurnover(Guid ContractId, TurnoverEntry With) : ICommand<StatedTurnover>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contracts/{id:guid}/turnover-statements", async (HttpContext http, Guid id, IMediator mediator) =>
        await http.Act(new StateTurnover(id, await http.Body<TurnoverEntry>()), async stated =>
        {
            var (_, version) = await mediator.Send(new GetContract(id));
            return http.Created($"/api/v1/contracts/{id}/turnover-statements", version, stated);
        }))
        .Does<StateTurnover>().Takes<TurnoverEntry>().Gives<StatedTurnover>(201)
        .Refuses(Refusals.TurnoverBeforeStart, Refusals.TurnoverCorrects, Refusals.TurnoverFinal, Refusals.TurnoverNotBase, Refusals.TurnoverOverlap, Refusals.TurnoverPeriod,
            Refusals.ContractAmountNegative, Refusals.ContractSettled, Refusals.DateAhead, Refusals.DateImplausible, Refusals.BsnSuspected);

    internal sealed class Validator : AbstractValidator<StateTurnover>
    {
        public Validator() => RuleFor(c => c.With).ChildRules(entry =>
        {
            entry.RuleFor(e => e.FromDate).Given();
            entry.RuleFor(e => e.FromDate).RightDate();
            entry.RuleFor(e => e.ThroughDate).Given();
            entry.RuleFor(e => e.ThroughDate).RightDate();
            entry.RuleFor(e => e.Amount).Given();
            entry.RuleFor(e => e.Amount).NotNegative();
            entry.RuleFor(e => e.Reason).Must((e, reason) => e.CorrectsNumber is null || !string.IsNullOrWhiteSpace(reason)).Or(Refusals.ValueMissing)
                .AtMost(2000).WithoutBsn();
        }).OverridePropertyName("");
    }

    internal sealed class Handler(Session session, Call call) : IRequestHandler<StateTurnover, StatedTurnover>
    {
        public async Task<StatedTurnover> Handle(StateTurnover request, CancellationToken cancellationToken)
        {
            var (entry, contract) = (request.With, await ContractStore.Find(session, request.ContractId) ?? throw new RefusedException(Refusals.NotFoundHere));
            var versions = await ClauseStore.Of(session, contract.Id);
            if (versions.Count == 0 || versions[^1] is not { Body.Clause.Base: ClauseBase.InvoicedTurnover, Body.Period: { } period } newest) throw new RefusedException(Refusals.TurnoverNotBase);
            var terms = await ClauseTerms.Standing(session, contract, newest);
            if (!terms.CountsHere(contract.Entry.Facts.Kind)) throw new RefusedException(Refusals.TurnoverNotBase);

            IReadOnlyList<InvoicedPeriod> earlier = [.. (await TurnoverStore.Of(session, contract.Id)).Select(s => s.Invoiced)];
            var statement = new TurnoverStatement(earlier.Count + 1, entry.FromDate!.Value, entry.ThroughDate!.Value, entry.Amount!.Value, entry.IsFinal,
                entry.CorrectsNumber, null, entry.Reason, session.Now, session.Caller.PrincipalId);
            if (Turnover.Check(earlier, statement.Invoiced, period.Start, session.Today) is { } objection) throw new RefusedException(objection);
            await TurnoverStore.Add(session, contract.Id, statement);
            session.Record("turnover.stated", $"contracts/{contract.Id}", null, new { statement.Number, entry.FromDate, entry.ThroughDate, entry.Amount, entry.IsFinal, entry.CorrectsNumber, entry.Reason });

            IReadOnlyList<InvoicedPeriod> all = [.. earlier, statement.Invoiced];
            var (was, now, obligation) = (Turnover.Final(earlier), Turnover.Final(all), newest.Obligation);
            if (was != now)
            {
                var from = Turnover.HoldsFrom(ClauseTimeline.Of(versions, v => v.ValidFrom)[^1].ValidFrom, await ProgressStore.SettledThrough(session, contract.Id));
                var weighed = await WeighedClause.Again(session, contract, terms, from);
                await weighed.RefuseSettledTargets(session, contract.Id, versions, from);
                await ClauseStore.Set(session, contract, weighed, from, was is null ? "turnover.final" : "turnover.corrected", entry.Reason);
                obligation = weighed.Obligation.Amount;
            }
            return new(contract.Id, statement, Turnover.Total(all), now is not null, obligation,
                Told.In(call.Language, Turnover.Gaps(all, period).Select(g => Remarks.TurnoverGap.With(g.Start, g.End))));
        }
    }
}
