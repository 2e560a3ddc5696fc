using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SroiTracker.Tests.Placements.Batches;

/// <summary>A batch as a test sends it: whole, or cut off at a byte.</summary>
internal sealed record Sending(string Body, string? Key = null, string Type = "application/x-ndjson", string Language = "nl")
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>By which the service knows it again.</summary>
    public string Key { get; } = Key ?? Guid.NewGuid().ToString();

    /// <summary>Bytes that are no text, instead of the body.</summary>
    public byte[]? Raw { get; init; }

    /// <summary>Bytes that are sent at a time; 0 for all at once.</summary>
    public int Slowly { get; init; }

    /// <summary>After so many bytes there is a pause.</summary>
    public int PauseAfter { get; init; } = int.MaxValue;

    public TimeSpan Pause { get; init; }

    /// <summary>Lines of reports on the stage's contract, each of another placement and candidate.</summary>
    public static List<string> Lines(PlacementStage stage, int count, int first = 1) =>
        [.. Enumerable.Range(first, count).Select(i => Line(stage.Report(Reference(i), $"pseudonym-of-{Reference(i)}")))];

    public static string Line(JsonObject report) => report.ToJsonString();

    public static string Reference(int number) => string.Create(CultureInfo.InvariantCulture, $"HB-{number:00000}");

    /// <summary>Sends all of it.</summary>
    public async Task<HttpResponseMessage> Whole(HttpClient supplier)
    {
        using var request = Request(new Steps(Bytes, this));
        return await supplier.SendAsync(request, Token);
    }

    /// <summary>The answer to all of it, which is 201.</summary>
    public Task<JsonNode> Taken(HttpClient supplier) => Whole(supplier).Is(201);

    /// <summary>
    /// Sends so many bytes; then, when <paramref name="until"/> has come true, the connection is gone. Without a length the
    /// service cannot know beforehand how much there is.
    /// </summary>
    public async Task CutOff(HttpClient supplier, int bytes, Func<Task<bool>> until, bool chunked = false)
    {
        using var request = Request(new Broken(Bytes, bytes, chunked, until));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => supplier.SendAsync(request, Token));
    }

    /// <summary>How many lines of the supplier's only batch are done.</summary>
    public static Task<long> Done(PlacementStage stage) => stage.Service.Read(s =>
        s.QueryOne<long>("SELECT lines FROM PlacementBatch WHERE supplierId = @id", new { id = stage.Contract.SupplierId }));

    /// <summary>"250 lines: 240 accepted, 0 unchanged, 10 refused".</summary>
    public static string Counts(JsonNode batch)
    {
        var counts = batch["counts"]!;
        return $"{counts["lines"]} lines: {counts["accepted"]} accepted, {counts["unchanged"]} unchanged, {counts["refused"]} refused";
    }

    private byte[] Bytes => Raw ?? Encoding.UTF8.GetBytes(Body);

    private HttpRequestMessage Request(HttpContent content)
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(Type);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/placement-batches") { Content = content };
        request.Headers.Add("Idempotency-Key", Key);
        request.Headers.Add("Accept-Language", Language);
        return request;
    }

    private sealed class Steps(byte[] body, Sending how) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var step = how.Slowly > 0 ? how.Slowly : body.Length;
            for (var at = 0; at < body.Length;)
            {
                var size = Math.Min(step, (at < how.PauseAfter ? Math.Min(body.Length, how.PauseAfter) : body.Length) - at);
                await stream.WriteAsync(body.AsMemory(at, size), Token);
                await stream.FlushAsync(Token);
                at += size;
                if (at == how.PauseAfter) await Task.Delay(how.Pause, Token);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return how.Slowly == 0;
        }
    }

    private sealed class Broken(byte[] body, int bytes, bool chunked, Func<Task<bool>> until) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(body.AsMemory(0, bytes), Token);
            await stream.FlushAsync(Token);
            while (!await until()) await Task.Delay(5, Token);
            throw new IOException("The connection is gone.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return !chunked;
        }
    }
}
