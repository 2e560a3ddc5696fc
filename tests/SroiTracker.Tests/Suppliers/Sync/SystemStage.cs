using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Suppliers.Sync;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>The service, which may go to this machine.</summary>
public sealed class SynchronisingService : IAsyncLifetime
{
    public RunningService Running { get; } = new() { Settings = new() { ["Outbound:AllowPrivateAddresses"] = "true", ["Outbound:AllowHttp"] = "true" } };
    public ValueTask InitializeAsync() => Running.InitializeAsync();
    public ValueTask DisposeAsync() => Running.DisposeAsync();
}

/// <summary>A supplier with a contract, its own system on this machine, and the connection between: everything as it is in use, over the line.</summary>
internal sealed class SystemStage(RunningService service, PlacementStage stage, SupplierSystemServer system, Connection connection) : IAsyncDisposable
{
    // Every four years: a test says itself when it is pulled.
    private const string Seldom = "0 0 29 2 *";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public PlacementStage Stage => stage;
    public SupplierSystemServer System => system;
    public Connection Connection => connection;
    public Synchroniser Synchroniser => service.Services.GetRequiredService<Synchroniser>();

    public static async Task<SystemStage> In(SynchronisingService synchronising, string schedule = Seldom)
    {
        var service = synchronising.Running;
        var (system, stage) = (await SupplierSystemServer.Start(), await PlacementStage.In(service));
        var (_, principal) = await service.Principal(SroiTracker.Http.Role.Supplier, supplierId: stage.Contract.SupplierId);
        var id = Guid.NewGuid();
        var secret = service.Services.GetRequiredService<Credentials>().Protect(id, SupplierSystemServer.HeaderValue);
        var connection = await service.Run(async session =>
        {
            var made = new Connection
            {
                Id = id, SupplierId = stage.Contract.SupplierId, Name = "payroll", Kind = ConnectionKind.Standard, BaseUrl = system.Address.ToString(),
                Authentication = AuthenticationKind.ApiKeyHeader, HeaderName = SupplierSystemServer.Header, Secret = secret, Schedule = schedule, PageSize = 100, SuccessWithinHours = 48,
                State = ConnectionState.Active, Version = 1, MadeBy = Guid.NewGuid(), PrincipalId = principal, NextRunAt = Schedule.Next(schedule, session.Now),
                CreatedAt = session.Now, ChangedAt = session.Now,
            };
            await ConnectionStore.Add(session, made);
            return made;
        });
        return new(service, stage, system, connection);
    }

    public async ValueTask DisposeAsync()
    {
        // The other tests go on with the same service.
        await service.Run(session => session.Execute("UPDATE SupplierConnection SET state = 'Paused' WHERE id = @Id", new { connection.Id }));
        await system.DisposeAsync();
    }

    public JsonObject Item(string id, decimal hours = 18) => stage.Report($"HB-{id}", $"pseudonym-of-{id}-0123", hours);

    /// <summary>Puts a placement in the system and pulls it; its id here.</summary>
    public async Task<Guid> Pulled(string id)
    {
        system.Put(id, Item(id));
        await Pull();
        return (Guid)(await stage.Supplier.Ask($"placements?supplierReference=HB-{id}").Is(200))["items"]![0]!["id"]!;
    }

    /// <summary>Pulls what the system has, all of which is taken.</summary>
    public async Task Pull()
    {
        await Ask();
        await Step();
        Assert.Equal((SynchronisationState.Completed, 0), (await Last() is var run ? run!.State : default, run.Refused));
    }

    /// <summary>Asks for a run, later than the one before it.</summary>
    public Task Ask()
    {
        service.Time.Advance(TimeSpan.FromMilliseconds(1));
        return service.Run(session => SynchronisationStore.Start(session, connection));
    }

    /// <summary>The last run; null where there was none.</summary>
    public Task<Synchronisation?> Last() => service.Read(async session =>
        await session.QueryOne<Guid?>("SELECT id FROM Synchronisation WHERE connectionId = @Id ORDER BY id DESC", new { connection.Id }) is { } id
            ? await SynchronisationStore.Find(session, connection.Id, id) : null);

    /// <summary>The connection as it is now.</summary>
    public async Task<Connection> Now() => (await service.Read(session => ConnectionStore.Find(session, connection.Id)))!;

    /// <summary>What is kept of the secret is no longer what was encrypted.</summary>
    public Task<int> LoseSecret() => service.Run(session => session.Execute("UPDATE SupplierConnection SET secret = @lost WHERE id = @Id", new { lost = new byte[] { 1, 2, 3 }, connection.Id }));

    /// <summary>A step of the background, until nothing goes on.</summary>
    public async Task Step()
    {
        await Synchroniser.Step(Token);
        await Synchroniser.Quiet();
    }

    public Task Later(TimeSpan time)
    {
        service.Time.Advance(time);
        return Step();
    }
}
