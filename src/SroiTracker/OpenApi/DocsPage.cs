using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SroiTracker.Http;
using SroiTracker.Settlements;

namespace SroiTracker.OpenApi;

/// <summary>The API document as a page for people: who may do what, each operation with what it takes, gives and refuses, and all shapes.</summary>
internal sealed class DocsPage
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Methods = ["get", "post", "put", "delete"];

    private readonly JsonNode _document;
    private readonly Markup _page;
    private readonly List<(string Method, string Path, JsonNode Operation)> _operations;

    private DocsPage(JsonNode document, Markup page)
    {
        (_document, _page) = (document, page);
        _operations = [.. from path in document["paths"]!.AsObject()
                          from operation in path.Value!.AsObject().Where(o => Methods.Contains(o.Key))
                          select (operation.Key.ToUpperInvariant(), path.Key, operation.Value)];
    }

    public static void Map(WebApplication app)
    {
        Task<string>? made = null;
        app.MapGet(ApiDocument.Docs, async (HttpContext http, ApiDocument document) => Page.Answer(http, await (made ??= Make(document)))).ExcludeFromDescription();
    }

    private static async Task<string> Make(ApiDocument api)
    {
        var document = JsonNode.Parse(await api.Json)!;
        return Page.Of($"{document["info"]!["title"]} API", page => new DocsPage(document, page).Write());
    }

    private void Write()
    {
        var info = _document["info"]!;
        _page.Add($"""<header><h1>{(string)info["title"]!} API {(string)info["version"]!}</h1>""");
        _page.Prose((string?)info["description"]);
        _page.Add($"""<p>Addresses begin with <code>{ApiDocument.Base}</code>. <a href="{ApiDocument.Path}">OpenAPI document</a> · <a href="/problems">Codes of refusals</a> · <a href="#roles">Who may do what</a> · <a href="#shapes">Shapes</a></p></header><main>""");
        var rooms = _operations.GroupBy(o => (string)o.Operation["tags"]![0]!).ToList();
        _page.Literal("<nav>");
        foreach (var room in rooms)
        {
            _page.Add($"<h4>{room.Key}</h4><ul>");
            foreach (var (_, _, operation) in room) _page.Add($"""<li><a href="#{(string)operation["operationId"]!}">{(string)operation["summary"]!}</a></li>""");
            _page.Literal("</ul>");
        }
        _page.Literal("</nav>");
        Keys();
        Roles(rooms);
        foreach (var room in rooms)
        {
            _page.Add($"<h2>{room.Key}</h2>");
            foreach (var (method, path, operation) in room) Operation(method, path, operation);
        }
        _page.Literal("""<h2 id="shapes">Shapes</h2>""");
        foreach (var (name, schema) in _document["components"]!["schemas"]!.AsObject()) Shape(name, schema!);
        _page.Literal("</main>");
    }

    private void Keys()
    {
        _page.Literal("""<h2>Keys and headers</h2>""");
        foreach (var (_, scheme) in _document["components"]!["securitySchemes"]!.AsObject()) _page.Prose((string?)scheme!["description"]);
        Table(_document["components"]!["headers"]!.AsObject().Select(h => (h.Key, Type(h.Value!["schema"]), false, (string?)h.Value["description"])), "Header of answers");
    }

    /// <summary>Made of the roles that each request names (<see cref="ForAttribute"/>), which the door of every act asks.</summary>
    private void Roles(IEnumerable<IGrouping<string, (string Method, string Path, JsonNode Operation)>> rooms)
    {
        var roles = Enum.GetNames<Role>();
        _page.Literal("""<h2 id="roles">Who may do what</h2><p>A role holds within a scope; what lies outside it answers 404.</p><table class="may"><thead><tr><th>Operation</th>""");
        foreach (var role in roles) _page.Add($"<th>{role}</th>");
        _page.Literal("</tr></thead>");
        foreach (var room in rooms)
        {
            _page.Add($"""<tbody><tr><th colspan="{roles.Length + 1}">{room.Key}</th></tr>""");
            foreach (var (method, path, operation) in room)
            {
                var may = operation[OperationWriter.Roles]!.AsArray().Select(r => (string)r!).ToHashSet();
                _page.Add($"""<tr><td><a href="#{(string)operation["operationId"]!}">{method} {path}</a></td>""");
                foreach (var role in roles) _page.Literal(may.Contains(role) ? "<td>yes</td>" : """<td class="dim">–</td>""");
                _page.Literal("</tr>");
            }
            _page.Literal("</tbody>");
        }
        _page.Literal("</table>");
    }

    private void Operation(string method, string path, JsonNode operation)
    {
        _page.Add($"""<section id="{(string)operation["operationId"]!}"><h3><span class="method">{method}</span> <code>{path}</code></h3>""");
        _page.Prose((string?)operation["description"] ?? (string?)operation["summary"]);
        _page.Add($"""<p class="dim">{string.Join(", ", operation[OperationWriter.Roles]!.AsArray().Select(r => (string)r!))}</p>""");
        if (operation["parameters"] is JsonArray { Count: > 0 } parameters)
            Table(parameters.Select(p => ($"{p!["name"]}", Type(p["schema"]), (bool?)p["required"] == true, (string?)p["description"])), "Parameter");
        if (operation["requestBody"]?["content"] is JsonObject body)
        {
            _page.Literal("<h4>Body</h4>");
            Contents(body);
        }
        _page.Literal("<h4>Answers</h4><table><tbody>");
        foreach (var (status, answer) in operation["responses"]!.AsObject())
        {
            _page.Add($"<tr><td>{status}</td><td>");
            var given = At(answer!);
            _page.Prose((string?)given["description"]);
            if (status[0] == '2' && given["content"] is JsonObject content) Contents(content);
            _page.Literal("</td></tr>");
        }
        _page.Literal("</tbody></table></section>");
    }

    private void Contents(JsonObject contents)
    {
        foreach (var (type, content) in contents)
        {
            _page.Add($"<p><code>{type}</code>: ");
            _page.Literal(Type(content!["schema"]));
            _page.Literal("</p>");
            var examples = content["examples"]?.AsObject().Select(e => (Name: (string?)e.Value!["summary"] ?? e.Key, Value: e.Value["value"])).ToList() ?? [];
            if (content["example"] is { } only) examples.Add(("Example", only));
            foreach (var (name, value) in examples)
                _page.Add($"<details><summary>{name}</summary><pre>{(value is JsonValue text && text.TryGetValue(out string? plain) ? plain : value?.ToJsonString(Readable))}</pre></details>");
        }
    }

    private void Shape(string name, JsonNode schema)
    {
        _page.Add($"""<section id="shape-{name}"><h3>{name}</h3>""");
        _page.Prose((string?)schema["description"]);
        if (schema["properties"] is JsonObject properties)
        {
            var needed = schema["required"]?.AsArray().Select(r => (string)r!).ToHashSet() ?? [];
            Table(properties.Select(p => (p.Key, Type(p.Value), needed.Contains(p.Key), (string?)p.Value!["description"])), "Property");
        }
        _page.Literal("</section>");
    }

    private void Table(IEnumerable<(string Name, string Type, bool Needed, string? Meaning)> rows, string what)
    {
        _page.Add($"<table><thead><tr><th>{what}</th><th>Type</th><th>Meaning</th></tr></thead><tbody>");
        foreach (var (name, type, needed, meaning) in rows)
        {
            _page.Add($"<tr><td><code>{name}</code>{(needed ? " *" : "")}</td><td>");
            _page.Literal(type);
            _page.Literal("</td><td>");
            _page.Prose(meaning);
            _page.Literal("</td></tr>");
        }
        _page.Literal("</tbody></table>");
    }

    /// <summary>A type in few words, with the way to its shape.</summary>
    private static string Type(JsonNode? schema)
    {
        if (schema?["$ref"] is { } reference)
        {
            var name = ((string)reference!).Split('/')[^1];
            return $"<a href=\"#shape-{name}\">{name}</a>";
        }
        if ((schema?["oneOf"] ?? schema?["allOf"]) is JsonArray parts)
            return string.Join(schema!["oneOf"] is null ? " with " : " or ", parts.Select(p => p!["required"] is JsonArray also && p["type"] is null
                ? string.Join(", ", also.Select(a => $"<code>{HtmlEncoder.Default.Encode((string)a!)}</code>")) : Type(p)));
        var types = schema?["type"] switch { JsonArray many => many.Select(t => (string)t!).Where(t => t != "null").ToList(), JsonValue one => [(string)one!], _ => ["any"] };
        var told = types is ["array"] ? "list of " + Type(schema!["items"]) : (string?)schema?["format"] is { } format && types is ["string"] ? format : string.Join(" or ", types);
        var limits = new[] { ("at least ", "minimum"), ("at most ", "maximum"), ("at most ", "maxLength"), ("items at most ", "maxItems"), ("usually ", "default") }
            .Where(l => schema?[l.Item2] is not null).Select(l => $"{l.Item1}{HtmlEncoder.Default.Encode(schema![l.Item2]!.ToJsonString())}{(l.Item2 == "maxLength" ? " characters" : "")}");
        var words = schema?["enum"] is JsonArray some ? some.Select(e => $"<code>{HtmlEncoder.Default.Encode((string)e!)}</code>") : [];
        return string.Join(", ", [told, .. words, .. limits, .. schema?["type"] is JsonArray all && all.Any(t => (string)t! == "null") ? ["or null"] : Array.Empty<string>()]);
    }

    private JsonNode At(JsonNode node) => (string?)node["$ref"] is not { } reference ? node
        : reference.Split('/').Skip(1).Aggregate(_document, (at, step) => at[step]!);
}
