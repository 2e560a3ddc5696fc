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

    [Theory, MemberData(nameof(Engines))]
    public async Task Who_holds_it_holds_it_for_longer_under_the_same_fence_until_another_took_it(Engine engine)
    {
        await using var database = TestDatabase.Of(engine);
        Task<long?> Take(string holder) => database.Run(s => Lease.Take(s, "job", holder, TimeSpan.FromSeconds(30)));
        Task<bool> Renew(long fence) => database.Run(s => Lease.Renew(s, "job", fence, TimeSpan.FromSeconds(30)));

        Assert.Equal(1, await Take("a"));
        database.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await Renew(1));
        database.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(await Take("b"));
        // Late, but nobody took it.
        database.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await Renew(1));
        database.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(2, await Take("b"));
        Assert.False(await Renew(1));
        Assert.True(await Renew(2));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_lease_that_is_given_up_is_free_at_once(Engine engine)
    {
        await using var database = TestDatabase.Of(engine);
        var fence = await database.Run(s => Lease.Take(s, "job", "a", TimeSpan.FromSeconds(30)));
        Assert.True(await database.Run(s => Lease.Renew(s, "job", fence!.Value, TimeSpan.FromMilliseconds(-1))));
        Assert.Equal(2, await database.Run(s => Lease.Take(s, "job", "b", TimeSpan.FromSeconds(30))));
    }
}
