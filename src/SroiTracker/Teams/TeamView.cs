using System.Text.Json.Serialization;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Teams;

/// <summary>A team, with how many people work in it on a day.</summary>
/// <param name="AtDate">The day.</param>
/// <param name="People">People with a placement in the team that day, as last reported, on contracts that the caller sees.</param>
/// <param name="Remarks">That it is planned for, or has, fewer than 10 or more than 15 people.</param>
public sealed record TeamView(
    Guid Id, Guid? SupplierId, Guid? BuyerId, string Name, int PlannedSize, bool HasTeamLeader, bool HasFixedJobcoach, bool JobcoachCertified, string KindOfWork,
    string Place, DateOnly StartDate, DateOnly? EndDate, DateOnly AtDate, int People, IReadOnlyList<Told> Remarks, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    private const int AtOnce = 200;

    /// <summary>Its ETag.</summary>
    [JsonIgnore]
    public int Version { get; init; }

    /// <summary>Teams as they are on a day.</summary>
    internal static async Task<IReadOnlyList<TeamView>> Of(Session session, IReadOnlyList<TeamRow> teams, DateOnly at, string language)
    {
        var placements = new List<KeptPlacement>();
        var everywhere = new Dictionary<Guid, long>();
        if (teams.Count > 0)
        {
            var ids = await session.Query<Guid>(SelectPlacementsSql, new { ids = teams.Select(t => t.Id).ToList() });
            foreach (var some in ids.Chunk(AtOnce)) placements.AddRange(await PlacementStore.Find(session, some));
            if (session.Caller.IsScoped)
                foreach (var count in await session.Query<Count>(CountPlacementsSql, new { ids = teams.Select(t => t.Id).ToList() })) everywhere[count.TeamId] = count.Number;
        }
        var members = placements.Select(p => (p.CandidateId, Team: TeamOn(p, at))).Where(m => m.Team is not null).Distinct().ToLookup(m => m.Team!.Value, m => m.CandidateId);
        return [.. teams.Select(t =>
        {
            var people = members[t.Id].Count();
            var runs = t.StartDate <= at && !(t.EndDate < at);
            // Whoever sees a part of the people can't say that they are too few.
            var seesAll = everywhere.GetValueOrDefault(t.Id) <= placements.Count(p => p.Reports.Exists(r => r.TeamId == t.Id));
            return new TeamView(t.Id, t.SupplierId, t.BuyerId, t.Name, t.PlannedSize, t.HasTeamLeader, t.HasFixedJobcoach, t.JobcoachCertified, t.KindOfWork, t.Place,
                t.StartDate, t.EndDate, at, people, Told.In(language, TeamSize.Remarks(t.PlannedSize, runs && seesAll ? people : null)), t.CreatedAt, t.ChangedAt)
            { Version = t.Version };
        })];
    }

    /// <summary>In which team a placement is on a day, as last reported; null in none, or where it counts for nothing.</summary>
    private static Guid? TeamOn(KeptPlacement placement, DateOnly day)
    {
        var latest = placement.Latest;
        if (latest.StartDate > day || latest.EndDate < day || placement.Stands.All(s => s.State is PlacementState.Withdrawn or PlacementState.Revoked)) return null;
        return PlacementReport.TermsAsOf(placement.Reports.ConvertAll(r => r.Report), latest.Number).LastOrDefault(t => t.From <= day)?.Terms.TeamId;
    }

    private const string SelectPlacementsSql = $"""
        SELECT DISTINCT r.placementId FROM PlacementReport r JOIN Placement p ON p.id = r.placementId WHERE r.teamId IN @ids AND {PlacementStore.InScope}
        """;
    private const string CountPlacementsSql = """
        SELECT r.teamId, COUNT(DISTINCT r.placementId) AS number FROM PlacementReport r JOIN Placement p ON p.id = r.placementId
        WHERE r.teamId IN @ids AND (@callerSupplier IS NULL OR p.supplierId = @callerSupplier) GROUP BY r.teamId
        """;

    private sealed class Count
    {
        public Guid TeamId { get; init; }
        public long Number { get; init; }
    }
}
