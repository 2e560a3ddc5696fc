using FsCheck;
using FsCheck.Fluent;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Contracts;

/// <summary>Under any order of acts on placements and contracts, what was answered at an instant is what is answered when asked as known then.</summary>
public class KnownAtProperties(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>An act on a placement, and now and then an amendment of its contract after it.</summary>
    /// <param name="Value">In euros; the contract's new value.</param>
    /// <param name="EndDay">Days after 31 March 2026 on which the contract ends.</param>
    public sealed record Step(LedgerProperties.Act Act, bool Amends, int Value, int EndDay, int AskedDay);

    private static readonly Gen<Step> Any =
        from act in LedgerProperties.Any
        from amends in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from value in Gen.Elements(0, 500_000, 3_887_000, 9_000_000)
        from end in Gen.Choose(0, 500)
        from asked in Gen.Choose(0, 460)
        select new Step(act, amends, value, end, asked);

    private static readonly Arbitrary<Step[]> Sequences = Arb.From(
        from count in Gen.Choose(4, 16)
        from first in Any
        from steps in Any.ListOf(count)
        select (Step[])[first with { Act = first.Act with { Kind = "report", Placement = 0 } }, .. steps],
        steps => steps.Select((_, left) => steps.Where((_, at) => at != left).ToArray()));

    [Fact]
    public void What_was_answered_at_an_instant_is_what_was_known_then() =>
        Prop.ForAll(Sequences, steps => Holds(steps).GetAwaiter().GetResult()).Check(Cases.Of(25));

    private async Task Holds(Step[] steps)
    {
        var stage = await PlacementStage.In(service, withClause: false);
        var play = new LedgerProperties.Play(service, stage, [stage.Contract.ContractId, await stage.SecondContract(withClause: false)], (Rivierenland.Utrecht, LedgerProperties.UtrechtOlder));
        await play.Start();
        var (told, answered) = (new List<string>(), new List<(DateTimeOffset At, DateOnly Day, string Answer)>());
        foreach (var step in steps)
        {
            service.Time.Advance(TimeSpan.FromMilliseconds(1 + step.Act.Day));
            told.Add($"{step}: {await play.Take(step.Act)}");
            if (step.Amends) told.Add(await Amended(stage.Contract.ContractId, step));
            var day = new DateOnly(2025, 9, 1).AddDays(step.AskedDay);
            answered.Add((service.Time.GetUtcNow(), day, await Answer(stage.Contract.ContractId, day, null)));
        }
        service.Time.Advance(TimeSpan.FromHours(15));
        foreach (var (at, day, answer) in answered)
        {
            var now = await Answer(stage.Contract.ContractId, day, at);
            Assert.True(answer == now, $"as known at {at:O}, of {day}\nthen {answer}\nnow  {now}\n{string.Join('\n', told)}");
        }
    }

    private async Task<string> Amended(Guid contractId, Step step)
    {
        var entry = new AmendmentEntry
        {
            FromDate = new(2026, 2, 1), Reason = "Gewijzigd", EndDate = new DateOnly(2026, 3, 31).AddDays(step.EndDay),
            Value = step.Value == 0 ? null : new(step.Value, "EUR"),
        };
        try
        {
            await Send(new AmendContract(contractId, entry));
            return $"amended to end on {entry.EndDate}";
        }
        catch (RefusedException refused) { return refused.Message; }
    }

    /// <summary>Progress and ledger, as they are and as they were on a day.</summary>
    private async Task<string> Answer(Guid contractId, DateOnly day, DateTimeOffset? knownAt)
    {
        var answers = new List<string>();
        foreach (var at in new DateOnly?[] { null, day })
        {
            var progress = await Send(new GetProgress(contractId, at, knownAt));
            var ledger = await Send(new ListLedger(contractId, 0, 500, at, knownAt));
            answers.Add(Json.Write(progress with { KnownAt = null }) + Json.Write(ledger));
            Assert.Equal(progress.Counted, ledger.Total);
        }
        return string.Join('\n', answers);
    }

    private async Task<T> Send<T>(IRequest<T> request)
    {
        using var scope = service.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, TestContext.Current.CancellationToken);
    }
}
