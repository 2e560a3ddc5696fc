using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SroiTracker.Client;

namespace SroiTracker.Tests.Client;

/// <summary>Within v1 a newer service may add fields and words; another major version is another API.</summary>
public class ToleranceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fields_and_words_of_a_newer_service_break_nothing_and_words_are_kept()
    {
        await using var newer = await Answering("1.7.0", """
            {"id": "01a202b2-c500-74a5-85b3-830d564fa7b9", "novelty": {"deep": [1, 2]}, "doelgroep": "Nieuwkomer", "placementMethod": null, "hoursPerWeek": 24.50,
             "bonuses": ["b"], "contracts": [{"state": "Suspended", "counted": {"amount": 12.34, "currency": "EUR", "rounding": "none"}, "verdict": {"kind": "Suspension",
             "proposedReport": {"doelgroep": "Nieuwkomer"}}}]}
            """);
        using var program = Of(newer);
        var placement = await program.Sroi.Placements.GetAsync(Guid.NewGuid(), Token);
        Assert.Equal(new Version(1, 7, 0), placement.ApiVersion);
        Assert.Equal(("Nieuwkomer", 24.5m, 12.34m), (placement.Doelgroep.Word, placement.HoursPerWeek, placement.Contracts[0].Counted));
        Assert.Equal((PlacementState.Of("Suspended"), "Suspension"), (placement.Contracts[0].State, placement.Contracts[0].Verdict!.Kind.ToString()));
        Assert.Equal((null, ""), (placement.PlacementMethod.Word, placement.PlacementMethod.ToString()));
        Assert.Equal("Nieuwkomer", placement.Contracts[0].Verdict!.ProposedReport!.Doelgroep.Word);
        Assert.Empty(placement.Terms);
    }

    [Theory]
    [InlineData("2.0.0")]
    [InlineData("0.9.0")]
    public async Task Another_major_version_is_refused_by_name(string version)
    {
        await using var other = await Answering(version, "{}");
        using var program = Of(other);
        Assert.Equal(version, (await Assert.ThrowsAsync<SroiVersionException>(() => program.Sroi.Placements.GetAsync(Guid.NewGuid(), Token))).Version);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"contracts": [{"counted": {"amount": 1, "currency": "USD"}}]}""")]
    [InlineData("""{"reportNumber": "many"}""")]
    public async Task An_answer_that_is_not_the_APIs_is_told_as_such(string body)
    {
        await using var odd = await Answering("1.0.0", body);
        using var program = Of(odd);
        var unread = await Assert.ThrowsAsync<SroiUnavailableException>(() => program.Sroi.Placements.GetAsync(Guid.NewGuid(), Token));
        Assert.Equal(200, (int)unread.Status!);
    }

    [Fact]
    public async Task What_is_null_is_left_out_so_that_an_older_service_meets_no_field_that_it_does_not_know()
    {
        JsonNode? sent = null;
        await using var echo = await Answering("1.0.0", "{}", async http => sent = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: Token));
        using var program = Of(echo);
        await program.Sroi.Efforts.ReportAsync(new()
        {
            SupplierReference = "ACT-1", Kind = EffortKind.Activity, Bouwblok = "social-activity", HourlyRate = 35.5m, Days = [new(new(2026, 5, 4), 3, 12.5m)],
            Allocations = [StatedShare.Of("WSRL-2024-017", 50)],
        }, cancellationToken: Token);
        Assert.Equal("""
            {"supplierReference":"ACT-1","kind":"Activity","bouwblok":"social-activity","hourlyRate":{"amount":35.5,"currency":"EUR"},"days":[{"date":"2026-05-04","persons":3,"hours":12.5}],"allocations":[{"contractReference":"WSRL-2024-017","percentage":50}]}
            """.Trim(), sent!.ToJsonString());
    }

    [Fact]
    public async Task A_batch_goes_out_a_report_a_line_as_it_is_read()
    {
        var (lines, type, pulled) = (new List<string>(), "", 0);
        await using var echo = await Answering("1.0.0", """{"counts": {"lines": 3, "accepted": 2, "unchanged": 0, "refused": 1}, "state": "Completed"}""", async http =>
        {
            type = http.Request.ContentType!;
            using var reader = new StreamReader(http.Request.Body);
            while (await reader.ReadLineAsync(Token) is { } line)
            {
                lines.Add(line);
                // What is still to come was not read ahead, save what the sockets hold.
                Assert.True(pulled - lines.Count < 30_000, $"{pulled} were read when {lines.Count} had come");
            }
        });
        using var program = Of(echo);
        var batch = await program.Sroi.Batches.ReportAsync(Many(), cancellationToken: Token);
        Assert.Equal((new BatchCounts(3, 2, 0, 1), BatchState.Completed), (batch.Counts, batch.State));
        Assert.Equal(("application/x-ndjson", 40_000), (type, lines.Count));
        Assert.StartsWith("""{"supplierReference":"HB-000","candidate":"p""", lines[0], StringComparison.Ordinal);
        Assert.All(lines, l => Assert.NotNull(JsonNode.Parse(l)));

        async IAsyncEnumerable<PlacementReport> Many()
        {
            var one = SupplierFlow.Report(Guid.NewGuid());
            for (; pulled < 40_000; pulled++)
            {
                if (pulled % 1_000 == 0) await Task.Yield();
                yield return one with { SupplierReference = $"HB-{pulled:000}" };
            }
        }
    }

    private static SupplierProgram Of(WebApplication app) => SupplierProgram.Of(new HttpClient { BaseAddress = new(app.Urls.First()), DefaultRequestHeaders = { Authorization = new("Bearer", "srt_a-key-that-nobody-has") } });

    private static async Task<WebApplication> Answering(string version, string body, Func<HttpContext, Task>? look = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(async http =>
        {
            if (look is not null) await look(http);
            http.Response.Headers["API-Version"] = version;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(body, Token);
        });
        await app.StartAsync(Token);
        return app;
    }
}
