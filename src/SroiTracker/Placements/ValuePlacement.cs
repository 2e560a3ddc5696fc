using FluentValidation;
using MediatR;
using SroiTracker.Bouwblokken;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Privacy;

namespace SroiTracker.Placements;

/// <summary>What a report would change for another placement of the candidate.</summary>
/// <param name="Difference">Of what it would be worth run on to its end.</param>
public sealed record OtherPlacement(Guid PlacementId, Guid ContractId, string? SupplierReference, Euros Difference);

/// <summary>What a report would be worth on one contract.</summary>
/// <param name="Counts">Whether it would count for anything.</param>
/// <param name="Value">Of the days through the one that is reported, once they are verified.</param>
/// <param name="Expected">Run on to its end, as a forecast does.</param>
/// <param name="Change">What it changes of the contract's forecast, with what it changes for other placements of the candidate.</param>
/// <param name="Tarief">That binds the contract; null where none does.</param>
/// <param name="Parts">Of <paramref name="Expected"/>, with their formulas.</param>
/// <param name="Reasons">Why days do not count, in words.</param>
/// <param name="Warnings">What does not fit, in words.</param>
public sealed record ValuedOnContract(
    Guid ContractId, string ContractReference, decimal Percentage, TariefNamed? Tarief, bool Counts, Euros Value, Euros Expected, Euros Change,
    IReadOnlyList<LedgerPart> Parts, IReadOnlyList<LedgerBonus> Bonuses, IReadOnlyList<Told> Reasons, IReadOnlyList<Told> Warnings);

/// <summary>Why the report would be refused.</summary>
/// <param name="Pointer">Where in the report; null for the whole.</param>
public sealed record WouldBeRefused(string Code, string Detail, string? Pointer);

/// <summary>What a placement report would be worth.</summary>
/// <param name="Refusals">Why POST /placements would refuse it; empty where it would take it.</param>
public sealed record PlacementValuation(
    string? SupplierReference, bool WouldBeTaken, IReadOnlyList<WouldBeRefused> Refusals, IReadOnlyList<ValuedOnContract> Contracts, IReadOnlyList<OtherPlacement> OtherPlacements);

