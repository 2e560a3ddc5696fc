using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Efforts;
using SroiTracker.Placements;

namespace SroiTracker.Contracts;

/// <summary>What the placements and other efforts on a contract sum to.</summary>
/// <param name="Waiting">The change that waiting reports would make; may be negative.</param>
/// <param name="Forecast">With what waits.</param>
/// <param name="CountedByYear">By calendar year; sums to <paramref name="Counted"/>.</param>
/// <param name="ReductionByYear">By how much certificates lower the obligation, by calendar year.</param>
internal sealed record StandTotals(
    Euros Counted, Euros Waiting, Euros Forecast, Euros ForecastWithoutWaiting, IReadOnlyDictionary<int, Euros> CountedByYear,
    IReadOnlyDictionary<int, Euros> ReductionByYear);

/// <summary>What a contract would stand at if other days, another clause or another Tarief held: valued again, nothing booked.</summary>
internal static class ValuedAgain
{
    /// <summary>All that is reported and verified on a contract now, in a frame; read page by page.</summary>
    /// <param name="frame">What the contract would be counted in; null where nothing would count.</param>
    public static async Task<StandTotals> Of(Session session, Guid contractId, CountingFrame? frame)
    {
        var sum = new StandSum();
        if (frame is null) return sum.Totals;
        await foreach (var (_, standings) in Candidates(session, frame, new FramesRead(session).With(contractId, frame)))
            foreach (var standing in standings) sum.Add(standing);
        await foreach (var group in EffortsOnContract.Of(session, contractId))
            foreach (var standing in EffortsOnContract.Standings(await EffortsOnContract.WithPso(session, frame, group[0]), group, contractId)) sum.Add(standing);
        return sum.Totals;
    }

    /// <summary>
    /// What is on a contract, candidate by candidate, with what it is worth in a frame; together with the candidate's other
    /// contracts where a Tarief reaches that far, of those that the caller sees.
    /// </summary>
    /// <param name="frames">In which the contracts are counted, this one in <paramref name="frame"/>.</param>
    public static async IAsyncEnumerable<(IReadOnlyList<KeptPlacement> Placements, IReadOnlyList<Standing> Standings)> Candidates(
        Session session, CountingFrame frame, FramesRead frames)
    {
        var reaches = frame.ReachesBeyondContract;
        await foreach (var candidate in CandidatesOnContract.Of(session, frame.ContractId, new(frame.ContractId, reaches)))
        {
            var here = reaches ? (await Worth.Of(candidate, [frame.ContractId], frames)).First(w => w.ContractId == frame.ContractId) : null;
            yield return here is null ? (candidate, Worth.Alone(frame, candidate)) : (here.Placements, here.Standings);
        }
    }
}

/// <summary>Adds up standings.</summary>
internal sealed class StandSum
{
    private readonly SortedDictionary<int, Euros> _byYear = [], _reductionByYear = [];
    private Euros _counted, _waiting, _forecast, _forecastWithoutWaiting;

    public StandTotals Totals => new(_counted, _waiting, _forecast, _forecastWithoutWaiting, _byYear, _reductionByYear);

    public void Add(Standing standing)
    {
        _counted += standing.Counted;
        _waiting += standing.Waiting;
        _forecast += standing.Forecast;
        _forecastWithoutWaiting += standing.ForecastWithoutWaiting;
        foreach (var part in standing.Verified.Parts) Add(_byYear, part.Through.Year, part.Amount);
        foreach (var bonus in standing.Verified.Bonuses) Add(_byYear, bonus.On.Year, bonus.Amount);
    }

    public void Add(EffortStanding standing)
    {
        Add(standing.Standing);
        foreach (var part in standing.Reduction.Parts) Add(_reductionByYear, part.Through.Year, part.Amount);
    }

    private static void Add(SortedDictionary<int, Euros> byYear, int year, Euros amount)
    {
        if (amount != Euros.Zero) byYear[year] = byYear.GetValueOrDefault(year) + amount;
    }
}
