using FsCheck;
using FsCheck.Fluent;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;
using SroiTracker.Privacy;
using SroiTracker.Tests.Contracts;
using PlacementReport = SroiTracker.Domain.PlacementReport;

namespace SroiTracker.Tests.Placements;

/// <summary>
/// Under any order of reports, extensions, corrections, verdicts, withdrawals, revocations and amendments the ledger sums to
/// the value of what is verified, also where maximum months and bonuses run over both contracts (rules.md 3).
/// </summary>
public class LedgerProperties(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>What is tried next; whether it may is the service's business, a refusal changes nothing.</summary>
    /// <param name="Placement">Which of three references of one candidate.</param>
    /// <param name="Contract">Which of two contracts.</param>
    /// <param name="Day">Days after 1 October 2025 that dates of the act lie.</param>
    public sealed record Act(string Kind, int Placement, int Contract, int Day, int Hours, int Share, bool Agreed);

    private static readonly (int Weight, string Kind)[] Kinds =
        [(6, "report"), (8, "verify"), (2, "reject"), (2, "accept"), (1, "withdraw"), (2, "decide-withdrawal"), (2, "revoke"), (2, "decide-revocation"), (2, "amend")];

    internal static readonly Gen<Act> Any =
        from kind in Gen.Frequency([.. Kinds.Select(k => (k.Weight, Gen.Constant(k.Kind)))])
        from placement in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Constant(1)), (1, Gen.Constant(2)))
        from contract in Gen.Choose(0, 1)
        from day in Gen.Choose(0, 410)
        from hours in Gen.Elements(8, 12, 18, 24)
        from share in Gen.Elements(30, 50, 100)
        from agreed in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new Act(kind, placement, contract, day, hours, share, agreed);

    private static readonly Arbitrary<Act[]> Sequences = Arb.From(
        from count in Gen.Choose(4, 24)
        from first in Any
        from acts in Any.ListOf(count)
        select (Act[])[first with { Kind = "report", Placement = 0 }, .. acts],
        acts => acts.Select((_, left) => acts.Where((_, at) => at != left).ToArray()));

    [Fact]
    public async Task The_ledger_sums_to_the_value_of_what_is_verified()
    {
        Prop.ForAll(Sequences, acts => Holds(acts).GetAwaiter().GetResult()).Check(Cases.Of(40));
        var check = await service.Send(Caller.TheService, new CheckLedger(Recompute: true));
        Assert.True(check.Difference is null, check.Difference);
        Assert.True(check.Lines > 100, "acts that book nothing show nothing");
    }

    private async Task Holds(Act[] acts)
    {
        // By turns under the shipped Tarief of one contract, and under one whose scopes are the buyer's.
        var tarieven = acts.Length % 2 == 0 ? (Rivierenland.Utrecht, UtrechtOlder) : await BuyersTarieven.In(service);
        var stage = await PlacementStage.In(service, withClause: false);
        var play = new Play(service, stage, [stage.Contract.ContractId, await stage.SecondContract(withClause: false)], tarieven);
        await play.Start();
        var told = new List<string>();
        foreach (var act in acts)
        {
            service.Time.Advance(TimeSpan.FromMilliseconds(act.Day % 2));
            told.Add($"{act}: {await play.Take(act)}");
            await play.AssertBooked(string.Join('\n', told));
        }
        await play.AssertThereAndBack(string.Join('\n', told));
    }

    internal static readonly Guid UtrechtOlder = new("6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a01");

    /// <summary>One candidate with three references on two contracts.</summary>
    internal sealed class Play(RunningService service, PlacementStage stage, Guid[] contracts, (Guid First, Guid Second) tarieven)
    {
        private readonly Guid[] _contracts = contracts;
        private readonly (DateOnly From, Guid Tarief, decimal Value, DateOnly End)[] _last = [(First, tarieven.First, 3_887_000m, End), (First, tarieven.First, 3_887_000m, End)];
        private readonly Guid?[] _placements = new Guid?[3];
        private readonly Caller _supplier = new(Guid.NewGuid(), "supplier", false, [new(Role.Supplier, null, stage.Contract.SupplierId)]);
        private readonly Caller[] _officers = [.. Enumerable.Range(0, 2).Select(i => new Caller(Guid.NewGuid(), $"officer {i}", true, [new(Role.Officer, null, null)]))];
        private static readonly DateOnly First = new(2025, 10, 1), End = new(2026, 12, 31);

        public async Task Start()
        {
            foreach (var contract in _contracts)
                await service.Administrator.Put($"contracts/{contract}/clause", await service.Administrator.ETag($"contracts/{contract}"), Rivierenland.Clause(c => c["tariefId"] = tarieven.First)).Is(200);
        }

        private async Task<string> Amended(Act act, DateOnly from)
        {
            try { return await Amend(act.Contract, from, act.Agreed ? tarieven.Second : tarieven.First, 3_887_000m + act.Hours, End.AddDays(act.Share)); }
            catch (RefusedException refused) { return refused.Objections[0].Refusal.Code; }
        }

        /// <summary>From a day on another Tarief, value and end; a later amendment from an earlier day takes the place of both.</summary>
        private async Task<string> Amend(int contract, DateOnly from, Guid tarief, decimal value, DateOnly end)
        {
            await Send(_officers[0], new AmendContract(_contracts[contract], new()
            {
                FromDate = from, Reason = "Aangevuld", TariefId = tarief, Value = new(value, "EUR"), EndDate = end,
            }));
            _last[contract] = (from, tarief, value, end);
            return "amended";
        }

        /// <summary>An amendment there and back leaves obligation and ledger as they were.</summary>
        public async Task AssertThereAndBack(string told)
        {
            var before = await Sums();
            for (var i = 0; i < _contracts.Length; i++)
            {
                var (from, tarief, value, end) = _last[i];
                await Amend(i, from, tarief == tarieven.First ? tarieven.Second : tarieven.First, 4_500_000m, new(2026, 3, 31));
                await AssertBooked(told);
                await Amend(i, from, tarief, value, end);
            }
            Assert.Equal(before, await Sums());
        }

        private Task<string> Sums() => service.Read(async s => string.Join('\n',
        [
            .. (await s.Query<(Guid Contract, long Obligation, long Counted, long Waiting, long Forecast)>(
                "SELECT contractId, obligation, counted, waiting, forecast FROM ContractProgress WHERE contractId IN @contracts ORDER BY contractId", new { contracts = _contracts })).Select(p => p.ToString()),
            .. (await s.Query<(Guid Contract, Guid Placement, long Year, long Cents)>("""
                SELECT contractId, placementId, year, SUM(amount) FROM LedgerLine WHERE contractId IN @contracts
                GROUP BY contractId, placementId, year HAVING SUM(amount) <> 0 ORDER BY contractId, placementId, year
                """, new { contracts = _contracts })).Select(l => l.ToString()),
        ]));

        /// <summary>What came of it: a state, or the code of the refusal.</summary>
        public async Task<string> Take(Act act)
        {
            var day = First.AddDays(act.Day);
            if (act.Kind == "amend") return await Amended(act, day);
            var id = _placements[act.Placement] ?? default;
            var placement = id == default ? null : await Send(_supplier, new GetPlacement(id));
            var number = placement?.ReportNumber;
            // Rather the contract on which it can be done; and what has to come before, before it.
            var on = placement?.Contracts.OrderByDescending(c => act.Kind switch
            {
                "decide-withdrawal" => c.State == PlacementState.WithdrawalAsked,
                "decide-revocation" => c.Verdict?.Kind == "RevocationAsked",
                "accept" => c.Verdict?.ProposedReport is not null,
                "revoke" => c.VerifiedReportNumber is not null,
                _ => c.ContractId == _contracts[act.Contract],
            }).First();
            var (contract, asked) = (on?.ContractId ?? default, on?.Verdict?.Id ?? default);
            var kind = act.Kind switch
            {
                _ when placement is null => "report",
                "decide-withdrawal" when on!.State != PlacementState.WithdrawalAsked => "withdraw",
                "decide-revocation" when on!.Verdict?.Kind != "RevocationAsked" => "revoke",
                "accept" when on!.Verdict?.ProposedReport is null => "reject",
                _ => act.Kind,
            };
            try
            {
                var after = kind switch
                {
                    "report" => (await Send(_supplier, new ReportPlacement(Report(act, placement)))).Placement,
                    "verify" => await Send(_officers[0], new VerifyPlacement(id, contract, number, Earlier(placement!.ReportedThroughDate, act.Agreed ? DateOnly.MaxValue : day))),
                    "reject" => await Send(_officers[0], new RejectPlacement(id, contract, number, "not-so", "Niet zo.", act.Agreed || act.Kind == "accept" ? Report(act, placement) with { Candidate = null } : null)),
                    "accept" => await Send(_supplier, new AcceptProposedReport(id, contract, number)),
                    "withdraw" => await Send(_supplier, new WithdrawPlacement(id, contract, number, null, null)),
                    "decide-withdrawal" => await Send(_officers[0], new DecideWithdrawal(id, asked, act.Agreed, null)),
                    "revoke" => await Send(_officers[0], new RevokePlacement(id, contract, number, "never-worked", "Zie dossier.", Earlier(on?.VerifiedThroughDate ?? day, day))),
                    _ => await Send(_officers[1], new DecideRevocation(id, asked, act.Agreed, null)),
                };
                _placements[act.Placement] = after.Id;
                return string.Join(", ", after.Contracts.Select(c => $"{c.State} {c.Counted}"));
            }
            catch (RefusedException refused)
            {
                return refused.Objections[0].Refusal.Code;
            }
        }

        private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

        private PlacementStatement Report(Act act, PlacementView? before)
        {
            var start = act.Agreed && before is not null ? before.StartDate : First.AddDays(act.Day % 90);
            var through = First.AddDays(act.Day) < start ? start : First.AddDays(act.Day);
            StatedShare[] shares = act.Share == 100
                ? [new(_contracts[act.Contract], null, 100)]
                : [new(_contracts[act.Contract], null, act.Share), new(_contracts[1 - act.Contract], null, 100 - act.Share)];
            string[] blocks = ["participatiewet", "banenafspraak", "ww"];
            return new(null, $"P-{act.Placement}", SentPseudonym.From(PlacementStage.Candidate), blocks[act.Hours % 3], Doelgroep.Overig, null, null,
                PlacementMethod.Individueel, Employment.Dienstverband, null, null, act.Hours, start, act.Day % 3 == 0 ? through : null, through,
                First.AddDays(act.Day / 2), act.Share == 50, null, act.Share == 50 ? ["permanent-contract"] : [], null, null, shares);
        }

        /// <summary>Σ lines by placement and contract beside what the rules give for what is verified, without any projection between.</summary>
        public async Task AssertBooked(string told)
        {
            var kept = await service.Read(s => PlacementStore.OfCandidateOf(s, _placements.FirstOrDefault(p => p is not null) ?? default));
            var counted = new List<CountedOn<CountedPlacement>>();
            foreach (var contract in _contracts)
                counted.Add(new((await service.Read(s => CountingFrames.Of(s, contract)))!,
                [
                    .. kept.Select(p => (Placement: p, On: p.On(contract)))
                        .Where(p => p.On is { VerifiedReport: not null, State: not PlacementState.Withdrawn })
                        .Select(p =>
                        {
                            var reports = p.Placement.Reports.ConvertAll(r => r.Report);
                            var report = reports[p.On!.VerifiedReport!.Value - 1];
                            return new CountedPlacement(p.Placement.Id, p.Placement.SupplierReference!, report.Start, report.End, p.On.VerifiedThrough!.Value, p.On.RevokedFrom,
                                PlacementReport.TermsAsOf(reports, report.Number));
                        }),
                ]));
            var valued = Valuation.Of(counted);
            for (var i = 0; i < _contracts.Length; i++)
            {
                var contract = _contracts[i];
                var worth = valued[i].ToDictionary(v => v.PlacementId, v => v.Total.Cents);
                var booked = await service.Read(async s =>
                    (await s.Query<Sum>("SELECT placementId, SUM(amount) AS cents FROM LedgerLine WHERE contractId = @contract GROUP BY placementId", new { contract })).ToDictionary(b => b.PlacementId, b => b.Cents));
                foreach (var placement in kept)
                    Assert.True(booked.GetValueOrDefault(placement.Id) == worth.GetValueOrDefault(placement.Id),
                        $"{placement.SupplierReference} on {contract}: booked {booked.GetValueOrDefault(placement.Id)}, worth {worth.GetValueOrDefault(placement.Id)}\n{told}");
            }
        }

        private Task<T> Send<T>(Caller caller, IRequest<T> request) => service.Send(caller, request);

        private sealed class Sum
        {
            public Guid PlacementId { get; init; }
            public long Cents { get; init; }
        }
    }
}
