using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.OpenApi;

/// <summary>Writes one operation: its parameters, body, answers and refusals.</summary>
internal sealed class OperationWriter
{
    /// <summary>Who may, beside each operation.</summary>
    public const string Roles = "x-roles";

    private const string Problem = "application/problem+json";

    private readonly OpenApiDocument _document;
    private readonly Schemas _schemas;
    private readonly HashSet<string> _ids = [];
    private readonly Dictionary<RefusalKind, IReadOnlyList<Refusal>> _common = [];

    public OperationWriter(OpenApiDocument document, Schemas schemas)
    {
        (_document, _schemas) = (document, schemas);
        Header("API-Version", new() { Type = JsonSchemaType.String, Pattern = @"^1\.\d+\.\d+$" });
        Header("ETag", new() { Type = JsonSchemaType.String, Pattern = "^\"v\\d+\"$" });
        Header("Location", new() { Type = JsonSchemaType.String, Format = "uri-reference" });
        Header("Retry-After", new() { Type = JsonSchemaType.Integer });
        Header("WWW-Authenticate", new() { Type = JsonSchemaType.String });
        Header("RateLimit-Policy", new() { Type = JsonSchemaType.String, Pattern = "^\"caller\";q=\\d+;w=\\d+$" }, always: false);
        Header("RateLimit", new() { Type = JsonSchemaType.String, Pattern = "^\"caller\";r=\\d+;t=\\d+$" }, always: false);
        Header("Idempotent-Replayed", new() { Type = JsonSchemaType.String, Pattern = "^true$" }, always: false);
    }

    public OpenApiOperation Of(Operation operation)
    {
        if (!_ids.Add(operation.Id)) throw new InvalidOperationException($"Two operations are called {operation.Id}.");
        var (summary, description) = Words.Of(operation);
        return new()
        {
            OperationId = operation.Id, Summary = summary, Description = description,
            Tags = new HashSet<OpenApiTagReference> { new(operation.Room, _document) },
            Parameters = [.. Parameters(operation)],
            RequestBody = operation.Takes is null ? null : Body(operation),
            Responses = Responses(operation),
            Extensions = new Dictionary<string, IOpenApiExtension> { [Roles] = new JsonNodeExtension(new JsonArray([.. operation.Roles.Select(r => (JsonNode)r.ToString())])) },
        };
    }

