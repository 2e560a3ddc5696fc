using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Outbound;
using SroiTracker.Suppliers.Standard;
using SroiTracker.Suppliers.Sync;
using SroiTracker.Tests.Outbound;
using SroiTracker.Tests.Suppliers.Sync;
using static SroiTracker.Tests.Suppliers.Sync.SourceStage;

namespace SroiTracker.Tests.Suppliers;

/// <summary>Whole runs against a server, with all that is between: the line, what we are known by, the client, the page that is taken.</summary>
public class SystemsOverTheLineTests(RunningService service) : IClassFixture<RunningService>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_standard_system_is_pulled_with_client_credentials_and_its_changes_and_deletions_after_that()
    {
        await using var server = await SupplierSystemServer.Start();
        var (source, outside) = (await In(service), new Outside(time: TimeProvider.System));
        using var _ = outside;
        for (var i = 0; i < 250; i++) server.Put($"id-{i}", source.Report(i));
        var key = new Credential.Client(server.TokenAddress, SupplierSystemServer.ClientId, SupplierSystemServer.ClientSecret);

        Assert.Equal((3L, "250 new, 0 changed, 0 unchanged, 0 refused"), await Run(source, server, outside, ConnectionKind.Standard, server.Address, key));
        Assert.Equal(1, server.TokensGiven);
        server.ForgetTokens();
        server.Put("id-7", source.Report(7, through: "2026-07-01"));
        server.Put("id-8", source.Report(8));
        server.Put("id-9", source.Report(9, hours: 90));
        server.Delete("id-10");
        Assert.Equal((1L, "0 new, 2 changed, 1 unchanged, 1 refused"), await Run(source, server, outside, ConnectionKind.Standard, server.Address, key));
        Assert.Equal(2, server.TokensGiven);
        Assert.Equal(["placement.hours", "placement.terms-from-missing"], Assert.Single(await source.Quarantine()).Codes);
        Assert.Equal((1L, "0 new, 0 changed, 0 unchanged, 0 refused"), await Run(source, server, outside, ConnectionKind.Standard, server.Address, key));
    }

    [Fact]
    public async Task A_file_is_pulled_row_by_row_and_left_where_it_did_not_change()
    {
        await using var server = await SupplierSystemServer.Start();
        var (source, outside) = (await In(service), new Outside(time: TimeProvider.System));
        using var _ = outside;
        var (sent, day) = (0, 19);
        server.Mishap = async http =>
        {
            Assert.Equal(SupplierSystemServer.HeaderValue, http.Request.Headers[SupplierSystemServer.Header]);
            http.Response.Headers.ETag = $"\"{day}\"";
            if (http.Request.Headers.IfNoneMatch == http.Response.Headers.ETag) http.Response.StatusCode = 304;
            else
            {
                sent++;
                http.Response.ContentType = "text/csv";
                await http.Response.WriteAsync("supplierReference,candidate,bouwblok,doelgroep,placementMethod,employment,hoursPerWeek,startDate,reportedThroughDate,contractId,percentage\n", Token);
                for (var i = 0; i < 250; i++)
                    await http.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture,
                        $"HB-{i},pseudonym-of-{i:0000},participatiewet,Participatiewet,InkoopSroi,Dienstverband,{(i == 99 ? 90 : 18)},2026-01-01,2026-07-{(i == 99 ? 1 : day)},{source.Stage.Contract.ContractId},100\r\n"), Token);
            }
            return true;
        };
        var (file, key) = (new Uri(server.Address, "/placements.csv?for=sroi"), new Credential.Header(SupplierSystemServer.Header, SupplierSystemServer.HeaderValue));
        Assert.Equal((3L, "249 new, 0 changed, 0 unchanged, 1 refused"), await Run(source, server, outside, ConnectionKind.Csv, file, key));
        Assert.Equal((1L, "0 new, 0 changed, 0 unchanged, 0 refused"), await Run(source, server, outside, ConnectionKind.Csv, file, key));
        Assert.Equal(1, sent);
        day = 20;
        Assert.Equal("0 new, 249 changed, 1 unchanged, 0 refused", (await Run(source, server, outside, ConnectionKind.Csv, file, key)).Counts);
        Assert.Equal(2, sent);
    }

    [Fact]
    public async Task Timecards_are_pulled_for_placements_that_are_there()
    {
        await using var server = await SupplierSystemServer.Start();
        var (source, outside) = (await In(service), new Outside(time: TimeProvider.System));
        using var _ = outside;
        await source.Stage.Reported(source.Stage.Report(through: "2026-01-04", end: null));
        server.Mishap = async http =>
        {
            Assert.Equal("/sroi/v1/timecard", http.Request.Path.Value);
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(Answering.Example("setu-timecards.json"), Token);
            return true;
        };
        Assert.Equal((1L, "2 new, 0 changed, 1 unchanged, 0 refused"), await Run(source, server, outside, ConnectionKind.Setu, server.Address, new Credential.Header(SupplierSystemServer.Header, "any")));
        Assert.Equal("2026-01-18", (string?)(await source.Placement("HB-001"))["reportedThroughDate"]);
    }

    [Fact]
    public async Task Fifty_thousand_placements_that_change_while_they_are_read_are_each_met_as_they_are_last()
    {
        await using var server = await SupplierSystemServer.Start();
        using var outside = new Outside(time: TimeProvider.System);
        for (var i = 0; i < 50_000; i++) server.Put($"{i}", new { supplierReference = $"HB-{i}", hoursPerWeek = 18 });
        var system = new StandardSystem(outside.For(new(Guid.NewGuid(), server.Address, new Credential.Header(SupplierSystemServer.Header, SupplierSystemServer.HeaderValue), 2 << 20)));
        var (met, chance, cursor) = (new Dictionary<string, string>(), new Random(20261122), default(string));
        for (var more = true; more;)
        {
            var page = await system.Page(cursor, 100, Token);
            foreach (var item in page.Items) met[item.SourceId!] = Encoding.UTF8.GetString(item.Content.Span);
            (cursor, more) = (page.Next, page.HasMore);
            if (met.Count < 50_000) server.Put($"{chance.Next(50_000)}", new { supplierReference = "HB-changed", hoursPerWeek = chance.Next(1, 40) });
        }
        Assert.Equal((50_000, 50_000), (met.Count, server.Count));
        Assert.All(met.Keys.Where(id => met[id].Contains("HB-changed", StringComparison.Ordinal)), id => Assert.Equal(server.Shown(id, without: "changedAt"), met[id]));
        Assert.InRange(met.Values.Count(json => json.Contains("HB-changed", StringComparison.Ordinal)), 300, 600);
    }

    private static async Task<(long Pages, string Counts)> Run(SourceStage source, SupplierSystemServer server, Outside outside, ConnectionKind kind, Uri address, Credential key)
    {
        server.Requests.Clear();
        if ((await source.Connection()).BaseUrl != address.ToString()) await source.Change(c => c with { Kind = kind, BaseUrl = address.ToString() });
        var run = await source.Opened();
        await source.Stage.Service.Services.GetRequiredService<SynchronisationRun>()
            .Go(source.ConnectionId, c => SupplierSystems.Of(c, outside.For(SupplierSystems.Target(c, key))), Token);
        var shown = await source.Shown(run);
        Assert.Equal((SynchronisationState.Completed, null), (shown.State, Code(shown)));
        return (shown.Pages, Counts(shown));
    }
}
