using System.CommandLine;
using SroiTracker.Domain;

namespace SroiTracker.CommandLine;

/// <summary>The commands of the one executable (api.md). Exit codes: 0 done, 1 refused or found something, 2 wrong use.</summary>
public static class Commands
{
    /// <summary>Parses and runs; a refusal is one sentence on the error stream.</summary>
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("SroiTracker: social return on public contracts, from clause to counted euro.")
        {
            Serve.Command(), Demo.Command(), ImportCommand.Command(), MigrateCommand.Command(), Keys.Command(), VerifyLedger.Command(), Backup.Command(), TarievenCompare.Command(), Synchronise.Command(),
        };
        root.SetAction((_, token) => Serve.Run(null, token));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("See --help.");
            return 2;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (RefusedException refused)
        {
            foreach (var objection in refused.Objections)
                await Console.Error.WriteLineAsync($"{objection.Refusal.Code}: {objection.Sentence("en")}{(string.IsNullOrEmpty(objection.Place) ? "" : $" ({objection.Place})")}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped; what was done is kept.");
            return 1;
        }
    }
}
