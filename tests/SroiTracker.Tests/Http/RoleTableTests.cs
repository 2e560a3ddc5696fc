using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Routing;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Tests.Http;

/// <summary>Who may what (api.md, Roles): each operation by one role alone and by all but one, against what its request says.</summary>
public sealed class RoleTableTests(ForeignIds routes) : IClassFixture<ForeignIds>
{
    // A supplier's principal has no other role; an Administrator may all, so that taking that role away is what the others show.
    private static readonly Role[][] Held =
    [
        [Role.Administrator], [Role.Officer], [Role.Team], [Role.Auditor], [Role.Supplier],
        [Role.Team, Role.Auditor], [Role.Officer, Role.Auditor], [Role.Officer, Role.Team], [Role.Officer, Role.Team, Role.Auditor],
    ];

    [Fact]
    public async Task An_operation_is_refused_for_a_missing_role_exactly_where_it_says_so_and_then_reads_nothing()
    {
        var service = routes.Service;
        var supplier = await Contracts.Rivierenland.Supplier(service);
        var wrong = new List<string>();
        var refusals = 0;
        foreach (var held in Held)
        {
            var (client, id) = held is [Role.Supplier] ? await service.Principal(Role.Supplier, supplierId: supplier) : await service.Principal(held[0]);
            foreach (var role in held.Skip(1)) await service.Send(Caller.TheService, new GrantRole(id, role, null));
            Heard.Of(id);
            foreach (var (method, route) in Operations(service))
            {
                var roles = route.Metadata.GetRequiredMetadata<Does>().Request.GetCustomAttribute<ForAttribute>()!.Roles;
                var may = held.Any(r => r == Role.Administrator || roles.Contains(r));
                Heard.Take(id);
                var (status, code) = await Send(client, method, route);
                if (!may) refusals++;
                var (isRefused, texts) = ((status, code) == (403, "role.missing"), Heard.Take(id));
                if (isRefused == may || isRefused && texts.Count > 0 || status >= 500)
                    wrong.Add($"{method} {route.RoutePattern.RawText} by {string.Join(" + ", held)}: {status} {code}, {texts.Count} texts, for {string.Join(", ", roles)}");
            }
        }
        Assert.Empty(wrong);
        Assert.True(refusals > 100);
    }

    private static IEnumerable<(string Method, RouteEndpoint Route)> Operations(RunningService service) =>
        from route in service.Routes
        where route.Metadata.GetMetadata<Does>() is not null
        from method in route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        select (method, route);

    /// <summary>With ids of nothing and a body that holds nothing: who may is refused for another reason.</summary>
    private static async Task<(int Status, string? Code)> Send(HttpClient client, string method, RouteEndpoint route)
    {
        var path = string.Concat(route.RoutePattern.PathSegments.Select(s => "/" + string.Concat(s.Parts.Select(p =>
            p is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : Guid.NewGuid().ToString()))));
        // What must be asked for is judged before who asks.
        if (path.EndsWith("/what-if", StringComparison.Ordinal)) path += "?doelgroep=WW&hoursPerWeek=36";
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        if (method == "POST") request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (method == "PUT") request.Headers.TryAddWithoutValidation("If-Match", "\"v1\"");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, response.IsSuccessStatusCode ? null : (string?)(await response.Json())?["code"]);
    }
}
