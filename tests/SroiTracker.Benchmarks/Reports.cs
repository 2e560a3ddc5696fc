using System.Security.Cryptography;
using SroiTracker.Database;

namespace SroiTracker.Benchmarks;

/// <summary>Single placement reports: through the whole pipeline, over HTTP, and as bare rows through the same lane.</summary>
internal static class Reports
{
    private const int RoundsEach = 5;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1.5);

    public static async IAsyncEnumerable<Figure> Run()
    {
        await using var work = await PlacementWork.Begin();
        var (rows, next) = await Raw(work);
        foreach (var callers in new[] { 1, 8, 64 })
        {
            var found = await Rounds.InTurns(RoundsEach,
                () => Rounds.ActsASecond(callers, Round, work.Report), Bare, () => Rounds.ActsASecond(callers, Round, work.ReportOverHttp));
            Task<double> Bare()
            {
                rows.BeginRound();
                return Rounds.ActsASecond(callers, Round, () => work.Service.Lane.Run(work.Supplier, session =>
                {
                    next(session);
                    return Task.FromResult(0);
                }, CancellationToken.None));
            }

            const string yardstick = "the same rows, prepared statements, same lane";
            yield return new($"placement reports, whole pipeline, {callers} callers", found[0], "/s", "≥ 60 % of the yardstick", yardstick, found[1]);
            yield return new($"placement reports over HTTP, {callers} callers", found[2], "/s", null, yardstick, found[1]);
        }
    }

    /// <summary>What a real report wrote, to be written again.</summary>
    internal static async Task<(RawRows Rows, Action<Session> Next)> Raw(PlacementWork work)
    {
        var (placement, contract) = await work.Report();
        var rows = new RawRows();
        Guid candidate, entry;
        using (var database = work.Service.Open())
        {
            candidate = RawRows.One(database, "SELECT candidateId FROM Placement WHERE id = @id", placement);
            entry = RawRows.One(database, "SELECT id FROM Event WHERE subject = 'placements/' || @text", placement);
            rows.Insert(database, "Candidate", "id = @id", candidate);
            rows.Insert(database, "Placement", "id = @id", placement);
            rows.Insert(database, "PlacementReport", "placementId = @id", placement);
            rows.Insert(database, "PlacementContract", "placementId = @id", placement);
            rows.Update(database, "ContractProgress", "contractId", "counted, waiting, forecast, forecastWithoutWaiting, lastReportAt", contract);
            rows.Insert(database, "Event", "id = @id", entry);
            rows.Insert(database, "EventSeal", "event = @id", entry);
        }
        return (rows, Next);

        void Next(Session session)
        {
            var (number, on) = work.Next();
            var ids = new Dictionary<Guid, Guid> { [placement] = session.NewId(), [candidate] = Guid.NewGuid(), [entry] = session.NewId(), [contract] = on };
            var (hmac, reference) = (RandomNumberGenerator.GetBytes(32), "R" + number);
            rows.Execute(session, ids, column => column switch { "hmac" => hmac, "supplierReference" => reference, _ => null });
        }
    }
}
