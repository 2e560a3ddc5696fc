namespace SroiTracker.Client;

/// <summary>What a supplier does with teams.</summary>
public sealed class TeamCalls
{
    private readonly ISroiTrackerApi _api;

    internal TeamCalls(ISroiTrackerApi api) => _api = api;

    /// <summary>Makes a team; placements name its id.</summary>
    /// <param name="team">What you state.</param>
    /// <param name="idempotencyKey">1 to 64 visible ASCII characters; null makes a new one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Team> CreateAsync(TeamStatement team, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        var key = Keys.Of(idempotencyKey);
        return Answers.Of(_api.CreateTeam(team, key, cancellationToken), key);
    }

    /// <summary>Changes a team of which you saw a version.</summary>
    /// <param name="id">Of the team.</param>
    /// <param name="etag">Its <see cref="Answered.ETag"/> as you saw it.</param>
    /// <param name="team">All of it as it is to be.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Team> ChangeAsync(Guid id, string etag, TeamStatement team, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(etag);
        return Answers.Of(_api.ChangeTeam(id, etag, team, cancellationToken));
    }

    /// <summary>One team with its ETag, and how many people work in it on a day; null is today.</summary>
    public Task<Team> GetAsync(Guid id, DateOnly? at = null, CancellationToken cancellationToken = default) => Answers.Of(_api.GetTeam(id, at.Text(), cancellationToken));

    /// <summary>Your teams by id, about in the order in which they were made; pages are fetched as you go on.</summary>
    /// <param name="buyerId">Only those that work for this buyer.</param>
    /// <param name="at">The day on which people are counted; null is today.</param>
    /// <param name="pageSize">How many at a time, 1 to 500.</param>
    /// <param name="cancellationToken">Stops between and within pages.</param>
    public IAsyncEnumerable<Team> ListAsync(Guid? buyerId = null, DateOnly? at = null, int pageSize = 200, CancellationToken cancellationToken = default) =>
        Answers.List((cursor, token) => _api.ListTeams(buyerId, at.Text(), pageSize, cursor, token), cancellationToken);
}
