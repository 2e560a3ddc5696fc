using System.Diagnostics;
using SroiTracker.Database;
using SroiTracker.Domain;
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

/// <summary>Adds up what placements are worth now, and what they would be under another Tarief; nothing is booked.</summary>
internal sealed class UnderTarief(Tarief tarief)
{
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    public UnderBoth Counted { get; private set; } = UnderBoth.Nothing;
    public UnderBoth Forecast { get; private set; } = UnderBoth.Nothing;
    public int Placements { get; private set; }

    /// <summary>Codes that placements name and the Tarief does not have.</summary>
    public IReadOnlyList<string> MissingBouwblokken => [.. _missing];

    /// <summary>Adds what is on a contract, candidate by candidate.</summary>
    /// <param name="frame">As it is counted.</param>
    /// <param name="frames">As it, and others where the Tarief reaches that far, would be counted.</param>
    public async Task Add(Session session, CountingFrame frame, FramesRead frames, SimulationLimit limit)
    {
        var under = await frames.Of(frame.ContractId);
        await foreach (var candidate in CandidatesOnContract.Of(session, frame.ContractId))
        {
            limit.CheckTime();
            foreach (var placement in candidate)
            {
                var stand = placement.On(frame.ContractId)!;
                (Counted, Forecast, Placements) = (Counted.Plus(stand.Counted, Euros.Zero), Forecast.Plus(stand.Forecast, Euros.Zero), Placements + 1);
                if (stand.State != PlacementState.Withdrawn) _missing.UnionWith(placement.Reports.Select(r => r.Bouwblok).Where(code => tarief.Block(code) is null));
            }
            foreach (var standing in await ValuedAgain.Candidate(session, under!, candidate, frames))
                (Counted, Forecast) = (Counted.Plus(Euros.Zero, standing.Counted), Forecast.Plus(Euros.Zero, standing.Forecast));
        }
    }

    /// <summary>Adds another sum to this one.</summary>
    public void Add(UnderTarief other)
    {
        Counted = Counted.Plus(other.Counted.Now, other.Counted.UnderTarief);
        Forecast = Forecast.Plus(other.Forecast.Now, other.Forecast.UnderTarief);
        Placements += other.Placements;
        _missing.UnionWith(other._missing);
    }
}

/// <summary>How much may be valued again in one request: by number before it starts, by time while it runs.</summary>
internal sealed class SimulationLimit
{
    /// <summary>The most placements on contracts, and the most contracts that have any.</summary>
    public const int MostPlacements = 50_000, MostContracts = 2_000;

    private const int MostSeconds = 60;
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Counts what would be valued.</summary>
    /// <param name="contractId">One contract, or null for all in scope.</param>
    /// <param name="buyerId">Those of one buyer, or null.</param>
    /// <exception cref="RefusedException">There is too much.</exception>
    public async Task Check(Session session, Guid? contractId, Guid? buyerId)
    {
        var found = await session.QueryOne<Counts>(SelectCountSql.With(contractId is null ? null : "contract", buyerId is null ? null : "buyer"), new { contractId, buyerId });
        if (found!.Placements > MostPlacements || found.Contracts > MostContracts)
            throw new RefusedException(Refusals.SimulationTooLarge.At("/buyerId", MostPlacements, MostContracts));
    }

    /// <exception cref="RefusedException">It takes too long.</exception>
    public void CheckTime()
    {
        if (Stopwatch.GetElapsedTime(_start).TotalSeconds > MostSeconds) throw new RefusedException(Refusals.SimulationTooLong, MostSeconds);
    }

    private static readonly FilteredSql SelectCountSql = new($$"""
        SELECT COUNT(*) AS placements, COUNT(DISTINCT pc.contractId) AS contracts FROM Contract c JOIN PlacementContract pc ON pc.contractId = c.id
        WHERE {{Scope.Contract}} {filters}
        """, ("contract", "AND c.id = @contractId"), ("buyer", "AND c.buyerId = @buyerId"));

    private sealed class Counts
    {
        public long Placements { get; init; }
        public long Contracts { get; init; }
    }
}
