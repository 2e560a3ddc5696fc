using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.CommandLine;

/// <summary>
/// Pulls what suppliers' systems have now, beside a service that runs or without one. Stopped halfway it leaves what was taken, and
/// the next run goes on there.
/// </summary>
internal static class Synchronise
{
    private const int Most = 10_000;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    public static Command Command()
    {
        var one = new Option<Guid?>("--connection") { Description = "Id of a connection; without it all that are active." };
        var command = new Command("synchronise", "Pull placements from suppliers' systems now, and tell them the verdicts.") { one };
        command.SetAction(async (parsed, token) =>
        {
            await using var app = App.Build();
            await app.Services.Prepare(token);
            return await Run(app.Services, parsed.GetValue(one), token);
        });
        return command;
    }

    private static async Task<int> Run(IServiceProvider services, Guid? one, CancellationToken token)
    {
        var transactions = services.GetRequiredService<ITransactions>();
        var asked = await transactions.Run(Caller.TheService, async session =>
        {
            IReadOnlyList<Connection> connections = one is not { } id ? await ConnectionStore.Active(session, Most)
                : [await ConnectionStore.Find(session, id) ?? throw new RefusedException(Refusals.NotFoundHere)];
            var started = new List<Asked>();
            foreach (var connection in connections) started.Add(new(connection, (await SynchronisationStore.Start(session, connection)).Id));
            return started;
        }, token);
        if (asked.Count == 0)
        {
            Console.WriteLine("No connection is active.");
            return 0;
        }
        var work = services.GetRequiredService<Synchroniser>().Drive([.. asked.Select(a => a.Connection)], token);
        await Watch(transactions, asked, work, token);
        await work;
        return asked.All(a => a.Now is { State: SynchronisationState.Completed, Refused: 0 }) ? 0 : 1;
    }

    // Long work shows on a terminal that it goes on; in a log there is a line where one ended.
    private static Task Watch(ITransactions transactions, List<Asked> asked, Task work, CancellationToken token)
    {
        return Console.IsOutputRedirected ? Look(null) : AnsiConsole.Live(new Table()).StartAsync(Look);

        async Task Look(LiveDisplayContext? display)
        {
            while (true)
            {
                var ends = work.IsCompleted;
                foreach (var run in asked.Where(a => a.Now?.EndedAt is null))
                {
                    run.Now = await transactions.Read(Caller.TheService, session => SynchronisationStore.Find(session, run.Connection.Id, run.RunId), token);
                    if (display is null && run.Now?.EndedAt is not null) Console.WriteLine(run.Line);
                }
                display?.UpdateTarget(Shown(asked));
                if (ends) return;
                await Task.WhenAny(work, Task.Delay(Glance, token));
                token.ThrowIfCancellationRequested();
            }
        }
    }

    private static Table Shown(List<Asked> asked)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("connection").AddColumn("state");
        foreach (var name in new[] { "pages", "received", "new", "changed", "unchanged", "refused" }) table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var run in asked)
            table.AddRow([Markup.Escape(run.Connection.Name), Markup.Escape(run.State), .. run.Counts.Select(c => c.ToString("N0", CultureInfo.GetCultureInfo("nl-NL")))]);
        return table;
    }

    /// <summary>A run that was asked for, as it was seen last.</summary>
    private sealed class Asked(Connection connection, Guid runId)
    {
        public Connection Connection => connection;
        public Guid RunId => runId;
        public Synchronisation? Now { get; set; }

        public string State => Now?.Error is { } error ? $"{Now.State} ({Json.Read<KeptObjection>(error).Code})" : (Now?.State ?? SynchronisationState.Running).ToString();

        public long[] Counts => Now is null ? [0, 0, 0, 0, 0, 0] : [Now.Pages, Now.Received, Now.Added, Now.Changed, Now.Unchanged, Now.Refused];

        public string Line => string.Create(CultureInfo.InvariantCulture,
            $"{connection.Name}: {State}, {Counts[0]} pages, {Counts[1]} received, {Counts[2]} new, {Counts[3]} changed, {Counts[4]} unchanged, {Counts[5]} refused");
    }
}
