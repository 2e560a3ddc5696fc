using System.Diagnostics;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Efforts;
using SroiTracker.Http;
using SroiTracker.Placements;

namespace SroiTracker.Contracts;

/// <summary>An amount as it is, and as it would be.</summary>
/// <param name="Difference">Under the other Tarief − now.</param>
public sealed record UnderBoth(Euros Now, Euros UnderTarief, Euros Difference)
{
    internal static readonly UnderBoth Nothing = new(Euros.Zero, Euros.Zero, Euros.Zero);

    internal UnderBoth Plus(Euros now, Euros under) => new(Now + now, UnderTarief + under, Difference + under - now);
}

/// <summary>Adds up what placements and other efforts are worth now, and what they would be under another Tarief; nothing is booked.</summary>
internal sealed class UnderTarief(Tarief tarief)
{
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    public UnderBoth Counted { get; private set; } = UnderBoth.Nothing;
    public UnderBoth Forecast { get; private set; } = UnderBoth.Nothing;
    public int Placements { get; private set; }
    public int Efforts { get; private set; }

    /// <summary>Codes that they name and the Tarief does not have.</summary>
    public IReadOnlyList<string> MissingBouwblokken => [.. _missing];

    // A Bouwblok says to which group somebody belongs: of other suppliers' people a supplier sees no code (rules.md 8).
    private static bool MayName(Session session, Guid supplierId) => session.Caller.SupplierId is not { } own || own == supplierId;

    /// <summary>Adds what is on a contract: its placements candidate by candidate, and its other efforts.</summary>
    /// <param name="under">As the contract would be counted.</param>
    /// <param name="frames">As others would be, where the Tarief reaches that far.</param>
    public async Task Add(Session session, CountingFrame under, FramesRead frames, SimulationLimit limit)
    {
        await foreach (var (placements, standings) in ValuedAgain.Candidates(session, under, frames))
        {
            limit.CheckTime();
            for (var i = 0; i < placements.Count; i++)
            {
                var stand = placements[i].On(under.ContractId)!;
                (Counted, Forecast, Placements) = (Counted.Plus(stand.Counted, standings[i].Counted), Forecast.Plus(stand.Forecast, standings[i].Forecast), Placements + 1);
                if (stand.State != PlacementState.Withdrawn && MayName(session, placements[i].SupplierId)) _missing.UnionWith(placements[i].Reports.Select(r => r.Bouwblok).Where(code => tarief.Block(code) is null));
            }
        }
        await foreach (var group in EffortsOnContract.Of(session, under.ContractId))
        {
            limit.CheckTime();
            var standings = EffortsOnContract.Standings(await EffortsOnContract.WithPso(session, under, group[0]), group, under.ContractId);
            for (var i = 0; i < group.Count; i++)
            {
                var (stand, worth) = (group[i].On(under.ContractId)!, standings[i].Standing);
                (Counted, Forecast, Efforts) = (Counted.Plus(stand.Counted, worth.Counted), Forecast.Plus(stand.Forecast, worth.Forecast), Efforts + 1);
                if (stand.State != PlacementState.Withdrawn && MayName(session, group[i].SupplierId) && Block(group[i].Latest.Report.Content) is { } code && tarief.Block(code) is null) _missing.Add(code);
            }
        }
    }

    private static string? Block(EffortContent content) => content switch
    {
        SocialPurchase purchase => purchase.Bouwblok,
        ActivityDays activity => activity.Bouwblok,
        _ => null,
    };

    /// <summary>Adds another sum to this one.</summary>
    public void Add(UnderTarief other)
    {
        Counted = Counted.Plus(other.Counted.Now, other.Counted.UnderTarief);
        Forecast = Forecast.Plus(other.Forecast.Now, other.Forecast.UnderTarief);
        (Placements, Efforts) = (Placements + other.Placements, Efforts + other.Efforts);
        _missing.UnionWith(other._missing);
    }
}

/// <summary>How much may be valued again in one request: by number before it starts, by time while it runs.</summary>
/// <param name="mostPlacements">The most placements on contracts.</param>
/// <param name="mostContracts">The most contracts that have any.</param>
internal sealed class SimulationLimit(int mostPlacements = 200_000, int mostContracts = 10_000, int mostSeconds = 60)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Counts what would be valued.</summary>
    /// <param name="contractId">One contract, or null for all in scope.</param>
    /// <param name="buyerId">Those of one buyer, or null.</param>
    /// <exception cref="RefusedException">There is too much.</exception>
    public async Task Check(Session session, Guid? contractId, Guid? buyerId)
    {
        var found = await session.QueryOne<Counts>(SelectCountSql.With(contractId is null ? null : "contract", buyerId is null ? null : "buyer"), new { contractId, buyerId });
        if (found!.Placements > mostPlacements || found.Contracts > mostContracts)
            throw new RefusedException(Refusals.SimulationTooLarge.At("/buyerId", mostPlacements, mostContracts));
    }

    /// <exception cref="RefusedException">It takes too long.</exception>
    public void CheckTime()
    {
        if (Stopwatch.GetElapsedTime(_start).TotalSeconds > mostSeconds) throw new RefusedException(Refusals.SimulationTooLong, mostSeconds);
    }

    internal static readonly FilteredSql SelectCountSql = new($$"""
        SELECT COUNT(*) AS placements, COUNT(DISTINCT pc.contractId) AS contracts FROM Contract c JOIN PlacementContract pc ON pc.contractId = c.id
        WHERE {{Scope.Contract}} {filters}
        """, ("contract", "AND c.id = @contractId"), ("buyer", "AND c.buyerId = @buyerId"));

    private sealed class Counts
    {
        public long Placements { get; init; }
        public long Contracts { get; init; }
    }
}
