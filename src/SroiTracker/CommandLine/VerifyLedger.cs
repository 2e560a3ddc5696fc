using System.CommandLine;
using MediatR;
using Spectre.Console;
using SroiTracker.Database;
using SroiTracker.Http;
using SroiTracker.Placements;
using SroiTracker.Privacy;

namespace SroiTracker.CommandLine;

/// <summary>Checks what is kept; says the first difference, and the count and head of the log.</summary>
internal static class VerifyLedger
{
    public static Command Command()
    {
        var recompute = new Option<bool>("--recompute") { Description = "Also rebuild how each placement stands from its reports and verdicts, and value it again." };
        var command = new Command("verify-ledger", "Check that ledger, placements, contracts and the log agree; exit 1 and the first difference where they do not.") { recompute };
        command.SetAction(async (parsed, token) =>
        {
            await using var app = App.Build();
            await app.Services.GetRequiredService<ServiceKey>().Check(app.Services.GetRequiredService<ITransactions>(), token);
            var found = await Shown(tell => Check(app.Services, parsed.GetValue(recompute), tell, token));
            Console.WriteLine($"{found.Contracts} contracts, {found.Placements} placements, {found.Lines} ledger lines, {found.Events} events; head {found.Head}");
            if (found.Recalculating > 0) Console.WriteLine($"Being recalculated: {found.Recalculating} contracts; what the service has yet to book there was not valued again.");
            if (found.Difference is null) return 0;
            await Console.Error.WriteLineAsync(found.Difference);
            return 1;
        });
        return command;
    }

    private static async Task<LedgerCheck> Check(IServiceProvider services, bool recompute, Action<CheckProgress>? tell, CancellationToken token)
    {
        using var call = services.CreateScope();
        call.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
        return await call.ServiceProvider.GetRequiredService<IMediator>().Send(new CheckLedger(recompute, tell), token);
    }

    /// <summary>With bars on a terminal; without them where the output goes elsewhere.</summary>
    private static Task<LedgerCheck> Shown(Func<Action<CheckProgress>?, Task<LedgerCheck>> check)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected) return check(null);
        return terminal.Progress().StartAsync(bars =>
        {
            var steps = new Dictionary<string, ProgressTask>();
            return check(progress =>
            {
                if (!steps.TryGetValue(progress.Step, out var bar)) steps[progress.Step] = bar = bars.AddTask(progress.Step);
                bar.MaxValue = Math.Max(1, progress.Of);
                bar.Value = progress.Done;
            });
        });
    }
}
