using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Tests.Placements;

/// <summary>What verify-ledger finds when somebody was at the database.</summary>
public class CheckLedgerTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_ledger_that_nobody_touched_agrees()
    {
        var stage = await Filled();
        var found = await Check(recompute: true);
        Assert.Null(found.Difference);
        Assert.True(found is { Contracts: > 0, Placements: > 0, Lines: > 0, Events: > 0 } && found.Head.Length == 64, found.ToString());
        Assert.Equal(10_958.90m, await stage.Booked());
    }

    [Theory]
    [InlineData("UPDATE LedgerLine SET amount = amount + 1 WHERE contractId = @id", false, "ledger line 1 of contract {0}: its amount is 10958.91, its parts")]
    [InlineData("UPDATE LedgerLine SET parts = '[]' WHERE contractId = @id", false, "ledger line 1 of contract {0}: its amount is 10958.90, its parts")]
    [InlineData("UPDATE LedgerLine SET bookedBefore = 1 WHERE contractId = @id", false, "ledger line 1 of contract {0}: it says 0.01 was booked before")]
    [InlineData("DELETE FROM LedgerLine WHERE contractId = @id", false, "contract {0}: progress shows 1 ledger lines, there are 0")]
    [InlineData("UPDATE ContractProgress SET counted = counted + 100 WHERE contractId = @id", false, "contract {0}: progress shows 10959.90 counted, its placements and efforts sum to 10958.90")]
    [InlineData("UPDATE ContractProgress SET waiting = 5 WHERE contractId = @id", false, "contract {0}: progress shows 0.05 waiting")]
    [InlineData("UPDATE ContractProgress SET recalculating = 1 WHERE contractId = @id", false, "contract {0}: progress shows that it is being recalculated, nobody asked for it")]
    [InlineData("UPDATE ContractProgress SET ledgerLines = 7 WHERE contractId = @id", false, "contract {0}: progress shows 7 ledger lines, there are 1")]
    [InlineData("UPDATE PlacementContract SET counted = 0 WHERE contractId = @id", false, "on contract {0}: it shows 0.00 counted, its ledger lines sum to 10958.90")]
    [InlineData("UPDATE PlacementReport SET minutesPerWeek = 2160 WHERE placementId IN (SELECT placementId FROM PlacementContract WHERE contractId = @id)", false, "placement {1}: report 1 is not what was reported")]
    [InlineData("UPDATE PlacementReport SET doelgroep = 'WW' WHERE placementId IN (SELECT placementId FROM PlacementContract WHERE contractId = @id)", false, "placement {1}: report 1 is not what was reported")]
    [InlineData("UPDATE Placement SET endDate = '2026-07-20' WHERE id IN (SELECT placementId FROM PlacementContract WHERE contractId = @id)", false, "placement {1}: it shows something else than its latest report")]
    [InlineData("DELETE FROM PlacementReport WHERE placementId IN (SELECT placementId FROM PlacementContract WHERE contractId = @id)", false, "placement {1}: it shows 1 reports, there are 0")]
    [InlineData("UPDATE Verdict SET throughDate = '2026-06-30' WHERE contractId = @id", true, "placement {1} on contract {0}: it shows Verified")]
    [InlineData("UPDATE PlacementContract SET state = 'Reported' WHERE contractId = @id", true, "placement {1} on contract {0}: it shows Reported")]
    [InlineData("UPDATE PlacementContract SET value = 1 WHERE contractId = @id", true, "placement {1} on contract {0}: it shows 0.01 value, valued again it is 10958.90")]
    [InlineData("DELETE FROM Verdict WHERE contractId = @id", true, "placement {1} on contract {0}: it shows Verified")]
    public async Task What_was_changed_behind_the_service_is_named(string sql, bool recompute, string difference)
    {
        service.RequireFile();
        var stage = await Filled();
        var placement = (Guid)(await stage.Supplier.Ask("placements").Is(200))["items"]![0]!["id"]!;
        var undo = await Spoil(sql, stage.Contract.ContractId);
        try
        {
            var found = await Check(recompute);
            Assert.Contains(string.Format(null, difference, stage.Contract.ContractId, placement), found.Difference, StringComparison.Ordinal);
        }
        finally { undo(); }
        Assert.Null((await Check(recompute)).Difference);
    }

    private async Task<PlacementStage> Filled()
    {
        var stage = await PlacementStage.In(service);
        await stage.Verify(await stage.Reported()).Is(201);
        return stage;
    }

    private async Task<LedgerCheck> Check(bool recompute)
    {
        using var scope = service.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new CheckLedger(recompute), TestContext.Current.CancellationToken);
    }

    /// <summary>Changes rows past the service; the answer puts the file back as it was.</summary>
    private async Task<Action> Spoil(string sql, Guid contractId)
    {
        var file = (await service.Read(s => s.QueryOne<string>("SELECT file FROM pragma_database_list WHERE name = 'main'")))!;
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var table = sql.Split(' ')[sql.StartsWith("DELETE", StringComparison.Ordinal) ? 2 : 1];
        Run(connection, $"CREATE TABLE kept AS SELECT * FROM {table}", contractId);
        Run(connection, "PRAGMA foreign_keys = OFF", contractId);
        Assert.True(Run(connection, sql, contractId) > 0);
        return () =>
        {
            using var again = new SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=False");
            again.Open();
            Run(again, $"DELETE FROM {table}", contractId);
            Run(again, $"INSERT INTO {table} SELECT * FROM kept", contractId);
            Run(again, "DROP TABLE kept", contractId);
        };
    }

    private static int Run(SqliteConnection connection, string sql, Guid contractId)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@id", contractId.ToByteArray(bigEndian: true));
        return command.ExecuteNonQuery();
    }
}
