using System.Collections.Concurrent;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Bouwblokken;

/// <summary>Keeps Tarief versions. Once published one never changes (rules.md 2), so what was read stays in memory.</summary>
public static class TariefStore
{
    private static readonly ConcurrentDictionary<Guid, Tarief> Known = new();

    /// <summary>A Tarief version; null if there is none with this id. Tarieven are public: every caller may read them.</summary>
    public static async Task<Tarief?> Find(Session session, Guid id)
    {
        if (Known.TryGetValue(id, out var known)) return known;
        return await session.QueryOne<string>(SelectSql, new { id }) is { } body ? Known.GetOrAdd(id, Json.Read<Tarief>(body)) : null;
    }

    /// <summary>All versions of all Tarieven, by id.</summary>
    public static Task<IReadOnlyList<Tarief>> All(Session session) => Page(session, Guid.Empty, int.MaxValue);

    /// <summary>So many versions after this id, by id.</summary>
    public static async Task<IReadOnlyList<Tarief>> Page(Session session, Guid after, int take)
    {
        var page = new List<Tarief>();
        foreach (var id in await session.Query<Guid>(SelectIdsSql, new { after, take })) page.Add((await Find(session, id))!);
        return page;
    }

    /// <summary>Whether a region has a version of this name.</summary>
    public static async Task<bool> HasVersion(Session session, string region, string version) =>
        await session.QueryOne<Guid?>(SelectVersionSql, new { region, version }) is not null;

    /// <summary>Publishes the Tarief versions that are not there yet, by id; those that are there stay as they are.</summary>
    /// <returns>How many were published.</returns>
    public static async Task<int> Publish(Session session, IReadOnlyList<Tarief> tarieven)
    {
        var published = 0;
        foreach (var tarief in tarieven)
        {
            if (await session.QueryOne<string>(SelectSql, new { id = tarief.Id }) is not null) continue;
            await session.Execute(InsertSql, new
            {
                tarief.Id, tarief.Name, tarief.Region, tarief.Version, tarief.ValidFrom, tarief.ValidTo, body = Json.Write(tarief), now = session.Now,
            });
            session.Record("tarief.published", $"tarieven/{tarief.Id}", null, new { tarief.Name, tarief.Region, tarief.Version, tarief.Source });
            published++;
        }
        return published;
    }

    private const string SelectSql = "SELECT body FROM Tarief WHERE id = @id";
    private const string SelectVersionSql = "SELECT id FROM Tarief WHERE region = @region AND version = @version";
    private const string SelectIdsSql = "SELECT id FROM Tarief WHERE id > @after ORDER BY id {page}";
    private const string InsertSql = """
        INSERT INTO Tarief (id, name, region, version, validFrom, validTo, body, publishedAt)
        VALUES (@Id, @Name, @Region, @Version, @ValidFrom, @ValidTo, @body, @now)
        """;
}