/// <summary>
/// Whether a placement would count, for how much, and why or why not: judged as its report would be, beside what is known of
/// the candidate, and kept nowhere.
/// </summary>
[For(Role.Supplier, Role.Officer)]
public sealed record ValuePlacement(PlacementStatement Statement) : IQuery<PlacementValuation>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/valuations", async (HttpContext http, IMediator mediator, TimeProvider time) =>
    {
        var statement = await http.Body<PlacementStatement>();
        // Nothing needs to be reported yet: then it is asked what would come of it from today.
        if (statement.ReportedThroughDate is null) statement = statement with { ReportedThroughDate = Session.DateOf(time.GetUtcNow()) };
        return http.Answer(await mediator.Send(new ValuePlacement(statement), http.RequestAborted));
    })
        .Does<ValuePlacement>().Takes<PlacementStatement>(filledIn: "reportedThroughDate").Gives<PlacementValuation>()
        .Refuses([.. RefusedBy.PlacementReporting, Refusals.NotFoundHere]);

    internal sealed class Validator : AbstractValidator<ValuePlacement>
    {
        public Validator() => RuleFor(v => v.Statement).SetValidator(new PlacementStatement.Validator()).OverridePropertyName("");
    }

    internal sealed class Handler(Session session, Call call, ServiceKey key) : IRequestHandler<ValuePlacement, PlacementValuation>
    {
        private readonly Reporting _reporting = new(session, key);

        public async Task<PlacementValuation> Handle(ValuePlacement request, CancellationToken cancellationToken)
        {
            var statement = request.Statement;
            var supplier = await Reporting.Supplier(session, statement.SupplierId);
            var allocated = await _reporting.Allocated(supplier, statement.Allocations!);
            var (placement, candidate, objections) = await Known(supplier, statement);

            var (draft, decision) = await _reporting.Judge(placement, statement, allocated);
            if (decision.Objections.Where(IsOfForm).ToList() is { Count: > 0 } wrong) throw new RefusedException(wrong);
            objections.AddRange(decision.Objections);
            var contracts = draft.Terms.Allocations.Select(a => a.ContractId).Union(placement.Stands.Select(s => s.ContractId)).ToList();
            var before = Totals(await Worth.Of(candidate, contracts, _reporting.Frames));
            if (!candidate.Contains(placement)) candidate = [.. candidate, placement];
            // What would be refused is valued as it was sent, so that the reader sees what a right one would be worth.
            var next = decision.Objections.Count == 0 ? Reporting.Next(placement, draft, decision)
                : new PlacementReport(placement.Reports.Count + 1, draft.Start, draft.End, draft.ReportedThrough, draft.TermsFrom ?? draft.Start, draft.Terms);
            var shut = await _reporting.Shut(placement.Stands, allocated);
            if (next is not null && await _reporting.Put(placement, candidate, next, draft, allocated) is { } over) objections.Add(over);
            var report = next ?? placement.Latest.Report;

            var worth = (await Worth.Of(candidate, contracts, _reporting.Frames)).Where(w => w.Frame is not null).ToList();
            var after = Totals(worth);
            if (next is not null) objections.AddRange(shut.Where(s => allocated.All(a => shut.ContainsKey(a.Id)) || ChangesWaiting(placement, worth, s.Key)).Select(s => s.Value));
            var (stated, expected) = (CandidateStanding.Stated([.. worth.Select(On)]), CandidateStanding.Expected([.. worth.Select(On)]));
            var valued = allocated.Select(contract =>
            {
                var k = worth.FindIndex(w => w.ContractId == contract.Id);
                var i = k < 0 ? -1 : worth[k].Placements.ToList().IndexOf(placement);
                var change = after.Where(a => a.Key.ContractId == contract.Id).Sum(a => a.Value.Cents - before.GetValueOrDefault(a.Key).Cents);
                return i < 0 ? Nothing(contract) : Valued(contract, worth[k].Frame!, report, draft, stated[k][i].Total, expected[k][i], new(change));
            });
            return new(statement.SupplierReference, objections.Count == 0,
                [.. objections.Select(o => new WouldBeRefused(o.Refusal.Code, o.Sentence(call.Language), o.Place))], [.. valued], Others(placement, candidate, before, after));
        }

        /// <summary>The placement that the report is of, and all of the candidate, as far as they are known and named.</summary>
        private async Task<(KeptPlacement Placement, IReadOnlyList<KeptPlacement> Candidate, List<Objection> Objections)> Known(Guid supplier, PlacementStatement statement)
        {
            var reference = statement.SupplierReference?.Trim();
            var number = statement.Candidate?.Parsed() is { } pseudonym ? (await _reporting.Candidate(supplier, pseudonym)).Id : null;
            IReadOnlyList<KeptPlacement> candidate = number is { } known ? await PlacementStore.OfCandidate(session, known) : [];
            if (candidate.FirstOrDefault(p => p.SupplierReference == reference) is { } placement)
                return session.Caller.IsScoped && !placement.Stands.Any(s => s.InScope) ? throw new RefusedException(Refusals.NotFoundHere) : (placement, candidate, []);
            var isTaken = reference is not null && await PlacementStore.HasReference(session, supplier, reference);
            return (KeptPlacement.New(session.NewId(), supplier, reference ?? "", number ?? Guid.Empty, session.Now), candidate,
                isTaken ? [statement.Candidate is null ? Refusals.ValueMissing.At("/candidate") : Refusals.PlacementOtherCandidate.At(null)] : []);
        }

        private ValuedOnContract Valued(
            AllocatedContract contract, CountingFrame frame, PlacementReport report, PlacementDraft draft, Euros value, PlacementValue expected, Euros change)
        {
            var (tarief, terms) = (frame.TariefOn(report.TermsFrom), report.Terms);
            List<Remark> warnings = [.. Explanation.OfBlock(tarief.Tarief, tarief.FullTimeMinutes, terms, report.Start), .. Explanation.OfBonuses(tarief.Tarief, terms, expected)];
            if (terms.Doelgroep == Doelgroep.Banenafspraak && draft.Indicatie == Doelgroepindicatie.None) warnings.Add(Remarks.NoIndicatie);
            if (expected.Total != value) warnings.Add(Remarks.ReportedThrough.With(report.ReportedThrough));
            return new(contract.Id, contract.Reference, contract.BasisPoints / 100m, TariefNamed.Of(tarief.Tarief), expected.Total > Euros.Zero, value, expected.Total, change,
                [.. expected.Parts.Select(LedgerPart.Of)], [.. expected.Bonuses.Select(b => new LedgerBonus(b.Code, b.Amount))],
                Told.In(call.Language, Explanation.NotCounting(expected)), Told.In(call.Language, warnings));
        }

        private ValuedOnContract Nothing(AllocatedContract contract) => new(contract.Id, contract.Reference, contract.BasisPoints / 100m, null, false, Euros.Zero, Euros.Zero, Euros.Zero,
            [], [], Told.In(call.Language, [Remarks.NotOnThisContract]), []);

        /// <summary>Whether it is wrong whatever the contract and the candidate; what they make wrong is an answer to what was asked.</summary>
        private static bool IsOfForm(Objection objection) => objection.Refusal.Kind == RefusalKind.BadInput && objection.Refusal != Refusals.BouwblokUnknown
            && objection.Refusal != Refusals.BouwblokNotForPlacements && objection.Refusal != Refusals.BonusUnknown
            && objection.Refusal != Refusals.PlacementTermsFromMissing && objection.Refusal != Refusals.PlacementReportedAhead;

        private static bool ChangesWaiting(KeptPlacement placement, IEnumerable<Worth> worth, Guid contractId) => worth.Where(w => w.ContractId == contractId)
            .Any(w => w.Standings.First(s => s.PlacementId == placement.Id).Waiting != (placement.Before(contractId)?.Waiting ?? Euros.Zero));

        // The references on other buyers' contracts are the supplier's own business (rules.md 3).
        private List<OtherPlacement> Others(
            KeptPlacement placement, IReadOnlyList<KeptPlacement> candidate, Dictionary<(Guid PlacementId, Guid ContractId), Euros> before, Dictionary<(Guid PlacementId, Guid ContractId), Euros> after) =>
            [.. from other in candidate
                where other != placement
                from stand in other.Stands
                let difference = after.GetValueOrDefault((other.Id, stand.ContractId)) - before.GetValueOrDefault((other.Id, stand.ContractId))
                where difference != Euros.Zero && (session.Caller.SupplierId is not null || stand.InScope)
                select new OtherPlacement(other.Id, stand.ContractId, other.SupplierReference, difference)];

        private static Dictionary<(Guid PlacementId, Guid ContractId), Euros> Totals(IEnumerable<Worth> worth) =>
            worth.SelectMany(w => w.Standings, (w, s) => (w.ContractId, s)).ToDictionary(p => (p.s.PlacementId, p.ContractId), p => p.s.Forecast);

        private static CountedOn<PlacementOnContract> On(Worth worth) =>
            new(worth.Frame!, [.. worth.Placements.Select(p => p.OnContract(p.On(worth.ContractId)!))]);
    }
}
