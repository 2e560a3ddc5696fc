using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Tests.Database;

namespace SroiTracker.Tests.Http;

/// <summary>What is too long, too large, too deep or too slow is refused in words of the catalogue.</summary>
public class LimitTests(RunningService service) : IClassFixture<RunningService>
{
    private const int Kilobyte = 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(256, 201)]
    [InlineData(257, 413)]
    public async Task A_body_is_at_most_256_KB(int kilobytes, int status)
    {
        // As large in bytes, with and without its length said before.
        foreach (var chunked in new[] { false, true })
        {
            const string body = "{\"name\": \"Large\"}";
            using var request = Supplier(body.PadRight(kilobytes * Kilobyte));
            request.Headers.TransferEncodingChunked = chunked;
            using var response = await service.Administrator.SendAsync(request, Token);
            await Is(response, status, "body.too-large");
        }
    }

    [Theory]
    [InlineData(2, "/identifier/scheme")]
    [InlineData(31, "/identifier/scheme")]
    [InlineData(100_000, "/identifier/scheme")]
    public async Task However_deep_a_body_is_the_first_value_that_does_not_fit_is_named(int depth, string pointer)
    {
        using var request = Supplier($"{{\"name\": \"Deep\",\n\"identifier\": {{\"scheme\": {new string('[', depth)}{new string(']', depth)}}}}}");
        using var response = await service.Administrator.SendAsync(request, Token);
        var error = Assert.Single((await Is(response, 400, "value.invalid"))["errors"]!.AsArray())!;
        Assert.Equal(pointer, (string?)error["location"]!["pointer"]);
    }

    [Theory]
    [InlineData(400, 200)]
    [InlineData(401, 400)]
    public async Task A_value_in_a_query_is_at_most_400_characters(int length, int status)
    {
        using var response = await service.Administrator.Ask($"suppliers?name={new string('x', length)}");
        var problem = await Is(response, status, "value.too-long");
        if (status == 400) Assert.Equal("name", (string?)problem["errors"]![0]!["location"]!["name"]);
    }

    [Theory]
    [InlineData("suppliers?name=a&name=b", "value.twice", "name")]
    [InlineData("suppliers?name=a&Name=a", "value.unknown", "Name")]
    [InlineData("suppliers?pageSize=1&pageSize=2", "value.invalid", "pageSize")]
    public async Task A_key_in_a_query_is_there_once(string path, string code, string name) =>
        await service.Administrator.Ask(path).IsRefused(400, code, name);

    [Theory]
    [InlineData(4_096, 400, "value.too-long")]
    [InlineData(4_097, 414, "address.too-long")]
    [InlineData(12_000, 414, "address.too-long")]
    public async Task An_address_is_at_most_4_KB(int length, int status, string code)
    {
        const string path = "/api/v1/suppliers?name=";
        using var response = await service.Administrator.GetAsync(path + new string('x', length - path.Length), Token);
        await Is(response, status, code);
    }

    [Theory]
    [InlineData(1, 15 * Kilobyte, 200)]
    [InlineData(1, 17 * Kilobyte, 431)]
    [InlineData(40, 500, 431)]
    public async Task Headers_are_together_at_most_16_KB(int count, int length, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/suppliers");
        for (var i = 0; i < count; i++) request.Headers.Add($"X-{i}", new string('x', length));
        using var response = await service.Administrator.SendAsync(request, Token);
        await Is(response, status, "headers.too-large");
    }

    [Theory]
    [InlineData("GET /api/v1/suppliers?name={0} HTTP/1.1\nHost: here\n\n", 17_000, "414")]
    [InlineData("GET /api/v1/suppliers HTTP/1.1\nHost: here\nX-Long: {0}\n\n", 66_000, "431")]
    [InlineData("GET /api/v1/suppliers HTTP/1.1\nHost: here\nNo colon{0}\n\n", 1, "400")]
    [InlineData("NONSENSE{0}\n\n", 1, "400")]
    public async Task What_is_far_beyond_that_or_no_HTTP_the_server_refuses_without_a_word(string request, int length, string status)
    {
        var answer = await Wire.Send(service.Administrator, string.Format(CultureInfo.InvariantCulture, request, new string('x', length)), Token);
        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Length: 0", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_dribbles_in_is_broken_off()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(service.Administrator.BaseAddress!.Host, service.Administrator.BaseAddress.Port, Token);
        await using var stream = connection.GetStream();
        var began = Stopwatch.GetTimestamp();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/suppliers HTTP/1.1\r\nHost: here\r\nAuthorization: {service.Administrator.DefaultRequestHeaders.Authorization}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"), Token);
        var answer = new StreamReader(stream).ReadToEndAsync(Token);
        while (!answer.IsCompleted)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60), "Nobody broke it off.");
            await Task.WhenAny(answer, Task.Delay(500, Token));
            try { await stream.WriteAsync(" "u8.ToArray(), Token); }
            catch (IOException) { break; }
        }
        var text = await answer;
        Assert.StartsWith("HTTP/1.1 408", text, StringComparison.Ordinal);
        Assert.Contains("body.too-slow", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_takes_too_long_is_broken_off_and_the_service_goes_on()
    {
        service.RequireFile();
        await using var slow = new RunningService { Settings = new() { ["Limits:ReadSeconds"] = "1" } };
        await slow.InitializeAsync();
        var supplier = await slow.Administrator.Post("suppliers", new { name = "Slow" }).Is(201).Id();
        // Suppliers that take forever to be read, behind the service's back.
        await slow.Run(s => s.Execute("ALTER TABLE Supplier RENAME TO SupplierKept"));
        await slow.Run(s => s.Execute($"CREATE VIEW Supplier AS SELECT k.* FROM SupplierKept k WHERE k.version < ({Forever})"));
        var began = Stopwatch.GetTimestamp();
        using var response = await slow.Administrator.Ask($"suppliers/{supplier}");
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(30));
        await Is(response, 503, "read.too-long");
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
        Assert.All(new[] { "API-Version", "RateLimit" }, name => Assert.True(response.Headers.Contains(name)));
        await slow.Administrator.Ask("organisations").Is(200);
    }

    [Fact]
    public async Task A_reader_that_was_broken_off_serves_the_next()
    {
        await using var database = TestDatabase.Sqlite();
        for (var i = 0; i < 3; i++)
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.Transactions.Read(Caller.TheService, s => s.QueryOne<long>(Forever), soon.Token));
            Assert.Equal(1, await database.Read(s => s.QueryOne<long>("SELECT 1")));
        }
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData("1", 1)]
    [InlineData("600", 600)]
    public void The_time_of_a_question_is_a_setting(string? value, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Limits.LongestRead(With(value)));

    [Theory]
    [InlineData("0")]
    [InlineData("601")]
    [InlineData("1.5")]
    public void A_wrong_time_of_a_question_is_refused_by_name(string value) =>
        Assert.Contains("Limits:ReadSeconds", Assert.Throws<RefusedException>(() => Limits.LongestRead(With(value))).Message, StringComparison.Ordinal);

    private const string Forever = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 100000000000) SELECT COUNT(*) AS n FROM numbers";

    private static IConfiguration With(string? seconds) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("Limits:ReadSeconds", seconds)]).Build();

    private static HttpRequestMessage Supplier(string body) => new(HttpMethod.Post, "/api/v1/suppliers") { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private static async Task<JsonNode> Is(HttpResponseMessage response, int status, string code)
    {
        var json = (await response.Json())!;
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        if (status < 300) return json;
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.True(code == (string?)json["code"], json.ToJsonString());
        return json;
    }
}
