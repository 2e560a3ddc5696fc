using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.OpenApi;

/// <summary>
/// The API document (OpenAPI 3.1), made of the running code when it is first asked for and kept: it can't change while the
/// service runs. Public, and readable from any site (NLGov REST API Design Rules, /core/publish-openapi).
/// </summary>
public sealed class ApiDocument(IServiceProvider services)
{
    internal const string Name = "v1";
    internal const string Base = "/api/v1";

    /// <summary>Its address.</summary>
    public const string Path = Base + "/openapi.json";

    /// <summary>The address of the page that shows it to people.</summary>
    public const string Docs = Base + "/docs";

    private readonly Lazy<Task<byte[]>> _json = new(() => Make(services));

    /// <summary>The document as it is served.</summary>
    public Task<byte[]> Json => _json.Value;

    internal static void Add(IServiceCollection services)
    {
        services.AddOpenApi(Name, o => o.AddDocumentTransformer<DocumentWriter>());
        services.AddSingleton<ApiDocument>();
    }

    internal static void Map(WebApplication app)
    {
        app.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], async (HttpContext http, ApiDocument document) =>
        {
            var json = await document.Json;
            AllowAll(http.Response);
            http.Response.Headers.CacheControl = "public, max-age=300";
            return Results.Bytes(json, "application/json; charset=utf-8", entityTag: new($"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..32]}\""));
        }).ExcludeFromDescription();
        app.MapMethods(Path, [HttpMethods.Options], (HttpContext http) =>
        {
            AllowAll(http.Response);
            http.Response.Headers.AccessControlAllowMethods = "GET, HEAD";
            http.Response.Headers.AccessControlAllowHeaders = "If-None-Match";
            http.Response.Headers.AccessControlMaxAge = "86400";
            return Results.NoContent();
        }).ExcludeFromDescription();

        static void AllowAll(HttpResponse response)
        {
            response.Headers.AccessControlAllowOrigin = "*";
            response.Headers.AccessControlExposeHeaders = "API-Version, ETag";
        }
    }

    private static async Task<byte[]> Make(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync(default);
        return Encoding.UTF8.GetBytes((await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, default)).ReplaceLineEndings("\n") + "\n");
    }
}
