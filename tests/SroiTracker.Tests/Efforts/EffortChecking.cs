using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Http;
using SroiTracker.Placements;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Efforts;

/// <summary>verify-ledger --recompute over everything in a service.</summary>
internal static class EffortChecking
{
    public static async Task<LedgerCheck> Check(RunningService service)
    {
        using var scope = service.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new CheckLedger(true), TestContext.Current.CancellationToken);
    }
}

/// <summary>What verify-ledger finds about efforts when somebody was at the database.</summary>
public class EffortCheckTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("UPDATE EffortContract SET counted = 0 WHERE contractId = @id", "progress shows 50000.00 counted, its placements and efforts sum to 0.00", "on contract {0}: it shows 0.00 counted, its ledger lines sum to 50000.00")]
    [InlineData("UPDATE EffortContract SET value = 1 WHERE contractId = @id", "effort {1} on contract {0}: it shows 0.01 value, valued again it is 50000.00")]
    [InlineData("UPDATE EffortContract SET state = 'Reported' WHERE contractId = @id", "effort {1} on contract {0}: it shows Reported")]
    [InlineData("UPDATE EffortContract SET reduction = 5 WHERE contractId = @id", "contract {0}: progress shows 0.00 reduction, its placements and efforts sum to 0.05")]
    [InlineData("UPDATE ContractProgress SET obligation = obligation - 1 WHERE contractId = @id", "contract {0}: progress shows an obligation of 194349.99, its clause 194350.00")]
    [InlineData("UPDATE EffortReport SET content = REPLACE(content, '121000', '242000') WHERE effortId = @effort", "effort {1}: report 1 is not what was reported")]
    [InlineData("DELETE FROM EffortReport WHERE effortId = @effort", "effort {1}: it shows 1 reports, there are 0")]
    [InlineData("UPDATE Effort SET invoiceHash = 'another' WHERE id = @effort", "effort {1}: it shows something else than its latest report")]
    [InlineData("DELETE FROM EffortVerdict WHERE effortId = @effort", "effort {1} on contract {0}: it shows Verified")]
    [InlineData("UPDATE LedgerLine SET amount = amount + 1 WHERE effortId = @effort", "ledger line 1 of contract {0}: its amount is 50000.01, its parts")]
    public async Task What_was_changed_behind_the_service_is_named(string sql, params string[] differences)
    {
        service.RequireFile();
        var stage = await PlacementStage.In(service);
        var effort = await stage.Tell(stage.Purchase());
        await stage.Agree(effort, "2026-03-01").Is(201);
        Assert.Null((await EffortChecking.Check(service)).Difference);
        var undo = await Spoil(sql, stage.Contract.ContractId, effort);
        try
        {
            var found = (await EffortChecking.Check(service)).Difference;
            Assert.Contains(differences, d => found?.Contains(string.Format(null, d, stage.Contract.ContractId, effort), StringComparison.Ordinal) == true);
        }
        finally { undo(); }
        Assert.Null((await EffortChecking.Check(service)).Difference);
    }

    /// <summary>Changes rows past the service; the answer puts the file back as it was.</summary>
    private async Task<Action> Spoil(string sql, Guid contractId, Guid effort)
    {
        var file = (await service.Read(s => s.QueryOne<string>("SELECT file FROM pragma_database_list WHERE name = 'main'")))!;
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=False");
        connection.Open();
        var table = sql.Split(' ')[sql.StartsWith("DELETE", StringComparison.Ordinal) ? 2 : 1];
        Run(connection, $"CREATE TABLE kept AS SELECT * FROM {table}");
        Assert.True(Run(connection, sql) > 0);
        return () =>
        {
            using var again = new SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=False");
            again.Open();
            Run(again, $"DELETE FROM {table}");
            Run(again, $"INSERT INTO {table} SELECT * FROM kept");
            Run(again, "DROP TABLE kept");
        };

        int Run(SqliteConnection to, string text)
        {
            using var command = to.CreateCommand();
            command.CommandText = text;
            command.Parameters.AddWithValue("@id", contractId.ToByteArray(bigEndian: true));
            command.Parameters.AddWithValue("@effort", effort.ToByteArray(bigEndian: true));
            return command.ExecuteNonQuery();
        }
    }
}
