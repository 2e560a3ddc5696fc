using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SroiTracker.Database;
using SroiTracker.Suppliers;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Benchmarks;

/// <summary>
/// 200 suppliers, each with a system on an address of its own, of which 10 never answer and 10 answer 500: how long it takes until
/// the 180 others are pulled, beside the same 180 without those.
/// </summary>
internal static class SlowSuppliers
{
    private const int Sound = 180, Hanging = 10, Failing = 10, Items = 50, Rounds = 3;

    public static async IAsyncEnumerable<Figure> Run()
    {
        var (alone, beside) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (without, with) = (await Pull(0, 0), await Pull(Hanging, Failing));
            // The first warms up.
            if (round == 0) continue;
            alone.Add(without);
            beside.Add(with);
        }
        yield return new($"180 suppliers with {Items} new placements each, beside {Hanging} that hang and {Failing} that fail", Benchmarks.Rounds.Median(beside), "s", "≤ 120 %",
            "the 180 alone", Benchmarks.Rounds.Median(alone));
    }

    /// <summary>Seconds until the sound ones are pulled.</summary>
    private static async Task<double> Pull(int hanging, int failing)
    {
        await using var systems = await Systems.Start(Sound + hanging + failing);
        await using var work = await PlacementWork.Begin(new() { ["Outbound:AllowPrivateAddresses"] = "true", ["Outbound:AllowHttp"] = "true", ["Logging:LogLevel:SroiTracker"] = "Error" });
        var service = work.Service;
        var (connections, credentials) = (new List<Connection>(), service.Services.GetRequiredService<Credentials>());
        for (var i = 0; i < Sound + hanging + failing; i++)
        {
            var supplier = await service.Send(service.Administrator, new CreateSupplier($"Supplier {i}", null));
            await work.Contract($"C{i}", supplier);
            var what = i < Sound ? "sound" : i < Sound + hanging ? "hangs" : "fails";
            var id = Guid.CreateVersion7();
            var entry = new ConnectionEntry(supplier, $"System {i}", ConnectionKind.Standard, $"{systems.Of(i)}/{what}/{i}",
                new(AuthenticationKind.ApiKeyHeader, null, null, null, "X-Api-Key", "benchmark"), "0 3 * * *", null, null, null);
            await service.Send(service.Administrator, new CreateConnection(id, entry, credentials.Protect(id, entry.Secret)));
            connections.Add((await service.Lane.Read(service.Administrator, session => ConnectionStore.Find(session, id), CancellationToken.None))!);
        }
        foreach (var some in connections.Chunk(100))
            await service.Lane.Run(service.Administrator, async session =>
            {
                foreach (var connection in some) await SynchronisationStore.Start(session, connection);
                return true;
            }, CancellationToken.None);

        using var stop = new CancellationTokenSource();
        var (synchroniser, start) = (service.Services.GetRequiredService<Synchroniser>(), Stopwatch.GetTimestamp());
        // Those in trouble first: whoever has to wait, waits behind them.
        var all = synchroniser.Drive([.. connections.Skip(Sound), .. connections.Take(Sound)], stop.Token);
        while ((await service.Lane.Read(service.Administrator, session => session.QueryOne<long>(CountSql), CancellationToken.None)) < Sound) await Task.Delay(20);
        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await stop.CancelAsync();
        try { await all; }
        catch (OperationCanceledException) { }
        return took;
    }

    private const string CountSql = "SELECT COUNT(*) FROM Synchronisation WHERE state = 'Completed'";

    /// <summary>The systems, an address each, as suppliers have them: of one process, so that its work is the same in both rounds.</summary>
    private sealed class Systems(WebApplication app, string[] addresses) : IAsyncDisposable
    {
        public string Of(int supplier) => addresses[supplier];

        public static async Task<Systems> Start(int count)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                for (var i = 0; i < count; i++) kestrel.Listen(new IPAddress([127, 0, 1, (byte)(i + 1)]), 0);
            });
            var app = builder.Build();
            app.MapGet("/sound/{supplier:int}/placements", (int supplier) => Results.Text(Page(supplier), "application/json"));
            app.MapGet("/hangs/{supplier:int}/placements", (CancellationToken token) => Task.Delay(Timeout.Infinite, token));
            app.MapGet("/fails/{supplier:int}/placements", () => Results.StatusCode(500));
            await app.StartAsync();
            return new(app, [.. app.Urls.OrderBy(u => IPAddress.Parse(new Uri(u).Host).GetAddressBytes()[3])]);
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private static string Page(int supplier)
        {
            var items = new StringBuilder();
            for (var i = 0; i < Items; i++)
                items.Append(CultureInfo.InvariantCulture, $$"""
                    {{(i == 0 ? "" : ",")}}{"id":"p{{i}}","changedAt":"2026-07-01T08:00:00Z","deleted":false,"supplierReference":"R{{supplier}}-{{i}}","candidate":"pseudonym-of-p{{i:D8}}",
                    "bouwblok":"participatiewet","doelgroep":"Participatiewet","placementMethod":"Individueel","employment":"Dienstverband","hoursPerWeek":24,"startDate":"2024-04-01",
                    "reportedThroughDate":"2024-12-31","allocations":[{"contractReference":"C{{supplier}}","percentage":100}]}
                    """);
            return $$"""{"items":[{{items}}],"next":"1","hasMore":false}""";
        }
    }
}
