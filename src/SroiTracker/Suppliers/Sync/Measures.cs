using System.Diagnostics;
using System.Diagnostics.Metrics;
using SroiTracker.Http;

namespace SroiTracker.Suppliers.Sync;

/// <summary>What operations sees of synchronisation, by the kind of system; which supplier it was only the trace says.</summary>
internal static class Measures
{
    private static readonly Histogram<double> Duration = Pipeline.Meter.CreateHistogram<double>("sroitracker.synchronisation.duration", "s", "Time that a run went on here, by kind and outcome");
    private static readonly UpDownCounter<long> Going = Pipeline.Meter.CreateUpDownCounter<long>("sroitracker.synchronisation.going", "{run}", "Runs that go on here, by kind");
    private static readonly Counter<long> Items = Pipeline.Meter.CreateCounter<long>("sroitracker.synchronisation.items", "{item}", "Items that were taken, by kind and outcome");
    private static readonly Counter<long> Statuses = Pipeline.Meter.CreateCounter<long>("sroitracker.synchronisation.statuses", "{status}", "Verdicts told to systems, by outcome");

    /// <summary>Measures a run, with a trace of its own. One that goes on elsewhere counts there.</summary>
    public static async Task<RunEnd> Run(Connection connection, Func<Task<RunEnd>> run)
    {
        using var activity = Pipeline.Activities.StartActivity("Synchronise");
        activity?.SetTag("connection", connection.Id).SetTag("kind", connection.Kind.ToString());
        var (kind, start) = (new KeyValuePair<string, object?>("kind", connection.Kind.ToString()), Stopwatch.GetTimestamp());
        Going.Add(1, kind);
        try
        {
            var end = await run();
            activity?.SetTag("outcome", end.ToString());
            if (end != RunEnd.Elsewhere) Duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, kind, new("outcome", end.ToString()));
            return end;
        }
        finally { Going.Add(-1, kind); }
    }

    /// <summary>Counts what became of the items of a page.</summary>
    public static void Took(Connection connection, TakenPage page)
    {
        foreach (var outcome in page.Items.GroupBy(i => i.Outcome))
            Items.Add(outcome.Count(), new("kind", connection.Kind.ToString()), new("outcome", outcome.Key.ToString()));
    }

    /// <summary>Counts a verdict that was told, or the code of why it could not be.</summary>
    public static void Told(string outcome) => Statuses.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
