using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Teams;

/// <summary>Keeps teams; no name of anybody in them.</summary>
internal static class TeamStore
{
    /// <summary>Whether a team is a supplier's own.</summary>
    public static async Task<bool> IsOf(Session session, Guid id, Guid supplierId) => await session.QueryOne<Guid?>(SelectOwnSql, new { id, supplierId }) is not null;

    /// <summary>A team; null outside the caller's scope.</summary>
    public static Task<TeamRow?> Find(Session session, Guid id) => session.QueryOne<TeamRow>(SelectSql, new { id });

    /// <summary>Adds a team.</summary>
    /// <returns>Its id.</returns>
    public static async Task<Guid> Add(Session session, TeamEntry entry)
    {
        var id = session.NewId();
        await session.Execute(InsertSql, Values(session, id, 1, entry));
        session.Record("team.created", $"teams/{id}", entry.SupplierId, entry);
        return id;
    }

    /// <summary>Changes a team of which the caller saw this version.</summary>
    /// <exception cref="RefusedException">Another version (412).</exception>
    public static async Task Change(Session session, Guid id, int version, TeamEntry entry)
    {
        if (await session.Execute(UpdateSql, Values(session, id, version + 1, entry)) == 0) throw new RefusedException(Refusals.IfMatchStale);
        session.Record("team.changed", $"teams/{id}", entry.SupplierId, entry);
    }

    private static object Values(Session session, Guid id, int version, TeamEntry entry) => new
    {
        id, entry.SupplierId, entry.BuyerId, Name = entry.Name!.Trim(), entry.PlannedSize, entry.HasTeamLeader, entry.HasFixedJobcoach,
        JobcoachCertified = entry.JobcoachCertified ?? false, KindOfWork = entry.KindOfWork!.Trim(), Place = entry.Place!.Trim(), entry.StartDate, entry.EndDate,
        version, versionBefore = version - 1, now = session.Now,
    };

    /// <summary>The columns of a <see cref="TeamRow"/>, of table <c>t</c>.</summary>
    internal const string Columns = """
        t.id, t.supplierId, t.buyerId, t.name, t.plannedSize, t.hasTeamLeader, t.hasFixedJobcoach, t.jobcoachCertified, t.kindOfWork, t.place,
        t.startDate, t.endDate, t.version, t.createdAt, t.changedAt
        """;

    /// <summary>
    /// For a team with alias <c>t</c>: a supplier sees its own, others those that work for a buyer in scope, or for no buyer
    /// and are of a supplier in scope: for whom else a supplier works is nobody's to see.
    /// </summary>
    internal const string InScope = $"""
        (@callerSupplier IS NULL OR t.supplierId = @callerSupplier)
        AND (@callerScoped = 0
            OR EXISTS (SELECT 1 FROM Organisation o WHERE o.id = t.buyerId AND {Scope.Organisation})
            OR t.buyerId IS NULL AND EXISTS (SELECT 1 FROM Supplier s WHERE s.id = t.supplierId AND {Scope.Supplier}))
        """;

    private const string SelectOwnSql = """
        SELECT t.id FROM Team t WHERE t.id = @id AND t.supplierId = @supplierId AND (@callerSupplier IS NULL OR t.supplierId = @callerSupplier)
        """;
    private const string SelectSql = $"SELECT {Columns} FROM Team t WHERE t.id = @id AND {InScope}";
    private const string InsertSql = """
        INSERT INTO Team (id, supplierId, buyerId, name, plannedSize, hasTeamLeader, hasFixedJobcoach, jobcoachCertified, kindOfWork, place, startDate, endDate,
            version, createdAt, changedAt)
        VALUES (@id, @SupplierId, @BuyerId, @Name, @PlannedSize, @HasTeamLeader, @HasFixedJobcoach, @JobcoachCertified, @KindOfWork, @Place, @StartDate, @EndDate,
            @version, @now, @now)
        """;
    private const string UpdateSql = """
        UPDATE Team SET buyerId = @BuyerId, name = @Name, plannedSize = @PlannedSize, hasTeamLeader = @HasTeamLeader, hasFixedJobcoach = @HasFixedJobcoach,
            jobcoachCertified = @JobcoachCertified, kindOfWork = @KindOfWork, place = @Place, startDate = @StartDate, endDate = @EndDate, version = @version, changedAt = @now
        WHERE id = @id AND version = @versionBefore AND (@callerSupplier IS NULL OR supplierId = @callerSupplier)
        """;
}

/// <summary>A team as it is kept.</summary>
internal sealed class TeamRow
{
    public Guid Id { get; init; }
    public Guid? SupplierId { get; init; }
    public Guid? BuyerId { get; init; }
    public string Name { get; init; } = "";
    public int PlannedSize { get; init; }
    public bool HasTeamLeader { get; init; }
    public bool HasFixedJobcoach { get; init; }
    public bool JobcoachCertified { get; init; }
    public string KindOfWork { get; init; } = "";
    public string Place { get; init; } = "";
    public DateOnly StartDate { get; init; }
    public DateOnly? EndDate { get; init; }
    public int Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
}
