using System.Text.Json.Nodes;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Import;

namespace SroiTracker.Tests.Import;

/// <summary>Every file of shared/data through the whole import, twice.</summary>
public sealed class SharedImportTests : IAsyncLifetime
{
    private readonly RunningService _service = new();

    public ValueTask InitializeAsync() => _service.InitializeAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Each_file_ends_in_a_stated_result_and_the_second_time_changes_nothing()
    {
        var files = new[] { "eforms", "ted-r209", "ocds", "sroi" }.SelectMany(f => Directory.EnumerateFiles(SharedData.Path(f), "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal).ToList();
        var first = new Dictionary<string, JsonNode?>();
        foreach (var file in files) first[file] = await Import(file);
        var rows = await _service.RowCounts();

        foreach (var file in files)
        {
            var (was, now) = (first[file], await Import(file));
            Assert.Equal(was is null, now is null);
            if (now is null) continue;
            Assert.Equal(("0", "0", $"{was!["counts"]!["read"]}", $"{was["counts"]!["refused"]}"), ($"{now["counts"]!["created"]}", $"{now["counts"]!["updated"]}", $"{now["counts"]!["read"]}", $"{now["counts"]!["refused"]}"));
            Assert.Equal(Contracts(was), Contracts(now));
        }
        Assert.Equal(["ContractImport", "ContractImportItem"], (await _service.RowCounts()).Where(r => r.Value != rows[r.Key]).Select(r => r.Key));

        // The later notice of contract 10695 is the one that counts: 680640-2023, not 428435-2023.
        var contract = await _service.Administrator.Ask($"contracts/{Contracts(first[files.Single(f => f.EndsWith("680640-2023.xml", StringComparison.Ordinal))]!)[0]}").Is(200);
        Assert.Equal("706180.33 680640-2023", $"{contract["value"]!["amount"]} {contract["sourceNotice"]!["publicationNumber"]}");
        await Rivierenland(Contracts(first[files.Single(f => f.EndsWith("2024-OJS065-00191536.xml", StringComparison.Ordinal))]!)[0]);
    }

    private async Task Rivierenland(string id)
    {
        var contract = await _service.Administrator.Ask($"contracts/{id}").Is(200);
        Assert.Equal("Waterschap Rivierenland | Hegeman Bouw & Infra B.V. | 3887000.00 | 2024-04-01 | 2026-12-31 | 2024-02-14 | 219964", string.Join(" | ",
            contract["buyer"]!["name"], contract["suppliers"]![0]!["name"], contract["value"]!["amount"], contract["startDate"], contract["endDate"], contract["awardDate"], contract["reference"]));
        Assert.Equal("Social Return (criterium 5)", (string?)contract["socialReturnHints"]![0]!["text"]);
    }

    private static string[] Contracts(JsonNode import) => [.. import["items"]!.AsArray().SelectMany(i => i!["contractIds"]!.AsArray()).Select(c => (string)c!)];

    /// <summary>The import's answer; null where the file as a whole was refused, which it may only be for being no notice.</summary>
    private async Task<JsonNode?> Import(string file)
    {
        using var call = _service.Services.CreateScope();
        call.ServiceProvider.GetRequiredService<Call>().Caller = Caller.TheService;
        try
        {
            await using var body = File.OpenRead(file);
            var id = await call.ServiceProvider.GetRequiredService<IMediator>().Send(new ImportContracts(body, null), TestContext.Current.CancellationToken);
            var import = await _service.Administrator.Ask($"contract-imports/{id}").Is(200);
            Assert.Equal("Completed", (string?)import["state"]);
            return import;
        }
        catch (RefusedException refused)
        {
            Assert.Equal("import.format-unknown", Assert.Single(refused.Objections).Refusal.Code);
            return null;
        }
    }
}
