using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Tests.Contracts;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Http;

/// <summary>Tokens of a configured issuer open what their claims say, and nothing when anything about them is not right.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private TestIssuer _issuer = null!;
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestIssuer.Start();
        _service = new()
        {
            Settings = { ["Authentication:Issuers:0:Authority"] = _issuer.Address, ["Authentication:Issuers:0:Audience"] = "sroitracker" },
        };
        await _service.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_suppliers_system_is_known_by_its_identifier_and_reports()
    {
        var stage = await PlacementStage.In(_service);
        var etag = await _service.Administrator.ETag($"suppliers/{stage.Contract.SupplierId}");
        await _service.Administrator.Put($"suppliers/{stage.Contract.SupplierId}", etag, new { name = "Hegeman", identifier = new { scheme = "NL-KVK", id = "08057642" } }).Is(200);
        var caller = With(c => (c["roles"], c["supplier"]) = (new[] { "Supplier" }, "NL-KVK:08057642"));
        var id = await caller.Post("placements", stage.Report()).Is(201).Id();
        Assert.Equal(id, await With(c => (c["roles"], c["supplier"], c["sub"]) = ("Supplier", stage.Contract.SupplierId.ToString(), "system-2")).Ask($"placements/{id}").Is(200) is var shown ? (Guid)shown["id"]! : default);
        await caller.Ask("signals").IsRefused(403, "role.missing");
        var other = await PlacementStage.In(_service);
        await With(c => (c["roles"], c["supplier"]) = ("Supplier", other.Contract.SupplierId.ToString())).Ask($"placements/{id}").IsRefused(404, "resource.not-found");
    }

    [Fact]
    public async Task Roles_hold_where_the_claims_say_and_nowhere_without_a_claim()
    {
        var (contract, other) = (await Rivierenland.In(_service), await Rivierenland.In(_service));
        var officer = With(c => (c["roles"], c["organisations"]) = (new[] { "Officer", "Emperor", "administrator" }, new[] { contract.BuyerId.ToString(), Guid.NewGuid().ToString(), "NL-OIN:1" }));
        await officer.Ask(contract.Path).Is(200);
        await officer.Ask(other.Path).IsRefused(404, "resource.not-found");
        await With(c => (c["roles"], c["organisations"]) = ("Officer Auditor", "*")).Ask(other.Path).Is(200);
        await With(c => c["roles"] = "Officer").Ask(other.Path).IsRefused(403, "role.missing");
        await With(c => (c["roles"], c["organisations"]) = ("Emperor", "*")).Ask(other.Path).IsRefused(403, "role.missing");
        await With(c => (c["roles"], c["supplier"]) = ("Supplier", "NL-KVK:99999999")).Ask("contracts").IsRefused(403, "role.missing");
    }

    [Fact]
    public async Task One_subject_is_one_principal_whatever_its_tokens_and_a_system_decides_nothing_that_needs_two_people()
    {
        var stage = await PlacementStage.In(_service);
        var id = await stage.Reported();
        await stage.Verify(id).Is(201);
        void Officer(Dictionary<string, object> c) => (c["roles"], c["organisations"]) = ("Officer", stage.Contract.BuyerId.ToString());
        var first = With(c => { Officer(c); (c["sub"], c["kind"], c["jti"]) = ("jan", "Person", "1"); });
        var asked = await first.Post($"placements/{id}/revocations", new { reportNumber = 1, code = "x-1", reason = "x", fromDate = "2026-02-01" }).Is(201);
        var decisions = $"placements/{id}/revocations/{(Guid)PlacementStage.OnContract(asked)["verdict"]!["id"]!}/decisions";
        await With(c => { Officer(c); (c["sub"], c["kind"], c["jti"]) = ("jan", "Person", "2"); }).Post(decisions, new { agreed = true }).IsRefused(409, "act.own-request");
        await With(c => { Officer(c); c["sub"] = "robot"; }).Post(decisions, new { agreed = true }).IsRefused(409, "act.needs-person");
        await With(c => { Officer(c); (c["sub"], c["kind"]) = ("piet", "Person"); }).Post(decisions, new { agreed = true }).Is(201);
        Assert.Equal(3, await _service.Read(s => s.QueryOne<long>("SELECT COUNT(*) FROM Principal WHERE issuer IS NOT NULL")));
    }

    public static TheoryData<string> Wrongs => [.. Wrong.Keys];

    private static readonly Dictionary<string, Func<TestIssuer, DateTimeOffset, string>> Wrong = new()
    {
        ["expired"] = (i, now) => i.Token(now, c => c["exp"] = now.AddSeconds(-61).ToUnixTimeSeconds()),
        ["without an end"] = (i, now) => i.Token(now, c => c.Remove("exp")),
        ["not yet valid"] = (i, now) => i.Token(now, c => c["nbf"] = now.AddSeconds(120).ToUnixTimeSeconds()),
        ["of another audience"] = (i, now) => i.Token(now, c => c["aud"] = "another"),
        ["without an audience"] = (i, now) => i.Token(now, c => c.Remove("aud")),
        ["of another issuer"] = (i, now) => i.Token(now, c => c["iss"] = "https://login.example.org"),
        ["without an issuer"] = (i, now) => i.Token(now, c => c.Remove("iss")),
        ["without a subject"] = (i, now) => i.Token(now, c => c.Remove("sub")),
        ["with a long subject"] = (i, now) => i.Token(now, c => c["sub"] = new string('x', 256)),
        ["for a supplier and a buyer"] = (i, now) => i.Token(now, c => c["roles"] = new[] { "Supplier", "Officer" }),
        ["of an unknown key"] = (i, now) => i.Token(now, signing: new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "unknown" }, SecurityAlgorithms.RsaSha256)),
        ["signed by another with the name of the key"] = (i, now) => i.Token(now, signing: new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = i.Key.KeyId }, SecurityAlgorithms.RsaSha256)),
        ["without a name of the key"] = (i, now) => i.Token(now, signing: new(new RsaSecurityKey(RSA.Create(2048)), SecurityAlgorithms.RsaSha256)),
        ["not signed"] = (i, now) => TestIssuer.Raw("""{"alg":"none","typ":"JWT"}""", Payload(i, now), []),
        ["not signed, but with the name of the key"] = (i, now) => TestIssuer.Raw($$"""{"alg":"none","kid":"{{i.Key.KeyId}}"}""", Payload(i, now), []),
        ["signed with the public key as a secret"] = (i, now) => Symmetric(i, now, Encoding.ASCII.GetBytes(i.Key.Rsa.ExportSubjectPublicKeyInfoPem())),
        ["signed with the modulus as a secret"] = (i, now) => Symmetric(i, now, i.Key.Rsa.ExportParameters(false).Modulus!),
        ["altered"] = (i, now) => i.Token(now) is var token ? token.Replace(token.Split('.')[1], Base64UrlEncoder.Encode(Payload(i, now, "Administrator")), StringComparison.Ordinal) : "",
        ["cut off"] = (i, now) => i.Token(now)[..^20],
        ["no JSON"] = (_, _) => "eyJhbGciOi.eyJ.x",
        ["of two parts"] = (i, now) => i.Token(now)[..i.Token(now).LastIndexOf('.')],
        ["larger than any"] = (i, now) => i.Token(now, c => c["roles"] = Enumerable.Repeat("Administrator", 500).ToArray()),
    };

    [Theory, MemberData(nameof(Wrongs))]
    public async Task A_token_is_refused_that_is(string wrong)
    {
        var token = Wrong[wrong](_issuer, _service.Time.GetUtcNow());
        await _service.With(token).Ask("organisations").IsRefused(401, "key.missing");
        Assert.Equal(0, await _service.Read(s => s.QueryOne<long>("SELECT COUNT(*) FROM Principal WHERE issuer IS NOT NULL")));
    }

    [Fact]
    public async Task A_token_ends_when_it_says_with_a_minute_for_clocks_that_differ_also_when_it_is_remembered()
    {
        var caller = With(Auditor);
        await caller.Ask("organisations").Is(200);
        _service.Time.Advance(TimeSpan.FromSeconds(10 * 60 + 59));
        await caller.Ask("organisations").Is(200);
        _service.Time.Advance(TimeSpan.FromSeconds(1));
        await caller.Ask("organisations").IsRefused(401, "key.missing");
    }

    [Fact]
    public async Task Keys_that_an_issuer_changes_are_followed_and_the_old_ones_open_nothing_more()
    {
        var old = With(Auditor);
        await old.Ask("organisations").Is(200);
        _issuer.ChangeKey();
        await With(Auditor).Ask("organisations").IsRefused(401, "key.missing");
        // Not more than once in half a minute, whatever keys tokens name.
        _service.Time.Advance(TimeSpan.FromSeconds(30));
        await With(Auditor).Ask("organisations").Is(200);
        await old.Ask("organisations").IsRefused(401, "key.missing");
        var asked = _issuer.Asked;
        for (var i = 0; i < 5; i++)
            await _service.With(Wrong["of an unknown key"](_issuer, _service.Time.GetUtcNow())).Ask("organisations").IsRefused(401, "key.missing");
        Assert.Equal(asked, _issuer.Asked);
    }

    [Fact]
    public async Task While_the_issuer_is_away_nobody_new_is_let_in_and_whose_keys_are_known_is()
    {
        _issuer.IsAway = true;
        using (var refused = await With(Auditor).Ask("organisations"))
        {
            Assert.Equal(503, (int)refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Equal("issuer.unavailable", (string?)(await refused.Json())!["code"]);
        }
        await _service.Administrator.Ask("organisations").Is(200);
        _issuer.IsAway = false;
        _service.Time.Advance(TimeSpan.FromSeconds(30));
        await With(Auditor).Ask("organisations").Is(200);
        _issuer.IsAway = true;
        _service.Time.Advance(TimeSpan.FromHours(13));
        await With(Auditor).Ask("organisations").Is(200);
        _service.Time.Advance(TimeSpan.FromHours(12));
        await With(Auditor).Ask("organisations").IsRefused(503, "issuer.unavailable");
    }

    [Theory]
    [InlineData("http://login.example.org", "sroitracker", "Authentication:Issuers:0:Authority")]
    [InlineData("login.example.org", "sroitracker", "Authentication:Issuers:0:Authority")]
    [InlineData(null, "sroitracker", "Authentication:Issuers:0:Authority")]
    [InlineData("https://login.example.org", "", "Authentication:Issuers:0:Audience")]
    public async Task A_setting_that_does_not_fit_stops_the_start_by_its_name(string? authority, string audience, string named)
    {
        await using var service = new RunningService { Settings = { ["Authentication:Issuers:0:Authority"] = authority, ["Authentication:Issuers:0:Audience"] = audience } };
        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await service.InitializeAsync());
        Assert.Contains(named, refused.Objections[0].Sentence("en"), StringComparison.Ordinal);
    }

    private static void Auditor(Dictionary<string, object> claims) => (claims["roles"], claims["organisations"]) = ("Auditor", "*");

    private HttpClient With(Action<Dictionary<string, object>> change) => _service.With(_issuer.Token(_service.Time.GetUtcNow(), change));

    private static string Payload(TestIssuer issuer, DateTimeOffset now, string role = "Administrator") => new JsonObject
    {
        ["iss"] = issuer.Address, ["aud"] = "sroitracker", ["sub"] = "system-1", ["roles"] = role, ["organisations"] = "*", ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds(),
    }.ToJsonString();

    private static string Symmetric(TestIssuer issuer, DateTimeOffset now, byte[] secret)
    {
        var (header, payload) = ($$"""{"alg":"HS256","kid":"{{issuer.Key.KeyId}}","typ":"JWT"}""", Payload(issuer, now));
        var signed = TestIssuer.Raw(header, payload, []).TrimEnd('.');
        return TestIssuer.Raw(header, payload, HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed)));
    }
}
