using System.Runtime.CompilerServices;
using FsCheck.Xunit;

[assembly: SroiTracker.Domain.Tests.Seeded]

namespace SroiTracker.Domain.Tests;

/// <summary>
/// Properties are tried on the same cases in each run, so that a change is judged by what it changes;
/// SROITRACKER_TEST_SEED=any tries other ones each time.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class SeededAttribute : PropertiesAttribute
{
    public SeededAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = 0) =>
        Replay = Environment.GetEnvironmentVariable("SROITRACKER_TEST_SEED") is null ? "(20261122,1331)" : $"({Environment.TickCount64},1331)";
}
