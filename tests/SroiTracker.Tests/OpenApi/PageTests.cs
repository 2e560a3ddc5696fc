using System.Reflection;
using System.Text.RegularExpressions;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Tests.OpenApi;

public sealed partial class PageTests(RunningService service) : IClassFixture<RunningService>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ApiDocument.Docs)]
    [InlineData("/problems")]
    [InlineData("/problems/placement.state")]
    public async Task A_page_about_the_API_loads_nothing_and_runs_nothing(string path)
    {
        using var response = await service.With(null).GetAsync(new Uri(path, UriKind.Relative), Token);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Matches("^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]+='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$",
            response.Headers.GetValues("Content-Security-Policy").Single());
        var html = await response.Content.ReadAsStringAsync(Token);
        Assert.DoesNotMatch(@"<script|<link|<img|<iframe|\son\w+=|\sstyle=|@import|url\(", html);
        Assert.All(Address().Matches(html), a => Assert.Contains(a.Groups[1].Value[0], "/#"));
    }

    [Fact]
    public async Task The_page_shows_every_operation_with_who_may_and_every_link_in_it_leads_somewhere()
    {
        var html = await service.With(null).GetStringAsync(new Uri(ApiDocument.Docs, UriKind.Relative), Token);
        foreach (var request in service.Routes.Select(r => r.Metadata.GetRequiredMetadata<Does>().Request))
        {
            var id = char.ToLowerInvariant(request.Name[0]) + request.Name[1..];
            Assert.Contains($"<section id=\"{id}\">", html, StringComparison.Ordinal);
            var roles = request.GetCustomAttribute<ForAttribute>()!.Roles;
            var row = Regex.Match(html, $"<tr><td><a href=\"#{id}\">[^<]*</a></td>(.*?)</tr>").Groups[1].Value;
            Assert.Equal(Enum.GetValues<Role>().Select(r => r == Role.Administrator || roles.Contains(r)), Cell().Matches(row).Select(c => c.Groups[1].Value == "yes"));
        }
        var ids = Regex.Matches(html, " id=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToHashSet();
        var codes = Refusals.All.Select(r => r.Code).ToHashSet();
        Assert.All(Address().Matches(html).Select(a => a.Groups[1].Value).Distinct(), a => Assert.True(
            a.StartsWith('#') ? ids.Contains(a[1..]) : a.StartsWith("/problems/", StringComparison.Ordinal) ? codes.Contains(a["/problems/".Length..]) : a is "/problems" or ApiDocument.Path, a));
    }

    [Fact]
    public async Task Every_code_has_a_page_in_two_languages()
    {
        var index = await service.With(null).GetStringAsync(new Uri("/problems", UriKind.Relative), Token);
        foreach (var refusal in Refusals.All) Assert.Contains($"href=\"/problems/{refusal.Code}\"", index, StringComparison.Ordinal);
        var page = await service.With(null).GetStringAsync(new Uri("/problems/value.missing", UriKind.Relative), Token);
        Assert.Contains("This field is required.", page, StringComparison.Ordinal);
        Assert.Contains("Dit veld is verplicht.", page, StringComparison.Ordinal);
        using var unknown = await service.With(null).GetAsync(new Uri("/problems/nobody.knows", UriKind.Relative), Token);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [GeneratedRegex("(?:href|src|action)=\"([^\"]*)\"")]
    private static partial Regex Address();

    [GeneratedRegex("<td[^>]*>([^<]*)</td>")]
    private static partial Regex Cell();
}
