namespace SroiTracker.Client;

/// <summary>
/// The SroiTracker API for a supplier: report placements and other efforts, see what they count for, and get verdicts back.
/// Get one by <c>services.AddSroiTrackerClient(...)</c>; it may be shared by all threads.
/// </summary>
/// <remarks>
/// Every call tries again by itself what may be tried again, see <see cref="SroiTrackerOptions"/>. A call that changes something
/// carries an idempotency key: a new one each time, or one of yours that survives a restart of your program. It throws
/// <see cref="SroiRefusedException"/> where the service says no, and <see cref="SroiUnavailableException"/> where it gives no answer.
/// </remarks>
public sealed class SroiTrackerClient
{
    internal SroiTrackerClient(ISroiTrackerApi api)
    {
        (Placements, Batches, Efforts, Teams) = (new(api), new(api), new(api), new(api));
        (Contracts, Settlements) = (new(api), new(api));
    }

    /// <summary>Placements: one person's work under one reference of yours.</summary>
    public PlacementCalls Placements { get; }

    /// <summary>Very many placements at once.</summary>
    public PlacementBatchCalls Batches { get; }

    /// <summary>What you do beside placements: social purchases, activities, training, coaching, certificates.</summary>
    public EffortCalls Efforts { get; }

    /// <summary>Teams that candidates work in.</summary>
    public TeamCalls Teams { get; }

    /// <summary>Your contracts, where they stand, and what would bring them further.</summary>
    public ContractCalls Contracts { get; }

    /// <summary>How contracts are settled in the end.</summary>
    public SettlementCalls Settlements { get; }
}
