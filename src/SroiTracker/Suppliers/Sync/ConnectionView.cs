namespace SroiTracker.Suppliers.Sync;

/// <summary>By what a supplier's system knows us, without the secret.</summary>
public sealed record ConnectionAuthentication(AuthenticationKind Kind, string? TokenUrl, string? ClientId, string? HeaderName);

/// <summary>A connection to a supplier's system as the API shows it.</summary>
/// <param name="StoppedFor">The code for which it was stopped; null otherwise.</param>
/// <param name="NextRunAt">When the schedule asks for it next; null where it is not pulled.</param>
/// <param name="LastSuccessAt">When a run last completed; null before the first.</param>
public sealed record ConnectionView(
    Guid Id, Guid SupplierId, string Name, ConnectionKind Kind, string BaseUrl, ConnectionAuthentication Authentication, string Schedule, int PageSize, int SuccessWithinHours,
    ConnectionState State, string? StoppedFor, DateTimeOffset? NextRunAt, DateTimeOffset? LastSuccessAt, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    internal static ConnectionView Of(Connection c) => new(
        c.Id, c.SupplierId, c.Name, c.Kind, c.BaseUrl, new(c.Authentication, c.TokenUrl, c.ClientId, c.HeaderName), c.Schedule, c.PageSize, c.SuccessWithinHours,
        c.State, c.StoppedFor, c.NextRunAt, c.LastSuccessAt, c.CreatedAt, c.ChangedAt);

    /// <summary>As the log keeps it: a query in an address may be a key to it.</summary>
    internal ConnectionView Logged => this with { BaseUrl = new Uri(BaseUrl).GetLeftPart(UriPartial.Path) };
}
