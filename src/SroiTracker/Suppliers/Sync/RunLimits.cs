namespace SroiTracker.Suppliers.Sync;

/// <summary>What a run may take.</summary>
/// <param name="MostPages"><c>Synchronisation:MostPages</c>: after so many the run ends, and the next goes on.</param>
/// <param name="Longest"><c>Synchronisation:LongestRunMinutes</c>: the same for how long it takes.</param>
/// <param name="Lease"><c>Synchronisation:LeaseSeconds</c>: after so long without a sign of life another instance goes on with it.</param>
internal sealed record RunLimits(int MostPages, TimeSpan Longest, TimeSpan Lease)
{
    /// <summary>From the configuration.</summary>
    /// <exception cref="Domain.RefusedException"><c>setting.invalid</c>, naming the setting.</exception>
    public static RunLimits From(IConfiguration configuration) => new(
        configuration.WholeNumber("Synchronisation:MostPages", 10_000, 1, 1_000_000),
        TimeSpan.FromMinutes(configuration.WholeNumber("Synchronisation:LongestRunMinutes", 60, 1, 1_440)),
        TimeSpan.FromSeconds(configuration.WholeNumber("Synchronisation:LeaseSeconds", 30, 3, 600)));
}
