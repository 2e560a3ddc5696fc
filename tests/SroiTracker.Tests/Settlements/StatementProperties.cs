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
using SroiTracker.Settlements;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Placements;
using Statement = SroiTracker.Settlements.Statement;

namespace SroiTracker.Tests.Settlements;

/// <summary>
/// Whatever is done after a decision, a statement stays what it was, byte for byte; and while it stands, what was counted
/// then is counted now (rules.md 5).
/// </summary>
public class StatementProperties(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>What is tried next; whether it may is the service's business.</summary>
    /// <param name="Placement">Which of three references of one candidate.</param>
    /// <param name="Day">Days after 1 January 2025 that dates of the act lie.</param>
    public sealed record Act(string Kind, int Placement, int Day, int Hours, bool Agreed);

    private static readonly (int Weight, string Kind)[] Kinds =
    [
        (5, "report"), (6, "verify"), (1, "reject"), (1, "withdraw"), (1, "revoke"), (2, "amend"), (1, "clause"), (2, "open"), (2, "notice"), (3, "view"), (4, "propose"),
        (5, "decide"), (2, "reopen"), (3, "decide-reopening"),
    ];

    private static readonly Gen<Act> Any =
        from kind in Gen.Frequency([.. Kinds.Select(k => (k.Weight, Gen.Constant(k.Kind)))])
        from placement in Gen.Choose(0, 2)
        from day in Gen.Choose(0, 600)
        from hours in Gen.Elements(9, 18, 36)
        from agreed in Gen.Frequency((5, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new Act(kind, placement, day, hours, agreed);

    private static readonly Arbitrary<Act[]> Sequences = Arb.From(
        from count in Gen.Choose(15, 40) from acts in Any.ListOf(count) select acts.ToArray(),
        acts => acts.Select((_, left) => acts.Where((_, at) => at != left).ToArray()));

    private int _statements, _refused;

    [Fact]
    public async Task A_settled_statement_never_changes()
    {
        Prop.ForAll(Sequences, acts => Holds(acts).GetAwaiter().GetResult()).Check(Cases.Of(25));
        Assert.True(_statements > 30, $"{_statements} statements show little: each play begins with one");
        Assert.True(_refused > 25, $"{_refused} acts refused for a settlement show little");
        var check = await Send(Caller.TheService, new CheckLedger(Recompute: true));
        Assert.True(check.Difference is null, check.Difference);
    }

    private async Task Holds(Act[] acts)
    {
        // Some of the contracts settle per year, and every play begins with something settled, excused or not.
        var yearly = acts.Length % 3 == 0;
        var stage = await SettlementStage.In(service, entry => (entry["startDate"], entry["value"]) = ("2025-01-01", Rivierenland.Money(500_000m)), policy => policy["targets"] = yearly ? "Yearly" : "Final");
        var play = new Play(this, stage, yearly);
        string[] first = ["report", "verify", "open", "propose", "decide"];
        var told = new List<string>();
        foreach (var act in first.Select(kind => new Act(kind, 0, 200, 36, true)).Concat(acts))
        {
            var came = await play.Take(act);
            if (came is "contract.settled") _refused++;
            told.Add($"{act}: {came}");
            await play.AssertFrozen(string.Join('\n', told));
        }
        _statements += play.Statements;
    }

    private async Task<T> Send<T>(Caller caller, IRequest<T> request)
    {
        using var scope = service.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Call>().Caller = caller;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, TestContext.Current.CancellationToken);
    }

    private sealed class Play(StatementProperties owner, SettlementStage stage, bool yearly)
    {
        private static readonly DateOnly First = new(2025, 1, 1);
        private readonly Guid _contract = stage.Stage.Contract.ContractId;
        private readonly Guid?[] _placements = new Guid?[3];
        private readonly List<Guid> _settlements = [];
        private readonly Dictionary<string, string> _frozen = [];
        private readonly Caller _supplier = new(Guid.NewGuid(), "supplier", false, [new(Role.Supplier, null, stage.Stage.Contract.SupplierId)]);
        private readonly Caller[] _officers = [.. Enumerable.Range(0, 2).Select(i => new Caller(Guid.NewGuid(), $"officer {i}", true, [new(Role.Officer, null, null)]))];

        public int Statements => _frozen.Count;

        /// <summary>"done", or the code of the refusal.</summary>
        public async Task<string> Take(Act act)
        {
            try
            {
                await (act.Kind switch
                {
                    "report" or "verify" or "reject" or "withdraw" or "revoke" => Place(act),
                    "amend" => Send(_officers[0], new AmendContract(_contract, new()
                    {
                        FromDate = Day(act), Reason = "meer werk", Value = new(400_000m + act.Day * 100, "EUR"),
                    })),
                    "clause" => stage.Stage.Contract.Set(Rivierenland.Clause(c => c["percentage"] = 4.0m)),
                    "open" => Open(act),
                    _ => Settle(act),
                });
                return "done";
            }
            catch (RefusedException refused)
            {
                return refused.Objections[0].Refusal.Code;
            }
        }

        public async Task AssertFrozen(string told)
        {
            foreach (var settlement in _settlements)
            {
                var view = await Send(_officers[0], new GetSettlement(_contract, settlement));
                foreach (var link in view.Statements)
                {
                    var shown = await Send(_officers[0], new GetStatement(_contract, settlement, link.Number));
                    _frozen.TryAdd(link.Number, shown.Document);
                    Assert.True(_frozen[link.Number] == shown.Document, $"{link.Number} changed\n{told}");
                    if (link.Stands) Assert.True(await Booked(shown.Statement) == shown.Statement.Figures.Counted, $"{link.Number} no longer sums\n{told}");
                }
            }
        }

        private async Task<Euros> Booked(Statement statement)
        {
            var (from, through) = statement.Year is not { } year ? (0, 9999) : (year == 2025 ? 0 : year, year == 2026 ? 9999 : year);
            return await stage.Service.Read(s => s.QueryOne<Euros>(
                "SELECT COALESCE(SUM(amount), 0) FROM LedgerLine WHERE contractId = @id AND year >= @from AND year <= @through", new { id = _contract, from, through }));
        }

        private async Task Open(Act act)
        {
            int? year = yearly ? 2025 + (_settlements.Count + (act.Agreed ? 0 : 1)) % 2 : null;
            _settlements.Add((await Send(_officers[0], new OpenSettlement(_contract, year))).Id);
        }

        private async Task Settle(Act act)
        {
            if (_settlements.Count == 0) return;
            var id = _settlements[act.Placement % _settlements.Count];
            var view = await Send(_officers[0], new GetSettlement(_contract, id));
            var notice = new DateOnly(2026, 11, 2);
            // What has to come before, before it.
            var kind = (act.Kind, view.State) switch
            {
                ("decide" or "reopen" or "decide-reopening", SettlementState.Opened or SettlementState.InRecovery or SettlementState.Reopened) => "propose",
                ("propose" or "decide-reopening", SettlementState.Decided) => "reopen",
                ("propose" or "decide" or "reopen", SettlementState.ReopeningAsked) => "decide-reopening",
                ("reopen" or "decide-reopening", SettlementState.Proposed) => "decide",
                _ => act.Kind,
            };
            await (kind switch
            {
                "notice" => Send(_officers[0], new GiveNotice(_contract, id, notice, notice.AddDays(1 + act.Day % 18), null)),
                "view" => Send(_supplier, new GiveView(_contract, id, "Wij deden wat kon.", act.Agreed, null)),
                // Excused where nobody gave notice, so that much is decided.
                "propose" => Send(_officers[0], new ProposeSettlement(_contract, id, view.Notices.Count > 0 || view.Figures.Malus == Euros.Zero ? null : new(null, 100m, "overmacht"), null)),
                "decide" => Send(_officers[1], new DecideSettlement(_contract, id, view.Proposals.Count, act.Agreed, null)),
                "reopen" => Send(_officers[0], new AskReopening(_contract, id, "er is iets vergeten")),
                _ => Send(_officers[1], new DecideReopening(_contract, id, view.Reopenings is [.., var last] ? last.Id : Guid.Empty, act.Agreed, null)),
            });
        }

        private async Task Place(Act act)
        {
            var id = _placements[act.Placement] ?? default;
            if (act.Kind == "report" || id == default)
            {
                var start = First.AddDays(act.Placement * 90);
                _placements[act.Placement] = (await Send(_supplier, new ReportPlacement(new(null, $"P-{act.Placement}", SentPseudonym.From(PlacementStage.Candidate), "participatiewet",
                    Doelgroep.Participatiewet, null, null, PlacementMethod.Individueel, Employment.Dienstverband, null, null, act.Hours, start, null,
                    Day(act) < start ? start : Day(act), Day(act) < start ? start : Day(act).AddDays(-act.Day % 60), false, null, null, null, null, [new(_contract, null, 100)])))).Placement.Id;
                return;
            }
            var placement = await Send(_supplier, new GetPlacement(id));
            var (number, through) = (placement.ReportNumber, act.Agreed || Day(act) > placement.ReportedThroughDate ? placement.ReportedThroughDate : Day(act));
            await (act.Kind switch
            {
                "verify" => Send(_officers[0], new VerifyPlacement(id, _contract, number, through)),
                "reject" => Send(_officers[0], new RejectPlacement(id, _contract, number, "not-so", "Niet zo.", null)),
                "withdraw" => Send(_supplier, new WithdrawPlacement(id, _contract, number, null, null)),
                _ => Send(_officers[0], new RevokePlacement(id, _contract, number, "never-worked", "Zie dossier.", through)),
            });
        }

        private static DateOnly Day(Act act) => First.AddDays(act.Day);

        private Task<T> Send<T>(Caller caller, IRequest<T> request) => owner.Send(caller, request);
    }
}
