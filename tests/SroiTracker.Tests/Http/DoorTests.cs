using System.Net;
using System.Text.Json.Nodes;

namespace SroiTracker.Tests.Http;

public sealed class DoorTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData(null)]
    [InlineData("srt_nobody-has-this-key-0123456789012345678901234")]
    [InlineData("x")]
    public async Task Without_a_key_that_is_known_nobody_is_let_in(string? key)
    {
        using var response = await service.With(key).GetAsync(new Uri("/api/v1/organisations", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("key.missing", (string?)(await response.Json())!["code"]);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_from_the_next_request_on()
    {
        var (supplier, key, keyId) = await NewSupplierWithKey();
        var caller = service.With(key);
        using (var before = await caller.Send(HttpMethod.Get, $"/api/v1/suppliers/{supplier}", null)) Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        using (var revoked = await service.Administrator.Send(HttpMethod.Delete, $"/api/v1/suppliers/{supplier}/keys/{keyId}", null))
            Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var after = await caller.Send(HttpMethod.Get, $"/api/v1/suppliers/{supplier}", null);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        using var again = await service.Administrator.Send(HttpMethod.Delete, $"/api/v1/suppliers/{supplier}/keys/{keyId}", null);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task A_supplier_may_not_do_what_is_an_officers()
    {
        var (_, key, _) = await NewSupplierWithKey();
        using var response = await service.With(key).Send(HttpMethod.Post, "/api/v1/suppliers", new JsonObject { ["name"] = "Another" });
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("role.missing", (string?)(await response.Json())!["code"]);
    }

    [Fact]
    public async Task A_supplier_sees_itself_and_no_other_supplier()
    {
        var (own, key, _) = await NewSupplierWithKey();
        var (other, _, _) = await NewSupplierWithKey();
        var caller = service.With(key);
        using (var found = await caller.Send(HttpMethod.Get, $"/api/v1/suppliers/{own}", null)) Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        using (var hidden = await caller.Send(HttpMethod.Get, $"/api/v1/suppliers/{other}", null)) Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        using var list = await caller.Send(HttpMethod.Get, "/api/v1/suppliers", null);
        Assert.Equal(own, Assert.Single((await list.Json())!["items"]!.AsArray())!["id"]!.GetValue<Guid>());
    }

    [Theory]
    [InlineData("nl", "Dit veld is verplicht.")]
    [InlineData("en", "This field is required.")]
    [InlineData("fr;q=0.9, en;q=0.5", "This field is required.")]
    [InlineData("de", "Dit veld is verplicht.")]
    public async Task A_refusal_speaks_the_language_that_was_asked_for(string asked, string sentence)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/suppliers") { Content = new StringContent("{}", null, "application/json") };
        request.Headers.Add("Accept-Language", asked);
        using var response = await service.Administrator.SendAsync(request, TestContext.Current.CancellationToken);
        var error = Assert.Single((await response.Json())!["errors"]!.AsArray())!;
        Assert.Equal(("/name", sentence), ((string?)error["location"]!["pointer"], (string?)error["detail"]));
    }

    [Fact]
    public async Task A_byte_order_mark_says_nothing_and_a_packed_body_is_not_taken()
    {
        byte[] marked = [.. System.Text.Encoding.UTF8.Preamble, .. "{\"name\": \"Windows\"}"u8];
        using var content = new ByteArrayContent(marked);
        content.Headers.ContentType = new("application/json");
        using (var made = await service.Administrator.PostAsync(new Uri("/api/v1/suppliers", UriKind.Relative), content, TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        content.Headers.ContentEncoding.Add("gzip");
        using var packed = await service.Administrator.PostAsync(new Uri("/api/v1/suppliers", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, packed.StatusCode);
    }

    [Fact]
    public async Task Every_answer_says_its_version_and_keeps_browsers_safe()
    {
        foreach (var path in new[] { "/api/v1/organisations", "/health/live", "/api/v1/nothing" })
        {
            using var response = await service.With(null).GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal("1.0.0", response.Headers.GetValues("API-Version").Single());
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.True(response.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_seen()
    {
        using var made = await service.Administrator.Send(HttpMethod.Post, "/api/v1/suppliers", new JsonObject { ["name"] = "Before" });
        var (path, etag) = (made.Headers.Location!.ToString(), made.Headers.ETag!.Tag);
        using (var without = await service.Administrator.Send(HttpMethod.Put, path, new JsonObject { ["name"] = "After" }))
            Assert.Equal((HttpStatusCode)428, without.StatusCode);
        using (var changed = await service.Administrator.Send(HttpMethod.Put, path, new JsonObject { ["name"] = "After" }, etag))
        {
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            Assert.NotEqual(etag, changed.Headers.ETag!.Tag);
        }
        using var stale = await service.Administrator.Send(HttpMethod.Put, path, new JsonObject { ["name"] = "Late" }, etag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
    }

    [Fact]
    public async Task A_list_goes_on_where_the_page_ended_and_an_altered_cursor_is_refused()
    {
        for (var i = 0; i < 3; i++) await service.Administrator.Make("/api/v1/suppliers", new JsonObject { ["name"] = $"Page {i}" });
        var seen = new List<string>();
        for (string? next = "/api/v1/suppliers?name=page&pageSize=2"; next is not null;)
        {
            using var page = await service.Administrator.Send(HttpMethod.Get, next, null);
            var json = (await page.Json())!;
            seen.AddRange(json["items"]!.AsArray().Select(i => (string)i!["name"]!));
            next = (string?)json["links"]!["next"];
            if (next is null) continue;
            using var other = await service.Administrator.Send(HttpMethod.Get, next.Replace("name=page", "name=other", StringComparison.Ordinal), null);
            Assert.Equal("cursor.invalid", (string?)(await other.Json())!["code"]);
        }
        Assert.Equal(["Page 0", "Page 1", "Page 2"], seen.Order(StringComparer.Ordinal));
    }

    private async Task<(Guid Supplier, string Key, Guid KeyId)> NewSupplierWithKey()
    {
        var supplier = await service.Administrator.Make("/api/v1/suppliers", new JsonObject { ["name"] = "Supplier " + Guid.NewGuid() });
        var id = supplier["id"]!.GetValue<Guid>();
        var key = await service.Administrator.Make($"/api/v1/suppliers/{id}/keys", new JsonObject { ["name"] = "tests" });
        return (id, (string)key["key"]!, key["id"]!.GetValue<Guid>());
    }
}
