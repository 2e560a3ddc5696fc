using SroiTracker.Database;

namespace SroiTracker.Http;

/// <summary>Whether the process lives, and whether it can work.</summary>
public static class Health
{
    private const string ProbeSql = "SELECT COUNT(*) FROM Counter";

    /// <summary>/health/live and /health/ready, outside /api/v1 and without a key.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }, Json.Options));
        app.MapGet("/health/ready", async (HttpContext http, ITransactions transactions) =>
        {
            await transactions.Read(Caller.TheService, s => s.QueryOne<long>(ProbeSql), http.RequestAborted);
            return Results.Json(new { status = "ready" }, Json.Options);
        });
    }
}