    private IEnumerable<IOpenApiParameter> Parameters(Operation operation)
    {
        var parameters = operation.Code.GetParameters();
        foreach (var parameter in parameters.Where(p => p.ParameterType.IsValueType && p.ParameterType != typeof(CancellationToken) || p.ParameterType == typeof(string)))
        {
            var inPath = operation.Path.Contains($"{{{parameter.Name}}}", StringComparison.Ordinal);
            var schema = _schemas.Parameter(parameter.ParameterType);
            if (schema is OpenApiSchema own) Bound(own, parameter);
            yield return new OpenApiParameter
            {
                Name = parameter.Name, In = inPath ? ParameterLocation.Path : ParameterLocation.Query, Required = inPath || IsNeeded(parameter),
                Description = Words.OfParameter(operation, parameter.Name!), Schema = schema,
            };
        }
        if (parameters.Any(p => p.ParameterType == typeof(Paging)) && operation.Method == "GET")
            yield return new OpenApiParameter
            {
                Name = "cursor", In = ParameterLocation.Query, Description = Words.OfParameter(operation, "cursor"), Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Za-z0-9_-]+$" },
            };
        if (operation.Method == "PUT")
            yield return Asked("If-Match", true, new() { Type = JsonSchemaType.String, Pattern = "^\"v\\d+\"$" });
        if (operation.Method == "POST")
            yield return Asked("Idempotency-Key", operation.NeedsKey, new() { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 64, Pattern = "^[!-~]+$" });
        yield return Asked("Accept-Language", false, new() { Type = JsonSchemaType.String });
    }

    private static OpenApiParameter Asked(string name, bool needed, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Header, Required = needed, Description = Words.OfHeader(name), Schema = schema };

    private static bool IsNeeded(ParameterInfo parameter) => parameter.GetCustomAttribute<RequiredAttribute>() is not null
        || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull;

    private static void Bound(OpenApiSchema schema, ParameterInfo parameter)
    {
        if (parameter.Name == "pageSize") (schema.Minimum, schema.Maximum, schema.Default) = ("1", Whole(Paging.LargestSize), Paging.UsualSize);
        if (parameter.GetCustomAttribute<RangeAttribute>() is { } range) (schema.Minimum, schema.Maximum) = ($"{range.Minimum}", $"{range.Maximum}");
        if (parameter.GetCustomAttribute<DefaultValueAttribute>() is { Value: int usual }) schema.Default = usual;
        if (parameter.GetCustomAttribute<AllowedValuesAttribute>() is { } words) schema.Enum = [.. words.Values.Select(w => (JsonNode)(string)w!)];
    }

    private OpenApiRequestBody Body(Operation operation)
    {
        var takes = operation.Takes!;
        var body = new OpenApiRequestBody { Required = takes.Needed, Content = new Dictionary<string, OpenApiMediaType>() };
        foreach (var type in takes.ContentTypes)
            body.Content[type] = takes.Body == typeof(Stream) ? new OpenApiMediaType { Schema = new OpenApiSchema() }
                : new OpenApiMediaType { Schema = _schemas.Body(operation), Example = Words.RequestExample(operation) };
        return body;
    }

    private OpenApiResponses Responses(Operation operation)
    {
        var responses = new OpenApiResponses();
        foreach (var given in operation.Gives.SelectMany(g => g.Statuses.Select(s => (Status: s, Gives: g))).OrderBy(g => g.Status).GroupBy(g => g.Status))
        {
            var response = new OpenApiResponse { Description = Told(given.Key), Headers = Headers(operation, given.Key) };
            foreach (var (status, gives) in given)
                if (gives is { Answer: { } answer, ContentType: { } type })
                    (response.Content ??= new Dictionary<string, OpenApiMediaType>())[type] = new OpenApiMediaType { Schema = _schemas.Answer(answer), Example = type == "application/json" ? Words.AnswerExample(operation, status) : null };
            responses[Whole(given.Key)] = response;
        }
        foreach (var refused in Words.CodesOf(operation).GroupBy(r => r.Kind).OrderBy(g => g.Key))
        {
            var isOwn = refused.Key == RefusalKind.BadInput || operation.Refused.Any(r => r.Kind == refused.Key);
            responses[Whole((int)refused.Key)] = isOwn ? Refusing(operation, refused.Key, [.. refused]) : Common(operation, refused.Key, [.. refused]);
        }
        return responses;
    }

    /// <summary>What many operations answer alike stands once in the document.</summary>
    private IOpenApiResponse Common(Operation operation, RefusalKind kind, IReadOnlyList<Refusal> refused)
    {
        if (_common.TryAdd(kind, refused)) _document.AddComponent<IOpenApiResponse>(kind.ToString(), Refusing(operation, kind, refused));
        return _common[kind].SequenceEqual(refused) ? new OpenApiResponseReference(kind.ToString(), _document) : Refusing(operation, kind, refused);
    }

    private OpenApiResponse Refusing(Operation operation, RefusalKind kind, IReadOnlyList<Refusal> refused) => new()
    {
        Description = string.Join("\n", refused.Select(r => $"- `{r.Code}`: {Problems.Open(r.English)}")),
        Headers = Headers(null, (int)kind),
        Content = new Dictionary<string, OpenApiMediaType> { [Problem] = new OpenApiMediaType { Schema = _schemas.Answer(typeof(Problems.Problem)), Example = Words.ProblemExample(operation, refused) } },
    };

    private Dictionary<string, IOpenApiHeader> Headers(Operation? operation, int status)
    {
        List<string> names = ["API-Version"];
        if (status is 200 or 201 && operation is { IsTagged: true }) names.Add("ETag");
        if (status is 201 or 202) names.Add("Location");
        if (status is 200 or 201 or 202 && operation is { IsRepeatable: true }) names.Add("Idempotent-Replayed");
        if (status is 401) names.Add("WWW-Authenticate");
        else names.AddRange(["RateLimit-Policy", "RateLimit"]);
        if (status is 429 or 503) names.Add("Retry-After");
        return names.ToDictionary(n => n, n => (IOpenApiHeader)new OpenApiHeaderReference(n, _document));
    }

    private void Header(string name, OpenApiSchema schema, bool always = true) =>
        _document.AddComponent<IOpenApiHeader>(name, new OpenApiHeader { Description = Words.OfHeader(name), Required = always, Schema = schema });

    private static string Told(int status) => status switch
    {
        200 => "Done.",
        201 => "Made.",
        202 => "Begun.",
        204 => "Done; there is nothing to show.",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No words for this status."),
    };

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
