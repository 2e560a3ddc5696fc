using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Tests.Contracts;

namespace SroiTracker.Tests.Http;

/// <summary>What was answered to a request in which one id is another's, and to the same with an id that is not there.</summary>
/// <param name="Caller">"Officer", or an "Administrator" of that buyer; "Supplier".</param>
/// <param name="Place">"path 2", "?contractId", "/allocations/0/contractId".</param>
/// <param name="Foreign">Status and body; ids and trace left out.</param>
internal sealed record ForeignId(string Caller, string Place, string Foreign, string Absent, IReadOnlyList<string> ForeignTexts, IReadOnlyList<string> AbsentTexts);

/// <summary>What happened on a route.</summary>
/// <param name="Succeeded">Whether the request with no id changed succeeded at the end, for who may send it.</param>
/// <param name="SupplierTexts">Every SQL text that ran on behalf of a supplier.</param>
internal sealed record TriedRoute(IReadOnlyList<ForeignId> Ids, bool Succeeded, IReadOnlySet<string> SupplierTexts);

/// <summary>
/// Tries every route with two examples on things of different buyers and suppliers: by an administrator, an officer and a supplier
/// of the one, with each id in turn taken from the other.
/// </summary>
public sealed partial class ForeignIds : IAsyncLifetime
{
    // Not isolated, each for a reason.
    private static readonly (string Route, string Place, string Reason)[] ForAll =
    [
        ("tarieven", "path 1", "A Tarief is public: any buyer may bind a contract to it."),
        ("tarieven", "?with", "A Tarief is public."),
        ("", "/tariefId", "A Tarief is public."),
        ("POST organisations/{id:guid}/mandates", "/holderId", "Who is to act for a buyer is another's by nature; its id is known to who was given it."),
        ("contracts", "/supplierIds/", "A supplier works for many buyers and stands in a public register; its id is known to who was given it."),
        ("contracts", "/leadSupplierId", "The same."),
        ("contracts", "/subcontractorIds/", "The same."),
        ("contracts", "/transfer/toSupplierId", "The same."),
        ("POST placements/{id:guid}/rejections", "/proposedReport/supplierId", "Not looked up: a proposed report is of the placement's own supplier, whatever it says."),
    ];

    private readonly ConcurrentDictionary<string, Task<TriedRoute>> _tried = new();

    public RunningService Service { get; } = new();

    public ValueTask InitializeAsync() => Service.InitializeAsync();

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    /// <summary>Every route as "GET contracts/{id:guid}".</summary>
    internal IEnumerable<string> Routes => Named.Keys;

    /// <summary>Whether a supplier may do what the route does.</summary>
    internal bool IsForSuppliers(string route) => Named[route].Metadata.GetRequiredMetadata<Does>().Request.GetCustomAttribute<ForAttribute>()!.Roles.Contains(Role.Supplier);

    private Dictionary<string, RouteEndpoint> Named => field ??= (
        from route in Service.Routes
        from method in route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        select ($"{method} {route.RoutePattern.RawText!["/api/v1/".Length..]}", route)).ToDictionary();

    /// <summary>Tries a route, once.</summary>
    internal Task<TriedRoute> Try(string route) => _tried.GetOrAdd(route, Tried);

    private sealed record Sent(HttpMethod Method, string Path, JsonObject? Body, string? ETag, HttpClient Caller);

