using FsCheck;

namespace SroiTracker.Tests;

/// <summary>
/// Properties are tried on the same cases in each run, so that a change is judged by what it changes; SROITRACKER_TEST_SEED=any
/// tries other ones each time.
/// </summary>
internal static class Cases
{
    private static readonly ulong Seed = Environment.GetEnvironmentVariable("SROITRACKER_TEST_SEED") is null ? 20261122 : (ulong)Environment.TickCount64;

    /// <summary>So many of them, until one fails.</summary>
    public static Config Of(int count) => Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(Seed, 1331);
}
