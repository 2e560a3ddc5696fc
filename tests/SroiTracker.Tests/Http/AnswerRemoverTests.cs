using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SroiTracker.Database;
using SroiTracker.Http;
using SroiTracker.Tests.Database;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Http;

/// <summary>Answers are kept for as long as was promised, and no longer.</summary>
public class AnswerRemoverTests(RunningService service) : IClassFixture<RunningService>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_given_again_for_two_days_and_then_the_request_is_a_new_one()
    {
        var stage = await PlacementStage.In(service);
        await stage.Supplier.Post("placements", stage.Report(), "for-two-days").Is(201);
        service.Time.Advance(TimeSpan.FromHours(48) - TimeSpan.FromMinutes(1));
        using (var again = await stage.Supplier.Post("placements", stage.Report(), "for-two-days")) Assert.Equal(201, (int)again.StatusCode);

        service.Time.Advance(TimeSpan.FromMinutes(20));
        for (var i = 0; await service.Read(Kept) > 0; i++)
        {
            Assert.True(i < 1_200, "Nobody removed it.");
            await Task.Delay(50, Token);
        }
        // The placement is known by its reference: nothing changes, and that is what is answered now.
        using var response = await stage.Supplier.Post("placements", stage.Report(), "for-two-days");
        Assert.Equal((200, false), ((int)response.StatusCode, response.Headers.Contains("Idempotent-Replayed")));
    }

    public static TheoryData<Engine> Engines => TestDatabase.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Very_many_are_removed_some_at_a_time_by_one_instance(Engine engine)
    {
        await using var database = TestDatabase.Of(engine);
        await Keep(1_100);
        database.Time.Advance(TimeSpan.FromHours(48));
        await Keep(3);
        var (one, other) = (Job(), Job());
        Assert.False(await one.Step(Token));
        database.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await one.Step(Token));
        Assert.Equal(603, await database.Read(Kept));
        Assert.False(await other.Step(Token));
        Assert.True(await one.Step(Token));
        Assert.False(await one.Step(Token));
        Assert.Equal(3, await database.Read(Kept));

        AnswerRemover Job() => new(database.Transactions, database.Time, With(null), NullLogger<AnswerRemover>.Instance);

        Task Keep(int count) => database.Run(async session =>
        {
            for (var i = 0; i < count; i++)
                await session.Execute("INSERT INTO KeptAnswer (id, request, ownerId, body, status, location, eTag, json) VALUES (@id, @request, @id, @request, 200, NULL, NULL, @json)",
                    new { id = session.NewId(), request = RandomNumberGenerator.GetBytes(32), json = "{}"u8.ToArray() });
            return 0;
        });
    }

    [Theory]
    [InlineData(KeptAnswerStore.SelectSql, "USING INDEX KeptAnswerRequest (request=?)")]
    [InlineData(KeptAnswerStore.SelectOldestSql, "INDEX sqlite_autoindex_KeptAnswer_1 (id<?)")]
    [InlineData(KeptAnswerStore.DeleteSql, "INDEX sqlite_autoindex_KeptAnswer_1 (id<?)")]
    public async Task Answers_are_found_by_an_index(string sql, string by)
    {
        service.RequireFile();
        var plan = string.Join('\n', (await service.Read(s => s.Query<Step>("EXPLAIN QUERY PLAN " + sql,
            new { request = new byte[32], before = Guid.NewGuid(), through = Guid.NewGuid(), lease = "kept-answers", fence = 1, take = 10 }))).Select(s => s.Detail));
        Assert.Contains(by, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN KeptAnswer", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 48)]
    [InlineData("24", 24)]
    [InlineData("744", 744)]
    public void The_retention_is_a_setting(string? value, int hours) => Assert.Equal(TimeSpan.FromHours(hours), AnswerRemover.Retention(With(value)));

    private sealed class Step
    {
        public string Detail { get; init; } = "";
    }

    private static Task<long> Kept(Session session) => session.QueryOne<long>("SELECT COUNT(*) FROM KeptAnswer");

    private static IConfiguration With(string? hours) => new ConfigurationBuilder().AddInMemoryCollection([new(AnswerRemover.Setting, hours)]).Build();
}
