using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;
using SroiTracker.Suppliers.Sync;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>A supplier with a contract, a connection to its system, and that system, in memory: what a run makes of what it says.</summary>
internal sealed class SourceStage(PlacementStage stage, Guid connectionId) : ISupplierSystem
{
    private static readonly ReportPlacement.Validator Form = new();
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public PlacementStage Stage => stage;
    public Guid ConnectionId => connectionId;

    /// <summary>What the system has, in the order in which it changed; a cursor is how many were read.</summary>
    public List<SourceItem> Items { get; } = [];

    /// <summary>Does something before a page is answered, perhaps instead of it.</summary>
    public Func<string?, Task<SourcePage?>> BeforePage { get; set; } = _ => Task.FromResult<SourcePage?>(null);

    /// <summary>What it does before it answers, as long as it is waited for.</summary>
    public Func<CancellationToken, Task> WhileWaiting { get; set; } = _ => Task.CompletedTask;

    /// <summary>Does something before one item is answered.</summary>
    public Action<string> BeforeItem { get; set; } = _ => { };

    /// <summary>The ids that were asked for one by one.</summary>
    public List<string> AskedFor { get; } = [];

    /// <summary>It can't be asked for one item.</summary>
    public bool IsFile { get; set; }

    /// <summary>Cursors with which pages were asked for.</summary>
    public List<string?> Cursors { get; } = [];

    public static async Task<SourceStage> In(RunningService service, ConnectionKind kind = ConnectionKind.Standard, int pageSize = 100) =>
        await Of(await PlacementStage.In(service), kind, pageSize);

    public static async Task<SourceStage> Of(PlacementStage stage, ConnectionKind kind = ConnectionKind.Standard, int pageSize = 100)
    {
        var service = stage.Service;
        var (_, principal) = await service.Principal(Role.Supplier, supplierId: stage.Contract.SupplierId);
        var (_, officer) = await service.Principal(Role.Officer);
        var id = await service.Run(async session =>
        {
            var made = new Connection
            {
                Id = session.NewId(), SupplierId = stage.Contract.SupplierId, Name = "payroll", Kind = kind, BaseUrl = "https://payroll.example.nl/sroi",
                Authentication = AuthenticationKind.ApiKeyHeader, HeaderName = "X-Api-Key", Secret = [1], Schedule = "0 3 * * *", PageSize = pageSize, SuccessWithinHours = 48,
                State = ConnectionState.Active, Version = 1, MadeBy = officer, PrincipalId = principal, CreatedAt = session.Now, ChangedAt = session.Now,
            };
            await ConnectionStore.Add(session, made);
            return made.Id;
        });
        return new(stage, id);
    }

    /// <summary>An item as a standard system sends it.</summary>
    public SourceItem Item(string id, JsonObject report, bool isDeleted = false)
    {
        var content = Encoding.UTF8.GetBytes(report.ToJsonString() + isDeleted);
        if (isDeleted) return new(id, content, true, null, null, []);
        try
        {
            var statement = Requests.Read<PlacementStatement>(Encoding.UTF8.GetBytes(report.ToJsonString()));
            return new(id, content, false, statement, null, Form.Objections(new ReportPlacement(statement)) ?? []);
        }
        catch (RefusedException wrong) { return new(id, content, false, null, null, wrong.Objections); }
    }

    /// <summary>An item of a placement of its own, by number.</summary>
    public SourceItem Item(int number, decimal hours = 18, string? through = null) => Item($"id-{number}", Report(number, hours, through));

    public JsonObject Report(int number, decimal hours = 18, string? through = null) =>
        stage.Report(string.Create(CultureInfo.InvariantCulture, $"HB-{number:00000}"), string.Create(CultureInfo.InvariantCulture, $"pseudonym-of-HB-{number:00000}"), hours, through: through ?? "2026-07-19");

    public static SourceItem Deleted(string id) => new(id, Encoding.UTF8.GetBytes($"deleted {id}"), true, null, null, []);

    /// <summary>A run that an officer or the schedule asked for, not yet gone on with.</summary>
    public Task<Guid> Opened() => stage.Service.Run(async session =>
        (await SynchronisationStore.Start(session, (await ConnectionStore.Find(session, connectionId))!)).Id);

    /// <summary>Starts a run and goes on with it to its end.</summary>
    public async Task<(RunEnd End, Synchronisation Run)> Run(CancellationToken? stopping = null)
    {
        var id = await Opened();
        var end = await Go(stopping);
        return (end, await Shown(id));
    }

    public Task<RunEnd> Go(CancellationToken? stopping = null) => stage.Service.Services.GetRequiredService<SynchronisationRun>().Go(connectionId, _ => this, stopping ?? Token);

    public async Task<Synchronisation> Shown(Guid run) => (await stage.Service.Read(session => SynchronisationStore.Find(session, connectionId, run)))!;

    public async Task<Connection> Connection() => (await stage.Service.Read(session => ConnectionStore.Find(session, connectionId)))!;

    /// <summary>Changes the connection as an officer does.</summary>
    public async Task Change(Func<Connection, Connection> change)
    {
        var connection = await Connection();
        await stage.Service.Run(async session =>
        {
            await ConnectionStore.Change(session, change(connection) with { Version = connection.Version + 1 });
            return true;
        });
    }

