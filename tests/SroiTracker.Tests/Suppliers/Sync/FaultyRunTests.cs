using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Suppliers.Sync;
using SroiTracker.Tests.Outbound;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>
/// What a supplier's system may do wrong halfway a run, over the line: the run ends as is documented, what was read stays, and
/// when the system is well again all its placements are there once. These tests look at the whole process, so they run alone.
/// </summary>
[Collection(nameof(FaultyRunTests))]
[CollectionDefinition(nameof(FaultyRunTests), DisableParallelization = true)]
public sealed class FaultyRunTests(FaultyRunTests.Service service) : IClassFixture<FaultyRunTests.Service>
{
    private const string Json = "application/json";
    private const long Idle = 64L << 20;
    private const int All = 250, MostPages = 20;

    private static readonly Dictionary<string, Fault> Faults = new()
    {
        ["nothing"] = new((_, _) => null, null),
        ["bytes come one by one"] = new((on, _) => Says.Slowly(Json, on.Page(101, 200), 1, TimeSpan.FromMilliseconds(100)), "source.too-slow"),
        ["it never answers"] = new((_, _) => Says.Nothing(), "source.too-slow"),
        ["it does not answer once"] = new((_, n) => n == 1 ? Says.Nothing() : null, null),
        ["half a body and then nothing"] = new((on, _) => Says.Stop(Json, on.Page(101, 200), 20_000), "source.too-slow"),
        ["the line is closed halfway a body"] = new((on, _) => Says.Cut(Json, on.Page(101, 200), 20_000), "source.unreachable"),
        ["the line breaks halfway a body, twice"] = new((on, n) => n <= 2 ? Says.Cut(Json, on.Page(101, 200), 20_000, Then.Break) : null, null),
        ["the line breaks"] = new((_, _) => Says.BreakOff(), "source.unreachable"),
        ["429 with a short wait"] = new((_, n) => n <= 2 ? Says.Status(429, ("Retry-After", "5")) : null, null),
        ["429 with a moment long gone by our clock"] = new((_, n) => n <= 2 ? Says.Status(429, ("Retry-After", "Sun, 22 Nov 2026 03:00:00 GMT")) : null, null),
        ["429 with a long wait"] = new((_, _) => Says.Status(429, ("Retry-After", "3600")), "source.busy"),
        ["429 for good"] = new((_, _) => Says.Status(429), "source.busy"),
        ["503 for good"] = new((_, _) => Says.Status(503), "source.busy"),
        ["500 twice"] = new((_, n) => n <= 2 ? Says.Status(500) : null, null),
        ["500 for good"] = new((_, _) => Says.Status(500), "source.refused"),
        ["410, it forgot where we were"] = new((_, n) => n == 1 ? Says.Status(410) : null, null),
        ["410 each time"] = new((_, _) => Says.Status(410), "source.cursor-repeats"),
        ["no JSON"] = new((on, _) => Says.Json(on.Page(101, 200)[..20_000]), "source.malformed"),
        ["other JSON"] = new((_, _) => Says.Json("""{"items":{},"next":null,"hasMore":false}"""), "source.malformed"),
        ["JSON without an end of its depth"] = new((_, _) => Says.Json(new string('[', 100_000)), "source.malformed"),
        ["another content type"] = new((on, _) => Says.Text(200, "text/html", on.Page(101, 200)), "source.content-type"),
        ["a body that unfolds"] = new((_, _) => Says.Bomb(Json, 100_000), "source.content-type"),
        ["pages without end, with nothing on them"] = new((on, n) => Says.Json(on.Page(101, 100, After(100, n), true)), "source.endless", Cursor: After(100, MostPages - 1)),
        ["pages without end, with the same on them"] = new((on, n) => Says.Json(on.Page(101, 200, After(200, n), true)), "source.endless", 200, After(200, MostPages - 1)),
        ["a page that points to itself"] = new((on, _) => Says.Json(on.Page(101, 200, After(100, 0), true)), "source.cursor-repeats", 200),
        ["a page larger than was asked for"] = new((on, _) => Says.Json(on.Page(101, 201)), "source.page-too-large"),
        ["a body of ten gigabytes, and it says so"] = new((_, _) => Says.Huge(Json, 10L << 30, claimed: true, "{\"items\":["), "source.too-large"),
        ["a body of ten gigabytes"] = new((_, _) => Says.Huge(Json, 10L << 30, claimed: false, "{\"items\":["), "source.too-large"),
        ["headers of a megabyte"] = new((_, _) => Says.GiantHeaders(1 << 20), "source.too-large"),
        ["a redirect to a private address"] = new((_, _) => Says.Redirect("http://10.0.0.1/sroi/v1/placements"), "source.redirected"),
        ["a redirect to where a cloud keeps its secrets"] = new((_, _) => Says.Redirect("http://169.254.169.254/latest/meta-data"), "source.redirected"),
        ["a redirect to another host"] = new((_, _) => Says.Redirect("https://elsewhere.example.org/placements"), "source.redirected"),
        ["a redirect without end"] = new((_, n) => Says.Redirect($"/sroi/v1/placements?changedSince=seq-100&n={n}"), "source.redirected"),
        ["401"] = new((_, _) => Says.Status(401), "source.unauthorised"),
        ["403"] = new((_, _) => Says.Status(403), "source.unauthorised"),
        ["a token that was taken back"] = new((on, n) => { if (n == 1) on.System.ForgetTokens(); return null; }, null) { HasTokens = true },
        ["a token that was taken back, and no other is given"] = new((on, _) => { on.System.ForgetTokens(); return null; }, "source.unauthorised") { HasTokens = true, OfToken = (_, n) => n > 1 ? Says.Status(401) : null },
        ["no token can be had"] = new((on, _) => { on.System.ForgetTokens(); return null; }, "source.refused") { HasTokens = true, OfToken = (_, n) => n > 1 ? Says.Status(500) : null },
        ["clocks that are hours off, and tokens that last no time"] = new((_, _) => null, null) { HasTokens = true, OfToken = (on, _) => on.TokenOfNoTime },
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The cursor after so many placements, of which the system understands many spellings: with zeros before it.</summary>
    private static string After(int count, int zeros) => string.Create(CultureInfo.InvariantCulture, $"seq-{new string('0', zeros)}{count}");

    [Theory, MemberData(nameof(Names))]
    public async Task Whatever_goes_wrong_halfway_a_run_ends_and_in_the_end_each_placement_is_there_once(string name)
    {
        var fault = Faults[name];
        await using var on = await Stand.Of(service.Running, fault);
        var run = await on.Run(isIdle: true);

        Assert.Equal((fault.Code is null ? SynchronisationState.Completed : SynchronisationState.Failed, fault.Code), (run.State, SourceStage.Code(run)));
        Assert.NotNull(run.EndedAt);
        var connection = await on.Connection();
        var stops = fault.Code == "source.unauthorised";
        Assert.Equal((stops ? ConnectionState.Stopped : ConnectionState.Active, stops ? fault.Code : null, fault.Code is null ? 0 : 1), (connection.State, connection.StoppedFor, connection.Failures));
        var taken = fault.Code is null ? All : fault.Taken;
        Assert.Equal(fault.Code is null ? After(All, 0) : fault.Cursor ?? After(100, 0), connection.SourceCursor);
        Assert.Equal(on.References.Take(taken), await on.Placements());
        Assert.Equal(taken, (int)run.Added);
        Assert.Equal((taken, 0L), await on.Kept());
        if (fault.HasTokens) Assert.True(on.System.TokensGiven >= (fault.Code is null ? 2 : 1));

        on.IsWell = true;
        if (stops)
        {
            await on.Stage.Officer.Post($"{on.Path}/synchronisations").IsRefused(409, "connection.not-active");
            await on.Activate();
        }
        run = await on.Run();
        Assert.Equal((SynchronisationState.Completed, null, All - taken), (run.State, run.Error, (int)run.Added));
        Assert.Equal(on.References, await on.Placements());
        Assert.Equal((All, 0L), await on.Kept());
        Assert.Equal((ConnectionState.Active, 0, After(All, 0)), (await on.Connection() is var now ? now.State : default, now.Failures, now.SourceCursor));
    }

    /// <summary>The service, which may go to this machine, and gives a try so long that a page comes within it while its clock runs ahead.</summary>
    public sealed class Service : IAsyncLifetime
    {
        public RunningService Running { get; } = new()
        {
            Settings = new()
            {
                ["Outbound:AllowPrivateAddresses"] = "true", ["Outbound:AllowHttp"] = "true", ["Synchronisation:TrySeconds"] = "200", ["Synchronisation:CallSeconds"] = "3600",
                ["Synchronisation:MostPages"] = MostPages.ToString(CultureInfo.InvariantCulture), ["Synchronisation:LeaseSeconds"] = "600", ["Synchronisation:LongestRunMinutes"] = "1440",
            },
        };

        public async ValueTask InitializeAsync()
        {
            await Running.InitializeAsync();
            // What is kept from the first run on is no part of what a fault takes.
            await using var on = await Stand.Of(Running, Faults["nothing"]);
            await on.Run();
        }

        public ValueTask DisposeAsync() => Running.DisposeAsync();
    }

    /// <summary>What goes wrong after the first page.</summary>
    /// <param name="Says">By how many times it was asked since; null where it is answered as it should.</param>
    /// <param name="Code">That the run fails with; null where it completes.</param>
    /// <param name="Taken">Placements that are here then, where it failed.</param>
    /// <param name="Cursor">That is kept then; after the first page where it is null.</param>
    private sealed record Fault(Func<Stand, int, Say?> Says, string? Code, int Taken = 100, string? Cursor = null)
    {
        /// <summary>Whether the system lets in by tokens.</summary>
        public bool HasTokens { get; init; }

        /// <summary>What goes wrong where tokens are given.</summary>
        public Func<Stand, int, Say?> OfToken { get; init; } = (_, _) => null;
    }

    /// <summary>A supplier, its system of 250 placements behind a fault, and the connection that an officer made to it.</summary>
    private sealed class Stand(RunningService service, PlacementStage stage, SupplierSystemServer system) : IAsyncDisposable
    {
        private FaultyServer _server = null!;
        private JsonObject _entry = null!;
        private Guid _id;
        private int _asked;

        public PlacementStage Stage => stage;
        public SupplierSystemServer System => system;
        public string Path => $"supplier-connections/{_id}";

        /// <summary>Its placements, each with the number of its latest report.</summary>
        public IReadOnlyList<string> References { get; } = [.. Enumerable.Range(1, All).Select(n => $"{Reference(n)} #1")];

        /// <summary>The fault is taken away.</summary>
        public bool IsWell { get; set; }

        public static async Task<Stand> Of(RunningService service, Fault fault)
        {
            var on = new Stand(service, await PlacementStage.In(service), await SupplierSystemServer.Start());
            for (var n = 1; n <= All; n++) on.System.Put($"id-{n}", on.Stage.Report(Reference(n), $"pseudonym-of-{Reference(n)}"));
            // Clocks of others may say anything.
            on.System.Mishap = http => { http.Response.Headers.Date = "Mon, 23 Nov 2026 05:00:00 GMT"; return Task.FromResult(false); };
            on._server = await FaultyServer.Before(on.System.Address, asked =>
                on.IsWell ? null
                : asked.Path.StartsWith("/token", StringComparison.Ordinal) ? fault.OfToken(on, asked.Number)
                : asked.Path.Contains("changedSince=", StringComparison.Ordinal) ? fault.Says(on, Interlocked.Increment(ref on._asked)) : null);
            on._entry = ConnectionStage.Entry(on.Stage.Contract.SupplierId, e =>
            {
                e["baseUrl"] = new Uri(on._server.Address, "/sroi/v1").ToString();
                e["authentication"] = fault.HasTokens
                    ? new JsonObject
                    {
                        ["kind"] = "ClientCredentials", ["tokenUrl"] = new Uri(on._server.Address, "/token").ToString(),
                        ["clientId"] = SupplierSystemServer.ClientId, ["clientSecret"] = SupplierSystemServer.ClientSecret,
                    }
                    : new JsonObject { ["kind"] = "ApiKeyHeader", ["headerName"] = SupplierSystemServer.Header, ["headerValue"] = SupplierSystemServer.HeaderValue };
            });
            on._id = await service.Administrator.Post("supplier-connections", on._entry).Is(201).Id();
            return on;
        }

        public async ValueTask DisposeAsync()
        {
            // The other tests go on with the same service.
            await service.Run(session => session.Execute("UPDATE SupplierConnection SET state = 'Paused' WHERE id = @_id", new { _id }));
            await _server.DisposeAsync();
            await system.DisposeAsync();
        }

        /// <summary>A page as the system gives it, with all it has of these, both included.</summary>
        public string Page(int first, int last, string? next = null, bool hasMore = false) =>
            $$"""{"items":[{{string.Join(',', Enumerable.Range(first, last - first + 1).Select(n => system.Shown($"id-{n}", without: "")))}}],"next":"{{next ?? After(last, 0)}}","hasMore":{{(hasMore ? "true" : "false")}}}""";

        /// <summary>A token that the system knows, which lasts 0 seconds by a clock of its own.</summary>
        public Say TokenOfNoTime => async (line, token) =>
        {
            using var http = new HttpClient();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{SupplierSystemServer.ClientId}:{SupplierSystemServer.ClientSecret}")));
            using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
            using var given = await http.PostAsync(system.TokenAddress, form, token);
            var text = (string)JsonNode.Parse(await given.Content.ReadAsStringAsync(token))!["access_token"]!;
            return await Says.Token(text, expiresIn: 0, ("Date", "Sat, 21 Nov 2026 22:00:00 GMT"))(line, token);
        };

        /// <summary>A run that an officer asks for, to its end.</summary>
        /// <param name="isIdle">Whether what it takes of memory is looked at.</param>
        public async Task<Synchronisation> Run(bool isIdle = false)
        {
            var run = await stage.Service.Administrator.Post($"{Path}/synchronisations").Is(202).Id();
            var (managed, process) = (GC.GetTotalMemory(forceFullCollection: true), WorkingSet());
            var (mostManaged, mostProcess) = (0L, 0L);
            using var end = new CancellationTokenSource();
            var watch = Task.Run(async () =>
            {
                for (; !end.IsCancellationRequested; await Task.Delay(20, CancellationToken.None))
                    (mostManaged, mostProcess) = (Math.Max(mostManaged, GC.GetTotalMemory(forceFullCollection: false)), Math.Max(mostProcess, WorkingSet()));
            }, Token);
            var synchroniser = service.Services.GetRequiredService<Synchroniser>();
            await service.Time.Ahead(async () =>
            {
                await synchroniser.Step(Token);
                await synchroniser.Quiet().WaitAsync(TimeSpan.FromSeconds(60), Token);
                return true;
            });
            await end.CancelAsync();
            await watch;
            if (isIdle) Assert.True(mostManaged - managed < Idle && mostProcess - process < Idle, $"{mostManaged - managed} bytes managed, {mostProcess - process} in all");
            return (await service.Read(session => SynchronisationStore.Find(session, _id, run)))!;
        }

        /// <summary>The connection as it is kept.</summary>
        public async Task<Connection> Connection() => (await service.Read(session => ConnectionStore.Find(session, _id)))!;

        /// <summary>Sets it going again, as an officer does.</summary>
        public async Task Activate()
        {
            _entry["state"] = "Active";
            await service.Administrator.Put(Path, await service.Administrator.ETag(Path), _entry).Is(200);
        }

        /// <summary>The supplier's placements with the number of their latest report.</summary>
        public async Task<IReadOnlyList<string>> Placements() => [.. (await service.Read(session => session.Query<Row>(
            "SELECT supplierReference, reportNumber FROM Placement WHERE supplierId = @SupplierId ORDER BY supplierReference", new { stage.Contract.SupplierId })))
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.SupplierReference} #{p.ReportNumber}"))];

        /// <summary>How many items are known, and how many lie in quarantine.</summary>
        public async Task<(int Items, long Quarantined)> Kept() => await service.Read(async session => (
            (int)await session.QueryOne<long>("SELECT COUNT(*) FROM SourceItem WHERE connectionId = @_id", new { _id }),
            await session.QueryOne<long>("SELECT COUNT(*) FROM QuarantinedItem WHERE connectionId = @_id", new { _id })));

        private static string Reference(int n) => string.Create(CultureInfo.InvariantCulture, $"HB-{n:00000}");

        private static long WorkingSet()
        {
            using var process = Process.GetCurrentProcess();
            return process.WorkingSet64;
        }
    }

    private sealed class Row
    {
        public string SupplierReference { get; init; } = "";
        public long ReportNumber { get; init; }
    }
}
