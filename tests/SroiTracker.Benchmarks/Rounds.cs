using System.Diagnostics;

namespace SroiTracker.Benchmarks;

/// <summary>Measures in turns, so that what else the machine does falls on all alike.</summary>
internal static class Rounds
{
    /// <summary>Runs each of these once for warming up, then in turns; the median of each.</summary>
    public static async Task<double[]> InTurns(int rounds, params Func<Task<double>>[] measures)
    {
        foreach (var measure in measures) await measure();
        var found = Array.ConvertAll(measures, _ => new List<double>(rounds));
        for (var round = 0; round < rounds; round++)
            for (var i = 0; i < measures.Length; i++) found[i].Add(await measures[i]());
        return Array.ConvertAll(found, Median);
    }

    /// <summary>How many acts a second so many callers finish, each with its next as soon as the last is done.</summary>
    public static async Task<double> ActsASecond(int callers, TimeSpan during, Func<Task> act)
    {
        var (done, start) = (0L, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < during)
            {
                await act();
                Interlocked.Increment(ref done);
            }
        })));
        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>How many of these a second so many callers finish together.</summary>
    public static async Task<double> ActsASecond<T>(int callers, IReadOnlyList<T> of, Func<T, Task> act)
    {
        var (next, start) = (-1, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < of.Count; i = Interlocked.Increment(ref next)) await act(of[i]);
        })));
        return of.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public static double Median(List<double> values) => Percentile(values, 50);

    public static double Percentile(List<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }
}
