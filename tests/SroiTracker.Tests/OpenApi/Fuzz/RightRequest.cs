using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SroiTracker.Benchmarks;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Http;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.OpenApi.Fuzz;

/// <summary>A request that succeeds, on things that were made for it, for any operation of the document.</summary>
/// <param name="Key">The caller's, as in Authorization.</param>
/// <param name="Json">The body where it is a JSON object.</param>
/// <param name="File">The body where it is a file or lines.</param>
internal sealed partial record RightRequest(DocumentedOperation Operation, string Key, string Path, JsonObject? Json, byte[]? File, string? ContentType, string? ETag)
{
    private const string Root = "/api/v1/";

    // What must be asked for where it is known: the other Tarief to compare with, and whom to expect.
    private static readonly Dictionary<string, string> Asked = new() { ["with"] = "6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a01", ["doelgroep"] = "WW", ["hoursPerWeek"] = "24" };

    public static async Task<RightRequest> Of(RunningService service, DocumentedOperation operation)
    {
        if (operation is { ContentTypes: [var type, ..], Body: null })
        {
            var (caller, path, file) = await Files.Of(service, operation);
            return new(operation, caller, path, type == "application/json" ? JsonNode.Parse(file)!.AsObject() : null, file, type, null);
        }
        if (operation.Body is not null)
        {
            var example = await Example(service, operation.Method, operation.Path);
            // As it is read: what a test put into it may be a Guid still.
            var body = JsonNode.Parse(example.Body.ToJsonString())!.AsObject();
            return new(operation, KeyOf(example.Caller), example.Path, body, null, "application/json", example.ETag);
        }
        return new(operation, KeyOf(service.Administrator), await Filled(service, operation), null, null, null, null);
    }

    /// <summary>It, to be sent; each time under an Idempotency-Key of its own.</summary>
    public Attempt Attempt()
    {
        var attempt = new Attempt
        {
            Method = Operation.Method, Path = Path, Body = Json is null ? File : Encoding.UTF8.GetBytes(Json.ToJsonString()),
            Headers = [("Authorization", Key)],
            Query = [.. Asked.Where(a => Operation.Query.ContainsKey(a.Key)).Select(a => (a.Key, (string?)a.Value))],
        };
        if (ContentType is not null) attempt.Headers.Add(("Content-Type", ContentType));
        if (ETag is not null) attempt.Headers.Add(("If-Match", ETag));
        if (Operation.Method == "POST") attempt.Headers.Add(("Idempotency-Key", Guid.NewGuid().ToString()));
        return attempt;
    }

    /// <summary>The path with ids of things that are there: of an example at or below it, or of what was made above it.</summary>
    private static async Task<string> Filled(RunningService service, DocumentedOperation operation)
    {
        var template = Bare(operation.Path);
        if (!template.Contains("{}", StringComparison.Ordinal)) return Root + template;
        if (template.StartsWith("tarieven/", StringComparison.Ordinal)) return Root + template.Replace("{}", Rivierenland.Utrecht.ToString(), StringComparison.Ordinal);
        var made = DocumentedOperation.All.Values.FirstOrDefault(o => o.Method == "POST" && Bare(o.Path) == template[..template.LastIndexOf('/')]);
        if (template.EndsWith("/{}", StringComparison.Ordinal) && made is not null && (operation.Method == "DELETE" || !Below(template).Any()))
        {
            var maker = await Of(service, made);
            using var answer = await service.With(null).SendAsync(maker.Attempt().Message(service.Address), TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, $"{made.Id}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
            // Of what is made within something, the answer says where that is.
            var location = answer.Headers.Location!.OriginalString;
            return location.Count(c => c == '/') == template.Count(c => c == '/') + 3 ? location
                : $"{location}/{JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["id"]}";
        }
        // A POST without a body is an example by its path alone.
        if (operation.Method == "POST" && ExampleQuestions.All.FirstOrDefault(q => q.Key.StartsWith("POST ", StringComparison.Ordinal) && Bare(q.Key[5..]) == template).Value is { } question)
            return Root + await question(service);
        var steps = (await ExampleRequests.All[Below(template).First()](service)).Path.Split('/')[3..];
        return Root + string.Join('/', template.Split('/').Select((step, i) => step == "{}" ? steps[i] : step));
    }

    /// <summary>Examples whose path has the ids that this one asks for, nearest first.</summary>
    private static IEnumerable<string> Below(string template)
    {
        var ids = template[..(template.LastIndexOf("{}", StringComparison.Ordinal) + 2)];
        return ExampleRequests.All.Keys.Where(k => (Bare(k.Split(' ')[1]) + "/").StartsWith(ids + "/", StringComparison.Ordinal))
            // Settled, where that may be: then there is a statement to see.
            .OrderByDescending(k => k.EndsWith("reopenings", StringComparison.Ordinal)).ThenByDescending(k => k.StartsWith("PUT", StringComparison.Ordinal));
    }

    private static Task<ExampleRequest> Example(RunningService service, string method, string path) =>
        ExampleRequests.All.Single(e => e.Key.Split(' ') is [var m, var p] && m == method && Bare(p) == Bare(path)).Value(service);

    /// <summary>As a caller sends it.</summary>
    public static string KeyOf(HttpClient caller) => caller.DefaultRequestHeaders.Authorization!.ToString();

    /// <summary>"contracts/{}/clause".</summary>
    private static string Bare(string path) => Name().Replace(path.TrimStart('/'), "{}");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Name();

    /// <summary>Bodies that are no JSON object.</summary>
    private static class Files
    {
        public static async Task<(string Key, string Path, byte[] File)> Of(RunningService service, DocumentedOperation operation)
        {
            switch (operation.Path)
            {
                case "/contract-imports":
                    using (var file = new MemoryStream())
                    {
                        OcdsPackage.Write(file, Random.Shared.Next(1_000_000), 1);
                        return (KeyOf(service.Administrator), Root + "contract-imports", file.ToArray());
                    }
                case "/placement-batches":
                    var stage = await PlacementStage.In(service);
                    return (KeyOf(stage.Supplier), Root + "placement-batches", Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(1, 3).Select(i => stage.Report($"HB-{i}", $"pseudonym-of-HB-{i}").ToJsonString()))));
                default: throw new NotSupportedException($"Say what a right body of {operation.Id} is.");
            }
        }
    }
}