    private async Task<TriedRoute> Tried(string route)
    {
        var (theirs, own) = (await Example(route), await Example(route));
        var (buyer, supplier) = await Owners(own);
        if (IsForSuppliers(route)) supplier ??= (await Rivierenland.In(Service)).SupplierId;
        var callers = new List<(string Role, HttpClient Client, Guid Id)>();
        if (buyer is not null)
        {
            callers.Add(await Principal(Role.Administrator));
            callers.Add(await Principal(Role.Officer));
        }
        if (supplier is not null) callers.Add(await Principal(Role.Supplier));

        var (found, supplierTexts) = (new List<ForeignId>(), new HashSet<string>());
        foreach (var (role, client, id) in callers)
        {
            foreach (var (place, change) in Places(own, theirs).Where(p => !Array.Exists(ForAll, f => route.Contains(f.Route, StringComparison.Ordinal) && p.Place.StartsWith(f.Place, StringComparison.Ordinal))))
            {
                var (foreign, foreignTexts) = await Answer(change(false), client, id);
                var (absent, absentTexts) = await Answer(change(true), client, id);
                // The first may have been the first to read a Tarief, which is remembered from then on.
                if (!foreignTexts.SequenceEqual(absentTexts)) (foreign, foreignTexts) = await Answer(change(false), client, id);
                found.Add(new(role, place, foreign, absent, foreignTexts, absentTexts));
                if (role == "Supplier") supplierTexts.UnionWith([.. foreignTexts, .. absentTexts]);
            }
            foreach (var wrong in new[] { new JsonObject(), new JsonObject { ["nobodyKnowsThis"] = 1 } })
                if (own.Body is not null && role == "Supplier") supplierTexts.UnionWith((await Answer(own with { Body = wrong }, client, id)).Texts);
        }
        var succeeded = false;
        foreach (var (role, client, id) in callers.AsEnumerable().Reverse().Append(("Example", own.Caller, Guid.Empty)))
        {
            if (succeeded && own.Method != HttpMethod.Get) break;
            if (id != Guid.Empty) Heard.Of(id);
            var (answer, texts) = await Answer(own, client, id);
            succeeded |= answer.StartsWith('2');
            if (role == "Supplier") supplierTexts.UnionWith(texts);
        }
        return new(found, succeeded, supplierTexts);

        async Task<(string, HttpClient, Guid)> Principal(Role role)
        {
            var (client, id) = role == Role.Supplier ? await Service.Principal(role, supplierId: supplier) : await Service.Principal(role, buyer);
            Heard.Of(id);
            return (role.ToString(), client, id);
        }
    }

    private async Task<Sent> Example(string route)
    {
        if (ExampleQuestions.All.TryGetValue(route, out var question))
            return new(new HttpMethod(route.Split(' ')[0]), "/api/v1/" + await question(Service), null, null, Service.Administrator);
        var example = await ExampleRequests.All[route](Service);
        // As it is sent: an id that a test put in is a text from here on.
        var sent = new Sent(example.Method, example.Path, (JsonObject)JsonNode.Parse(example.Body.ToJsonString())!, example.ETag, example.Caller);
        // A supplier without any contract is everybody's to see: these have one.
        foreach (var id in PathIds(sent.Path).Concat(BodyIds(sent.Body).Select(b => b.Id)))
            if (await Service.Read(s => s.QueryOne<Guid?>(SelectLooseSql, new { id })) is { } supplier)
                await Service.Administrator.Post("contracts", Rivierenland.Entry((await Owners(sent)).Buyer ?? await Rivierenland.Buyer(Service), supplier)).Is(201);
        return sent;
    }

    /// <summary>Whose the things are that a request names.</summary>
    private async Task<(Guid? Buyer, Guid? Supplier)> Owners(Sent sent)
    {
        var ids = PathIds(sent.Path).Concat(QueryIds(sent.Path).Select(q => q.Id)).Concat(BodyIds(sent.Body).Select(b => b.Id)).ToList();
        Guid? buyer = null, supplier = null;
        foreach (var id in ids)
        {
            buyer ??= await Service.Read(s => s.QueryOne<Guid?>(SelectBuyerSql, new { id }));
            supplier ??= await Service.Read(s => s.QueryOne<Guid?>(SelectSupplierSql, new { id }));
        }
        return (buyer, supplier);
    }

    /// <summary>The places of ids, and the request with another there: the other's, or one that is not there.</summary>
    private static IEnumerable<(string Place, Func<bool, Sent> Change)> Places(Sent own, Sent theirs)
    {
        var (ownPath, theirPath) = (PathIds(own.Path), PathIds(theirs.Path));
        for (var i = 0; i < ownPath.Count; i++)
        {
            var n = i;
            yield return ($"path {n + 1}", absent => own with { Path = Replaced(own.Path, ownPath[n], absent ? Guid.NewGuid() : theirPath[n]) });
        }
        if (ownPath.Count > 1)
            yield return ("path", absent => own with { Path = ownPath.Zip(theirPath).Aggregate(own.Path, (path, pair) => Replaced(path, pair.First, absent ? Guid.NewGuid() : pair.Second)) });
        var theirQuery = QueryIds(theirs.Path).ToDictionary(q => q.Name, q => q.Id);
        foreach (var (name, id) in QueryIds(own.Path))
            yield return ($"?{name}", absent => own with { Path = Replaced(own.Path, id, absent ? Guid.NewGuid() : theirQuery[name]) });
        var theirBody = BodyIds(theirs.Body).ToDictionary(b => b.Place, b => b.Id);
        foreach (var (place, id) in BodyIds(own.Body))
            if (theirBody.TryGetValue(place, out var other))
                yield return (place, absent => own with { Body = (JsonObject)JsonNode.Parse(Replaced(own.Body!.ToJsonString(), id, absent ? Guid.NewGuid() : other))! });
    }

