using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Http;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Contracts;

/// <summary>What a contract shows is what its versions say; whoever changes the one without the other is found out.</summary>
public class ProjectionTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("UPDATE ContractProgress SET obligation = obligation + 1 WHERE contractId = @id", "obligation")]
    [InlineData("UPDATE ContractProgress SET lastDay = lastDay + 1 WHERE contractId = @id", "other days")]
    [InlineData("UPDATE ContractProgress SET hasClause = 0 WHERE contractId = @id", "clause version")]
    [InlineData("UPDATE Contract SET clauseVersion = NULL WHERE id = @id", "clause version")]
    [InlineData("UPDATE Contract SET facts = '{}' WHERE id = @id", "newest version")]
    [InlineData("UPDATE ContractProgress SET startingUntil = startingUntil + 1 WHERE contractId = @id", "end of Starting")]
    [InlineData("UPDATE ContractProgress SET reportingMonths = 6 WHERE contractId = @id", "months between reports")]
    [InlineData("UPDATE ContractProgress SET hasPlan = 0 WHERE contractId = @id", "another plan")]
    [InlineData("UPDATE PlanStretch SET toBasisPoints = toBasisPoints - 1 WHERE contractId = @id AND toBasisPoints = 10000", "another plan")]
    [InlineData("DELETE FROM PlanStretch WHERE contractId = @id AND fromBasisPoints = 4000", "another plan")]
    [InlineData("UPDATE ContractSupplier SET throughDate = '2026-01-01' WHERE contractId = @id", "suppliers")]
    [InlineData("UPDATE ContractSupplier SET part = 'Subcontractor' WHERE contractId = @id", "suppliers")]
    [InlineData("DELETE FROM ContractSupplier WHERE contractId = @id", "suppliers")]
    [InlineData("DELETE FROM ContractProgress WHERE contractId = @id", "no row of progress")]
    public async Task A_change_past_the_versions_is_found(string change, string words)
    {
        var r = await In(service);
        await r.Set(Clause(c => c["plan"] = Plan(("2024-10-01", 10m), ("2026-01-01", 40m)))).Is(200);
        await r.Amend(new { fromDate = "2025-07-01", reason = "Meerwerk", value = Money(4_500_000.00m) }).Is(201);
        var framework = await In(service, e => e["kind"] = "FrameworkAgreement");
        await framework.Set(Clause(c => c["level"] = "OnCallOffs")).Is(200);
        await service.Administrator.Post("contracts", Entry(r.BuyerId, r.SupplierId, e => (e["kind"], e["parentId"]) = ("CallOff", framework.ContractId))).Is(201);
        Assert.Null(await Difference());
        // The act fails on purpose, so that the next case finds all in order again.
        var told = await Assert.ThrowsAsync<FoundException>(() => service.Services.GetRequiredService<ITransactions>().Run<bool>(Caller.TheService, async session =>
        {
            await session.Execute(change, new { id = r.ContractId });
            throw new FoundException(await new ContractProjectionCheck(session).FirstDifference() ?? "nothing");
        }, TestContext.Current.CancellationToken));
        Assert.Contains(r.ContractId.ToString(), told.Message, StringComparison.Ordinal);
        Assert.Contains(words, told.Message, StringComparison.Ordinal);
        Assert.Null(await Difference());
    }

    private sealed class FoundException(string words) : Exception(words);

    private Task<string?> Difference() => service.Read(session => new ContractProjectionCheck(session).FirstDifference());
}
