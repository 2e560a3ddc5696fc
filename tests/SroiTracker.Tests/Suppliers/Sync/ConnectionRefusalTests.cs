using System.Text.Json.Nodes;
using static SroiTracker.Tests.Suppliers.Sync.ConnectionStage;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>What a connection may not be.</summary>
public class ConnectionRefusalTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("https://payroll.example.org/sroi")]
    [InlineData("https://payroll.example.org:8443")]
    [InlineData("https://8.8.8.8/sroi")]
    [InlineData("https://[2606:4700::1111]/sroi")]
    public async Task An_address_on_the_public_internet_is_taken(string address) => await Taken(e => e["baseUrl"] = address);

    [Theory]
    [InlineData("http://payroll.example.org/sroi", "connection.address")]
    [InlineData("ftp://payroll.example.org/sroi", "connection.address")]
    [InlineData("file:///etc/passwd", "connection.address")]
    [InlineData("payroll.example.org", "connection.address")]
    [InlineData("/sroi", "connection.address")]
    [InlineData("https://", "connection.address")]
    [InlineData("https://user:secret@payroll.example.org/sroi", "connection.address")]
    [InlineData("https://payroll.example.org/sroi#here", "connection.address")]
    [InlineData("https://payroll.example.org/sroi?page=1", "connection.address")]
    [InlineData("https://payroll.example.org/sroi?", "connection.address")]
    [InlineData("https://payroll.example.org/s roi", "connection.address")]
    [InlineData("https://löhn.example.org/sroi", "connection.address")]
    [InlineData("https://payroll.example.org\\@evil.example.org/", "connection.address")]
    [InlineData("https://127.0.0.1/sroi", "connection.address-private")]
    [InlineData("https://2130706433/sroi", "connection.address-private")]
    [InlineData("https://0x7f.1/sroi", "connection.address-private")]
    [InlineData("https://10.0.0.8/sroi", "connection.address-private")]
    [InlineData("https://169.254.169.254/latest", "connection.address-private")]
    [InlineData("https://[::1]/sroi", "connection.address-private")]
    [InlineData("https://[::ffff:10.0.0.8]/sroi", "connection.address-private")]
    [InlineData("https://[fe80::1]/sroi", "connection.address-private")]
    public async Task An_address_that_is_not_https_or_leads_inside_is_refused(string address, string code)
    {
        await Refused(e => e["baseUrl"] = address, code, "/baseUrl");
        await Refused(e => e["authentication"] = ByClient(tokenUrl: address), code, "/authentication/tokenUrl");
    }

    [Fact]
    public async Task Only_the_address_of_a_csv_file_has_a_query()
    {
        await Taken(e => (e["kind"], e["baseUrl"]) = ("Csv", "https://files.example.org/sroi.csv?sv=1"));
        await Refused(e => (e["kind"], e["authentication"]) = ("Csv", ByClient(tokenUrl: "https://login.example.org/token?a=1")), "connection.address", "/authentication/tokenUrl");
    }

    [Fact]
    public async Task Within_an_own_network_is_gone_to_where_the_settings_say_so()
    {
        await using var own = new RunningService { Settings = { ["Outbound:AllowPrivateAddresses"] = "true", ["Outbound:AllowHttp"] = "true" } };
        await own.InitializeAsync();
        var stage = await In(own);
        foreach (var address in new[] { "http://127.0.0.1:5090/sroi", "http://payroll.local/sroi", "https://10.0.0.8/sroi" })
            await stage.Connected(e => e["baseUrl"] = address);
        // Where a cloud tells a machine its secrets nobody goes.
        await stage.Officer.Post(Connections, stage.Entry(e => e["baseUrl"] = "http://169.254.169.254/latest")).IsRefused(400, "connection.address-private", "/baseUrl");
    }

    [Theory]
    [InlineData("""{}""", "value.missing", "/authentication/kind")]
    [InlineData("""{"kind": "ApiKeyHeader", "headerName": "X-Api-Key"}""", "value.missing", "/authentication/headerValue")]
    [InlineData("""{"kind": "ApiKeyHeader", "headerValue": "k"}""", "value.missing", "/authentication/headerName")]
    [InlineData("""{"kind": "ApiKeyHeader", "headerName": "X-Api-Key", "headerValue": ""}""", "value.missing", "/authentication/headerValue")]
    [InlineData("""{"kind": "ApiKeyHeader", "headerName": "X-Api-Key", "headerValue": "k", "clientSecret": "s"}""", "connection.other-kind", "/authentication/clientSecret")]
    [InlineData("""{"kind": "ApiKeyHeader", "headerName": "X-Api-Key", "headerValue": "k", "tokenUrl": "https://login.example.org", "clientId": "c"}""", "connection.other-kind", "/authentication/tokenUrl", "/authentication/clientId")]
    [InlineData("""{"kind": "ClientCredentials"}""", "value.missing", "/authentication/tokenUrl", "/authentication/clientId", "/authentication/clientSecret")]
    [InlineData("""{"kind": "ClientCredentials", "tokenUrl": "https://login.example.org", "clientId": "c", "clientSecret": "s", "headerName": "X", "headerValue": "k"}""", "connection.other-kind", "/authentication/headerName", "/authentication/headerValue")]
    [InlineData("""{"kind": "ClientCredentials", "tokenUrl": "https://login.example.org", "clientId": "c\nd", "clientSecret": "s"}""", "connection.secret-text", "/authentication/clientId")]
    [InlineData("""{"kind": "ClientCredentials", "tokenUrl": "https://login.example.org", "clientId": "c", "clientSecret": "süß"}""", "connection.secret-text", "/authentication/clientSecret")]
    [InlineData("""{"kind": "ApiKeyHeader", "headerName": "X-Api-Key", "headerValue": "k\r\nX-Other: 1"}""", "connection.secret-text", "/authentication/headerValue")]
    [InlineData("""{"kind": "ApiKeyHeader", "headerName": "X-Api-Key", "headerValue": " k"}""", "connection.secret-text", "/authentication/headerValue")]
    public async Task Authentication_is_whole_and_of_one_kind(string authentication, string code, params string[] places) =>
        await Refused(e => e["authentication"] = JsonNode.Parse(authentication), code, places);

    [Theory]
    [InlineData("Authorization", "Bearer k3y"), InlineData("X-API-KEY", "k"), InlineData("api_key", "k")]
    public async Task A_header_with_a_key_is_taken(string name, string value) =>
        await Taken(e => e["authentication"] = new JsonObject { ["kind"] = "ApiKeyHeader", ["headerName"] = name, ["headerValue"] = value });

    [Theory]
    [InlineData("Host"), InlineData("content-type"), InlineData("Content-Length"), InlineData("Transfer-Encoding"), InlineData("Connection"), InlineData("Proxy-Authorization"), InlineData("Accept")]
    [InlineData("X Api Key"), InlineData("X-Api-Key:"), InlineData("X\r\nY"), InlineData("sleutél")]
    public async Task A_header_that_frames_the_message_or_is_no_name_is_refused(string name) =>
        await Refused(e => e["authentication"]!["headerName"] = name, "connection.header-name", "/authentication/headerName");

    [Theory]
    [InlineData("every hour", "connection.schedule")]
    [InlineData("0 6 * *", "connection.schedule")]
    [InlineData("0 0 6 * * *", "connection.schedule")]
    [InlineData("60 6 * * *", "connection.schedule")]
    [InlineData("@daily", "connection.schedule")]
    [InlineData("0 0 30 2 *", "connection.schedule")]
    [InlineData("* * * * *", "connection.too-often")]
    [InlineData("*/4 * * * *", "connection.too-often")]
    [InlineData("0,3 6 * * *", "connection.too-often")]
    [InlineData("58,1 * * * *", "connection.too-often")]
    [InlineData("0 6 * * 1-5", "connection.rests-longer")]
    [InlineData("0 6 1 * *", "connection.rests-longer")]
    [InlineData("0 6 29 2 *", "connection.rests-longer")]
    public async Task A_schedule_has_five_fields_comes_due_and_is_neither_too_dense_nor_rests_longer_than_was_agreed(string schedule, string code) =>
        await Refused(e => e["schedule"] = schedule, code, "/schedule");

    [Theory]
    [InlineData("*/5 * * * *", 1), InlineData("0 6 * * 1-5", 73), InlineData("0 6 1 * *", 745), InlineData("5 4 * * MON", 169), InlineData("0 7-19/2 * * *", 13)]
    public async Task A_schedule_that_rests_as_long_as_was_agreed_is_taken(string schedule, int hours) =>
        await Taken(e => (e["schedule"], e["successWithinHours"]) = (schedule, hours));

    [Fact]
    public async Task Whatever_else_is_missing_too_long_or_out_of_range_is_said_at_once()
    {
        await Refused(e => e.Clear(), "value.missing", "/supplierId", "/name", "/kind", "/baseUrl", "/authentication", "/schedule");
        await Refused(e => (e["name"], e["baseUrl"], e["schedule"]) = (new string('n', 201), "https://e.nl/" + new string('p', 400), new string('*', 101)), "value.too-long", "/name", "/baseUrl", "/schedule");
        await Refused(e => e["authentication"]!["headerValue"] = new string('k', 2001), "value.too-long", "/authentication/headerValue");
        foreach (var (pageSize, hours) in new[] { (0, 0), (101, 2161), (-1, -1) })
            await Refused(e => (e["pageSize"], e["successWithinHours"]) = (pageSize, hours), "value.invalid", "/pageSize", "/successWithinHours");
        await Refused(e => e["name"] = "Payroll of 123456782", "text.bsn", "/name");
        await Refused(e => e["supplierId"] = Guid.NewGuid(), "supplier.unknown", "/supplierId");
    }

    [Fact]
    public async Task Without_keys_to_encrypt_it_with_no_secret_is_taken()
    {
        var file = Path.GetTempFileName();
        await using var own = new RunningService { Settings = { ["DataProtection:Folder"] = Path.Combine(file, "keys") } };
        await own.InitializeAsync();
        var stage = await In(own);
        await stage.Officer.Post(Connections, stage.Entry()).IsRefused(409, "connection.keys-missing");
        Assert.Empty((await stage.Officer.Ask(Connections).Is(200))["items"]!.AsArray());
        File.Delete(file);
        await stage.Connected();
    }

    private async Task Taken(Action<JsonObject> change) => await (await In(service)).Connected(change);

    private async Task Refused(Action<JsonObject> change, string code, params string[] places)
    {
        var stage = await In(service);
        await stage.Officer.Post(Connections, stage.Entry(change)).IsRefused(400, code, places);
        Assert.Empty((await stage.Officer.Ask(Connections).Is(200))["items"]!.AsArray());
    }
}
