using System.Text;
using Microsoft.AspNetCore.Routing;
using SroiTracker.OpenApi;

namespace SroiTracker.Tests.Http;

/// <summary>The ETag of an answer is that of the thing as it is now, so that it can be sent back in If-Match.</summary>
public class ETagTests(RunningService service) : IClassFixture<RunningService>
{
    public static TheoryData<string> Changes => [.. IdempotencyTests.Acts.Select(a => a.Data), .. ExampleRequests.All.Keys.Where(r => r.StartsWith("PUT ", StringComparison.Ordinal))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Their Location is a list, which has no version.</summary>
    private static readonly string[] InLists = ["/turnover-statements", "/mandates", "/keys/"];

    [Theory, MemberData(nameof(Changes))]
    public async Task What_an_act_answers_is_what_is_there(string route)
    {
        var example = await ExampleRequests.All[route](service);
        using var request = new HttpRequestMessage(example.Method, example.Path) { Content = new StringContent(example.Body.ToJsonString(), Encoding.UTF8, "application/json") };
        if (example.ETag is { } seen) request.Headers.TryAddWithoutValidation("If-Match", seen);
        else request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await example.Caller.SendAsync(request, Token);
        Assert.InRange((int)response.StatusCode, 200, 201);
        var told = response.Headers.ETag!;
        Assert.False(told.IsWeak);
        Assert.Matches("^\"v[1-9][0-9]*\"$", told.Tag);
        var place = response.Headers.Location?.ToString() ?? (example.Path.EndsWith("/clause", StringComparison.Ordinal) ? example.Path[..^"/clause".Length] : example.Path);
        if (Array.Exists(InLists, l => place.Contains(l, StringComparison.Ordinal))) return;
        using var now = await example.Caller.GetAsync(place, Token);
        Assert.Equal((200, told), ((int)now.StatusCode, now.Headers.ETag));
    }

    [Fact]
    public void Every_single_thing_that_is_read_has_one() => Assert.All(
        service.Routes.Where(r => r.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Contains("GET") && r.RoutePattern.RawText!.EndsWith(":guid}", StringComparison.Ordinal)),
        r => Assert.NotNull(r.Metadata.GetMetadata<Tagged>()));
}
