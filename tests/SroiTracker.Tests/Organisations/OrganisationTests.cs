using System.Net;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Http;

namespace SroiTracker.Tests.Organisations;

public sealed class OrganisationTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("NL-KVK", "3028141", "organisation.kvk-number")]
    [InlineData("NL-RSIN", "123456789", "organisation.rsin")]
    [InlineData("kvk", "30281419", "organisation.scheme")]
    public async Task A_number_that_its_register_never_gave_out_is_refused(string scheme, string id, string code)
    {
        using var response = await service.Administrator.Send(HttpMethod.Post, "/api/v1/organisations", Organisation("Wrong", scheme, id));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, (string?)Assert.Single((await response.Json())!["errors"]!.AsArray())!["code"]);
    }

    [Fact]
    public async Task One_number_is_one_organisation()
    {
        await service.Administrator.Make("/api/v1/organisations", Organisation("Waterschap Rivierenland", "NL-KVK", "30281419"));
        using var twice = await service.Administrator.Send(HttpMethod.Post, "/api/v1/organisations", Organisation("WSRL", "NL-KVK", "30281419"));
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
    }

    [Fact]
    public async Task An_officer_of_a_branch_sees_what_lies_below_it_and_nothing_beside_it()
    {
        var sector = await Add("Sector", null);
        var employer = await Add("Employer", sector);
        var beside = await Add("Beside", null);
        var officer = service.With(await OfficerOf(sector));

        await Sees(officer, sector, true);
        await Sees(officer, employer, true);
        await Sees(officer, beside, false);
        using (var own = await officer.Send(HttpMethod.Post, "/api/v1/organisations", Organisation("Below", null, null, employer)))
            Assert.Equal(HttpStatusCode.Created, own.StatusCode);
        using (var outside = await officer.Send(HttpMethod.Post, "/api/v1/organisations", Organisation("Outside", null, null, beside)))
            Assert.Equal("organisation.unknown", (string?)(await outside.Json())!["code"]);

        // The branch moves: what lies below it goes along, and the officer loses sight of it.
        using (var seen = await service.Administrator.Send(HttpMethod.Get, $"/api/v1/organisations/{employer}", null))
        using (var moved = await service.Administrator.Send(HttpMethod.Put, $"/api/v1/organisations/{employer}", Organisation("Employer", null, null, beside), seen.Headers.ETag!.Tag))
            Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        await Sees(officer, employer, false);
    }

    [Fact]
    public async Task An_officer_changes_the_name_of_its_buyer_and_leaves_it_where_it_hangs()
    {
        var above = await Add("Unseen above", null);
        var buyer = await Add("Own buyer", above);
        var officer = service.With(await OfficerOf(buyer));
        using var seen = await officer.Send(HttpMethod.Get, $"/api/v1/organisations/{buyer}", null);
        using (var cut = await officer.Send(HttpMethod.Put, $"/api/v1/organisations/{buyer}", Organisation("Own buyer", null, null), seen.Headers.ETag!.Tag))
            Assert.Equal("organisation.unknown", (string?)(await cut.Json())!["code"]);
        using var renamed = await officer.Send(HttpMethod.Put, $"/api/v1/organisations/{buyer}", Organisation("Renamed", null, null, above), seen.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);
    }

    [Fact]
    public async Task An_organisation_never_lies_below_itself()
    {
        var above = await Add("Above", null);
        var below = await Add("Below", above);
        using var seen = await service.Administrator.Send(HttpMethod.Get, $"/api/v1/organisations/{above}", null);
        using var loop = await service.Administrator.Send(HttpMethod.Put, $"/api/v1/organisations/{above}", Organisation("Above", null, null, below), seen.Headers.ETag!.Tag);
        Assert.Equal("organisation.loop", (string?)(await loop.Json())!["code"]);
    }

    private async Task<Guid> Add(string name, Guid? parent) =>
        (await service.Administrator.Make("/api/v1/organisations", Organisation(name, null, null, parent)))["id"]!.GetValue<Guid>();

    private static async Task Sees(HttpClient caller, Guid id, bool seen)
    {
        using var response = await caller.Send(HttpMethod.Get, $"/api/v1/organisations/{id}", null);
        Assert.Equal(seen ? HttpStatusCode.OK : HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<string> OfficerOf(Guid organisation)
    {
        using var scope = service.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
        var made = await scope.ServiceProvider.GetRequiredService<IMediator>()
            .Send(new CreateKey(Role.Officer, null, organisation, "officer", true, null), TestContext.Current.CancellationToken);
        return made.Key;
    }

    private static JsonObject Organisation(string name, string? scheme, string? id, Guid? parent = null) => new()
    {
        ["name"] = name, ["parentId"] = parent,
        ["identifier"] = scheme is null ? null : new JsonObject { ["scheme"] = scheme, ["id"] = id },
    };
}