    private static async Task<(string Told, IReadOnlyList<string> Texts)> Answer(Sent sent, HttpClient caller, Guid principalId)
    {
        using var request = new HttpRequestMessage(sent.Method, sent.Path);
        if (sent.Body is not null) request.Content = new StringContent(sent.Body.ToJsonString(), Encoding.UTF8, "application/json");
        if (sent.ETag is not null) request.Headers.TryAddWithoutValidation("If-Match", sent.ETag);
        if (sent.Method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await caller.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ($"{(int)response.StatusCode} {Trace().Replace(Id().Replace(text, "ID"), "")}", principalId == Guid.Empty ? [] : Heard.Take(principalId));
    }

    private static List<Guid> PathIds(string path) => [.. path.Split('?')[0].Split('/').Where(part => Guid.TryParse(part, out _)).Select(Guid.Parse)];

    private static IEnumerable<(string Name, Guid Id)> QueryIds(string path) =>
        from pair in path.Split('?').Skip(1).SelectMany(q => q.Split('&'))
        let parts = pair.Split('=')
        where Guid.TryParse(parts[1], out _)
        select (parts[0], Guid.Parse(parts[1]));

    private static IEnumerable<(string Place, Guid Id)> BodyIds(JsonNode? node, string place = "") => node switch
    {
        JsonObject o => o.SelectMany(f => BodyIds(f.Value, $"{place}/{f.Key}")),
        JsonArray a => a.SelectMany((item, i) => BodyIds(item, $"{place}/{i}")),
        JsonValue v when Guid.TryParse(v.ToString(), out var id) => [(place, id)],
        _ => [],
    };

    private static string Replaced(string text, Guid id, Guid with) => text.Replace(id.ToString(), with.ToString(), StringComparison.Ordinal);

    private const string SelectLooseSql = "SELECT s.id FROM Supplier s WHERE s.id = @id AND NOT EXISTS (SELECT 1 FROM ContractSupplier cs WHERE cs.supplierId = s.id)";
    private const string SelectBuyerSql = """
        SELECT c.buyerId FROM Contract c WHERE c.id = @id
        UNION SELECT c.buyerId FROM PlacementContract pc JOIN Contract c ON c.id = pc.contractId WHERE pc.placementId = @id
        UNION SELECT c.buyerId FROM EffortContract ec JOIN Contract c ON c.id = ec.contractId WHERE ec.effortId = @id
        UNION SELECT o.id FROM Organisation o WHERE o.id = @id
        UNION SELECT p.buyerId FROM SroiPolicy p WHERE p.id = @id
        UNION SELECT t.buyerId FROM Team t WHERE t.id = @id
        UNION SELECT c.buyerId FROM ContractSupplier cs JOIN Contract c ON c.id = cs.contractId WHERE cs.supplierId = @id
        UNION SELECT c.buyerId FROM PlacementBatch b JOIN ContractSupplier cs ON cs.supplierId = b.supplierId JOIN Contract c ON c.id = cs.contractId WHERE b.id = @id
        UNION SELECT c.buyerId FROM SupplierConnection x JOIN ContractSupplier cs ON cs.supplierId = x.supplierId JOIN Contract c ON c.id = cs.contractId
        WHERE x.id = @id OR x.id IN (SELECT r.connectionId FROM Synchronisation r WHERE r.id = @id) OR x.id IN (SELECT q.connectionId FROM QuarantinedItem q WHERE q.id = @id)
        """;
    private const string SelectSupplierSql = """
        SELECT s.id FROM Supplier s WHERE s.id = @id
        UNION SELECT p.supplierId FROM Placement p WHERE p.id = @id
        UNION SELECT e.supplierId FROM Effort e WHERE e.id = @id
        UNION SELECT t.supplierId FROM Team t WHERE t.id = @id AND t.supplierId IS NOT NULL
        UNION SELECT cs.supplierId FROM ContractSupplier cs WHERE cs.contractId = @id
        UNION SELECT cs.supplierId FROM Contract c JOIN ContractSupplier cs ON cs.contractId = c.id WHERE c.buyerId = @id
        UNION SELECT b.supplierId FROM PlacementBatch b WHERE b.id = @id AND b.supplierId IS NOT NULL
        UNION SELECT x.supplierId FROM SupplierConnection x
        WHERE x.id = @id OR x.id IN (SELECT r.connectionId FROM Synchronisation r WHERE r.id = @id) OR x.id IN (SELECT q.connectionId FROM QuarantinedItem q WHERE q.id = @id)
        """;

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(""","traceId":"[^"]*"|"[a-zA-Z]+At":"[^"]*",?""")]
    private static partial Regex Trace();
}
