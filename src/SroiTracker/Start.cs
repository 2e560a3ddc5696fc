using System.Globalization;
using SroiTracker.Bouwblokken;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Outbound;
using SroiTracker.Privacy;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker;

/// <summary>What is made ready before the first request: the schema, the key, the first administrator, the Tarieven.</summary>
public static class Start
{
    private const string CountKeysSql = "SELECT COUNT(*) FROM ApiKey";

    /// <summary>
    /// Prepares the service. Answers the administrator's key if this start made one: it is shown once.
    /// </summary>
    /// <exception cref="RefusedException">A sentence that says what stands in the way, and which setting is about it.</exception>
    public static async Task<string?> Prepare(this IServiceProvider services, CancellationToken token)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        if (configuration["Import:LargestFile"] is { } largest
            && !(long.TryParse(largest, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes is >= 1 and <= Limits.LargestFile))
            throw new RefusedException(Refusals.SettingInvalid, "Import:LargestFile", $"1–{Limits.LargestFile}");
        AnswerRemover.Retention(configuration);
        services.GetRequiredService<RateLimits>();
        Issuer.From(configuration);
        Limits.LongestRead(configuration);
        services.GetRequiredService<OutboundSettings>();
        services.GetRequiredService<RunLimits>();
        services.GetRequiredService<Slots>();
        Synchroniser.IsOff(configuration);
        var transactions = services.GetRequiredService<ITransactions>();
        await services.GetRequiredService<ServiceKey>().Check(transactions, token);
        await transactions.Run(Caller.TheService, session => TariefStore.Publish(session, TariefFiles.All()), token);
        return await FirstKey(transactions, configuration["Authentication:BootstrapKey"], token);
    }

    private static Task<string?> FirstKey(ITransactions transactions, string? configured, CancellationToken token)
    {
        if (configured is { Length: < 32 }) throw new RefusedException(Refusals.BootstrapKeyShort);
        return transactions.Run<string?>(Caller.TheService, async session =>
        {
            if (await session.QueryOne<long>(CountKeysSql) > 0) return null;
            var made = configured is null ? ApiKeys.Make() : ApiKeys.From(configured);
            var principal = await PrincipalStore.Add(session, "administrator", isPerson: true, [new(Role.Administrator, null, null)]);
            await KeyStore.Add(session, principal, made, "bootstrap", null);
            session.Record("key.created", "keys/bootstrap", null, new { made.Prefix });
            return configured is null ? made.Text : null;
        }, token);
    }
}
