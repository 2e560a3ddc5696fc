using System.Globalization;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Benchmarks;

/// <summary>An officer's system verifies ten thousand placements: values them, books the lines, moves the progress.</summary>
internal static class Verifications
{
    private const int Callers = 64, RoundsEach = 5, InARound = 2_000;
    private static readonly DateOnly Through = new(2024, 12, 31);

    public static async IAsyncEnumerable<Figure> Run()
    {
        await using var work = await PlacementWork.Begin();
        var (client, officer) = await work.Service.With(Role.Officer);
        client.Dispose();
        var (rows, bare) = await Raw(work, officer);
        var found = await Rounds.InTurns(RoundsEach,
            async () => await Rounds.ActsASecond(Callers, await Reported(work), p => work.Service.Send(officer, new VerifyPlacement(p.Id, p.Contract, 1, Through))),
            async () =>
            {
                var placements = await Reported(work);
                rows.BeginRound();
                return await Rounds.ActsASecond(Callers, placements, bare);
            });
        yield return new(string.Create(CultureInfo.InvariantCulture, $"verification of {RoundsEach * InARound:N0} placements, {Callers} callers"),
            found[0], "/s", null, "the same rows, prepared statements, same lane", found[1]);
    }

    private static async Task<IReadOnlyList<(Guid Id, Guid Contract)>> Reported(PlacementWork work)
    {
        var reported = new (Guid, Guid)[InARound];
        await Rounds.ActsASecond(Callers, [.. Enumerable.Range(0, InARound)], async i => reported[i] = await work.Report());
        return reported;
    }

    /// <summary>What a real verification wrote, to be written again for other placements.</summary>
    private static async Task<(RawRows Rows, Func<(Guid Id, Guid Contract), Task> Act)> Raw(PlacementWork work, Caller officer)
    {
        var (placement, contract) = await work.Report();
        await work.Service.Send(officer, new VerifyPlacement(placement, contract, 1, Through));
        var rows = new RawRows();
        Guid verdict, line, entry;
        using (var database = work.Service.Open())
        {
            verdict = RawRows.One(database, "SELECT id FROM Verdict WHERE placementId = @id", placement);
            line = RawRows.One(database, "SELECT id FROM LedgerLine WHERE placementId = @id", placement);
            entry = RawRows.One(database, "SELECT id FROM Event WHERE act = 'placement.verified' AND subject = 'placements/' || @text", placement);
            rows.Insert(database, "Verdict", "id = @id", verdict);
            rows.Update(database, "Placement", "id", "reportNumber, reportHash, startDate, endDate, reportedThroughDate, version, changedAt", placement);
            rows.Update(database, "ContractProgress", "contractId", "counted, waiting, forecast, forecastWithoutWaiting", contract);
            rows.Update(database, "PlacementContract", "placementId", "basisPoints, state, waitsSince, verifiedReport, verifiedThrough, revokedFrom, verdictId, value, counted, waiting, forecast, forecastWithoutWaiting", placement, "contractId");
            rows.Insert(database, "LedgerLine", "placementId = @id", placement);
            rows.Insert(database, "Event", "id = @id", entry);
            rows.Insert(database, "EventSeal", "event = @id", entry);
        }
        // Numbers that no real line comes near, so that the real ones go on as they would.
        var sequence = 1_000_000_000L;
        return (rows, p => work.Service.Lane.Run(officer, session =>
        {
            var ids = new Dictionary<Guid, Guid>
            {
                [placement] = p.Id, [contract] = p.Contract, [verdict] = session.NewId(), [line] = session.NewId(), [entry] = session.NewId(),
            };
            rows.Execute(session, ids, column => column == "sequence" ? ++sequence : null);
            return Task.FromResult(0);
        }, CancellationToken.None));
    }
}
