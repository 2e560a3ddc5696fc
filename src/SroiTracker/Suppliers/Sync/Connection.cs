using SroiTracker.Http;

namespace SroiTracker.Suppliers.Sync;

/// <summary>What a supplier's system speaks.</summary>
public enum ConnectionKind { Standard, Setu, Csv }

/// <summary>Whether it is pulled: Stopped where the system did not let us in; an officer sets it Active again.</summary>
public enum ConnectionState { Active, Paused, Stopped }

/// <summary>By what a system knows us.</summary>
public enum AuthenticationKind { ClientCredentials, ApiKeyHeader }

/// <summary>A connection as it is kept.</summary>
internal sealed record Connection
{
    public Guid Id { get; init; }
    public Guid SupplierId { get; init; }
    public string Name { get; init; } = "";
    public ConnectionKind Kind { get; init; }
    public string BaseUrl { get; init; } = "";
    public AuthenticationKind Authentication { get; init; }

    /// <summary>Of client credentials.</summary>
    public string? TokenUrl { get; init; }

    /// <summary>Of client credentials.</summary>
    public string? ClientId { get; init; }

    /// <summary>Of a key in a header.</summary>
    public string? HeaderName { get; init; }

    /// <summary>The client's secret or the header's value, encrypted; only <c>Credentials</c> reads it.</summary>
    public byte[]? Secret { get; init; }

    /// <summary>Cron, five fields, in Dutch time.</summary>
    public string Schedule { get; init; } = "";

    /// <summary>1 through 100: a page is taken in one act, and others wait for it.</summary>
    public int PageSize { get; init; }

    /// <summary>Without a success for this long a signal is raised.</summary>
    public int SuccessWithinHours { get; init; }

    public ConnectionState State { get; init; }

    /// <summary>The code for which it was stopped; null otherwise.</summary>
    public string? StoppedFor { get; init; }

    /// <summary>What the system gave us to go on with; null before the first page.</summary>
    public string? SourceCursor { get; init; }

    public DateTimeOffset? NextRunAt { get; init; }
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Runs that failed since the last success.</summary>
    public int Failures { get; init; }

    public int Version { get; init; }

    /// <summary>Who entered address and secret last.</summary>
    public Guid MadeBy { get; init; }

    public Guid PrincipalId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>As whom it reports: the supplier, with who could read the secret beside it (rules.md 3, nobody verifies what they reported).</summary>
    public Caller Reporter => new(PrincipalId, $"suppliers/{SupplierId}", false, [new(Role.Supplier, null, SupplierId)]) { KeyMadeBy = MadeBy };
}
