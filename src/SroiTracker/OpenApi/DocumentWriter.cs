using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SroiTracker.Http;

namespace SroiTracker.OpenApi;

/// <summary>Writes what the framework can't know into its document: what bodies and answers are, who may, and what is refused.</summary>
internal sealed partial class DocumentWriter(IServiceProvider services) : IOpenApiDocumentTransformer
{
    private const string Key = "key";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var described = context.DescriptionGroups.SelectMany(g => g.Items).Where(d => d.RelativePath!.StartsWith(ApiDocument.Base[1..] + "/", StringComparison.Ordinal)).ToList();
        var operations = described.ConvertAll(Of);
        document.Info = new()
        {
            Title = "SroiTracker", Version = Door.ApiVersion,
            Description = "Social return (SROI) on public contracts: contracts and their clauses, placements, efforts, progress and settlement.",
            Contact = new() { Name = "SroiTracker contributors", Url = new("https://example.org/sroitracker"), Email = "sroitracker@example.org" },
            License = new() { Name = "EUPL-1.2", Identifier = "EUPL-1.2" },
        };
        document.Servers =
        [
            new()
            {
                Url = "https://{host}" + ApiDocument.Base, Description = "Your organisation's SroiTracker.",
                Variables = new Dictionary<string, OpenApiServerVariable> { ["host"] = new() { Default = "sroitracker.example.org", Description = "Where it is installed." } },
            },
        ];
        document.Components = new();
        document.Paths = [];
        document.AddComponent<IOpenApiSecurityScheme>(Key, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "srt_…",
            Description = "An API key (`srt_…`), or a token (JWT) of an issuer that the service trusts.",
        });
        document.Security = [new() { [new(Key, document)] = [] }];
        document.Tags = operations.Select(o => o.Room).Distinct().Order(StringComparer.Ordinal).Select(r => new OpenApiTag { Name = r }).ToHashSet();

        var schemas = new Schemas(document, new(operations, services));
        var writer = new OperationWriter(document, schemas);
        foreach (var operation in operations)
        {
            if (!document.Paths.TryGetValue(operation.Path, out var path)) document.Paths[operation.Path] = path = new OpenApiPathItem();
            ((OpenApiPathItem)path).AddOperation(HttpMethod.Parse(operation.Method), writer.Of(operation));
        }
        return Task.CompletedTask;
    }

    private static Operation Of(ApiDescription described)
    {
        var metadata = described.ActionDescriptor.EndpointMetadata;
        return new(described.HttpMethod!, Constraint().Replace("/" + described.RelativePath![ApiDocument.Base.Length..], "}"), metadata.OfType<MethodInfo>().First(), [.. metadata]);
    }

    [GeneratedRegex(@":\w+\}")]
    private static partial Regex Constraint();
}
