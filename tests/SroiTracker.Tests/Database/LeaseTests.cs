using SroiTracker.Database;

namespace SroiTracker.Tests.Database;

public sealed class LeaseTests
{
    public static TheoryData<Engine> Engines => TestDatabase.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task One_holds_a_lease_until_it_ends_and_each_taking_raises_the_fence(Engine engine)
    {
        await using var database = TestDatabase.Of(engine);
        Task<long?> Take(string holder) => database.Run(s => Lease.Take(s, "job", holder, TimeSpan.FromSeconds(30)));

        Assert.Equal(1, await Take("a"));
        Assert.Null(await Take("b"));
        Assert.Equal(2, await Take("a"));
        database.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(3, await Take("b"));
        Assert.Null(await Take("a"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Each_job_has_its_own_lease(Engine engine)
    {
        await using var database = TestDatabase.Of(engine);

        Assert.Equal(1, await database.Run(s => Lease.Take(s, "one", "a", TimeSpan.FromSeconds(30))));
        Assert.Equal(1, await database.Run(s => Lease.Take(s, "other", "b", TimeSpan.FromSeconds(30))));
    }
}