    /// <summary>Takes items as a page of a run does, or tries them.</summary>
    public async Task<TakenPage> Take(params IReadOnlyList<SourceItem> items)
    {
        var connection = await Connection();
        var run = await Held();
        try { return await stage.Service.Send(connection.Reporter, new TakePage(connection, items, run) { Cursor = connection.SourceCursor }); }
        finally { await stage.Service.Run(session => Lease.Renew(session, run.Lease, run.Fence, TimeSpan.FromMilliseconds(-1))); }
    }

    /// <summary>What would become of items.</summary>
    public async Task<TakenPage> Try(params IReadOnlyList<SourceItem> items)
    {
        var connection = await Connection();
        return await stage.Service.Send(connection.Reporter, new TakePage(connection, items, null));
    }

    /// <summary>A run whose lease a test holds.</summary>
    public async Task<HeldRun> Held(TimeSpan? lease = null)
    {
        var run = await Opened();
        return new(run, connectionId, (await stage.Service.Run(session => Lease.Take(session, HeldRun.LeaseOf(connectionId), "test", lease ?? TimeSpan.FromSeconds(30))))!.Value);
    }

    /// <summary>The run as another instance holds it, that found the lease at its end.</summary>
    public async Task<HeldRun> TakenOver()
    {
        var name = HeldRun.LeaseOf(connectionId);
        return new(await Opened(), connectionId, await stage.Service.Run(async session =>
        {
            await session.Execute("UPDATE Lease SET expiresAt = 0 WHERE name = @name", new { name });
            return (await Lease.Take(session, name, "another", TimeSpan.FromSeconds(30)))!.Value;
        }));
    }

    /// <summary>"2 new, 1 changed, 0 unchanged, 0 refused".</summary>
    public static string Counts(TakenPage page) => FormattableString.Invariant(
        $"{page.Count(ItemOutcome.New)} new, {page.Count(ItemOutcome.Changed)} changed, {page.Count(ItemOutcome.Unchanged)} unchanged, {page.Count(ItemOutcome.Refused)} refused");

    /// <inheritdoc cref="Counts(TakenPage)"/>
    public static string Counts(Synchronisation run)
    {
        Assert.Equal(run.Received, run.Added + run.Changed + run.Unchanged + run.Refused);
        return FormattableString.Invariant($"{run.Added} new, {run.Changed} changed, {run.Unchanged} unchanged, {run.Refused} refused");
    }

    /// <summary>Why a run failed.</summary>
    public static string? Code(Synchronisation run) => run.Error is null ? null : SroiTracker.Http.Json.Read<KeptObjection>(run.Error).Code;

    /// <summary>What lies in quarantine, by reference.</summary>
    public Task<IReadOnlyList<Quarantined>> Quarantine() => stage.Service.Read(session => session.Query<Quarantined>(
        "SELECT id, sourceId, supplierReference, errors, item, tries, isAsked FROM QuarantinedItem WHERE connectionId = @connectionId ORDER BY supplierReference", new { connectionId }));

    /// <summary>An officer asks for all that lies in quarantine.</summary>
    public Task<int> Ask() => stage.Service.Run(session => session.Execute("UPDATE QuarantinedItem SET isAsked = 1 WHERE connectionId = @connectionId", new { connectionId }));

    /// <summary>References of the supplier's placements with the hours of the latest report, by reference.</summary>
    public async Task<IReadOnlyList<string>> Placements() =>
        [.. (await stage.Service.Read(session => session.Query<Kept>("""
            SELECT p.supplierReference, r.minutesPerWeek, p.reportNumber FROM Placement p JOIN PlacementReport r ON r.placementId = p.id AND r.number = p.reportNumber
            WHERE p.supplierId = @id ORDER BY p.supplierReference
            """, new { id = stage.Contract.SupplierId }))).Select(p => FormattableString.Invariant($"{p.SupplierReference} {p.MinutesPerWeek / 60m:0.##} #{p.ReportNumber}"))];

    /// <summary>The placement with a reference, as its supplier sees it.</summary>
    public async Task<JsonNode> Placement(string reference) => (await stage.Supplier.Ask($"placements?supplierReference={reference}").Is(200))["items"]!.AsArray().Single()!;

    public async Task<SourcePage> Page(string? cursor, int size, CancellationToken token)
    {
        Cursors.Add(cursor);
        await WhileWaiting(token);
        if (await BeforePage(cursor) is { } other) return other;
        var done = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var items = Items.Skip(done).Take(size).ToList();
        return new(items, (done + items.Count).ToString(CultureInfo.InvariantCulture), done + items.Count < Items.Count, items.Sum(i => (long)i.Content.Length));
    }

    public Task<SourceItem?> Item(string sourceId, CancellationToken token)
    {
        AskedFor.Add(sourceId);
        BeforeItem(sourceId);
        return Task.FromResult(IsFile ? null : Items.LastOrDefault(i => i.SourceId == sourceId));
    }

    public Task<bool> Tell(string sourceId, PlacementStatus status, string key, CancellationToken token) => Task.FromResult(false);

    public sealed class Quarantined
    {
        public Guid Id { get; init; }
        public string? SourceId { get; init; }
        public string? SupplierReference { get; init; }
        public string Errors { get; init; } = "";
        public string Item { get; init; } = "";
        public long Tries { get; init; }
        public bool IsAsked { get; init; }

        public IEnumerable<string> Codes => SroiTracker.Http.Json.Read<IReadOnlyList<KeptObjection>>(Errors).Select(e => e.Code);
    }

    private sealed class Kept
    {
        public string SupplierReference { get; init; } = "";
        public long MinutesPerWeek { get; init; }
        public long ReportNumber { get; init; }
    }
}
