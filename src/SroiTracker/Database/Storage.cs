namespace SroiTracker.Database;

/// <summary>Which database, and where.</summary>
public static class Storage
{
    /// <summary>
    /// Registers <see cref="ITransactions"/> for the configured engine. The first to ask for it migrates the schema, or
    /// gets the <see cref="Domain.RefusedException"/> that says why the storage cannot be used.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration) => throw new NotSupportedException();
}
