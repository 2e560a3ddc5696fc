using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SroiTracker.Http;

namespace SroiTracker.Tests.Http;

/// <summary>A key is shown once, in the answer that makes it: not in logs at whatever level, nor in the database.</summary>
public sealed class SecretsTests : IAsyncLifetime
{
    private readonly RunningService _service = new() { Settings = { ["Logging:LogLevel:Default"] = "Trace" } };
    private readonly Written _written = new();

    public async ValueTask InitializeAsync()
    {
        await _service.InitializeAsync();
        _service.Services.GetRequiredService<ILoggerFactory>().AddProvider(_written);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_key_is_in_no_log_and_in_no_table()
    {
        var supplier = await _service.Administrator.Post("suppliers", new { name = "Werkbedrijf" }).Is(201).Id();
        var made = await _service.Administrator.Post($"suppliers/{supplier}/keys", new { name = "payroll" }).Is(201);
        var key = (string)made["key"]!;
        var next = (string)(await _service.Administrator.Post($"suppliers/{supplier}/keys", new { name = "payroll", replacesKeyId = (Guid)made["id"]! }).Is(201))["key"]!;
        var caller = _service.With(key);
        await caller.Ask($"suppliers/{supplier}").Is(200);
        await caller.Post("suppliers", new { name = "no" }).IsRefused(403, "role.missing");
        await caller.Post("placements", new { }).Is(400);
        await _service.With(key + "x").Ask("suppliers").IsRefused(401, "key.missing");
        var cli = await _service.Send(Caller.TheService, new CreateKey(Role.Auditor, null, null, "auditor", true, null));

        Assert.Contains(_written.Lines, l => l.Contains("/api/v1/suppliers", StringComparison.Ordinal));
        Assert.Contains(LogLevel.Trace, _written.Levels);
        foreach (var secret in new[] { key, next, cli.Key })
        {
            Assert.DoesNotContain(_written.Lines, l => l.Contains(secret[12..], StringComparison.Ordinal));
            foreach (var (table, column) in await TextColumns())
                Assert.Equal(0, await _service.Read(s => s.QueryOne<long>($"SELECT COUNT(*) FROM {table} WHERE CAST({column} AS TEXT) LIKE @secret", new { secret = $"%{secret[12..]}%" })));
        }
    }

    private async Task<IEnumerable<(string Table, string Column)>> TextColumns()
    {
        _service.RequireFile();
        return (await _service.Read(s => s.Query<Column>(
            "SELECT m.name AS \"table\", c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.type IN ('TEXT', 'BLOB')"))).Select(c => (c.Table, c.Name));
    }

    private sealed class Column
    {
        public string Table { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
