using System.Text;
using System.Text.Json.Nodes;
using SroiTracker.Placements.Batches;
using static SroiTracker.Tests.Placements.PlacementStage;
using static SroiTracker.Tests.Placements.Batches.BatchTests;
using static SroiTracker.Tests.Placements.Batches.Sending;

namespace SroiTracker.Tests.Placements.Batches;

/// <summary>A spreadsheet is read as the JSON that each of its lines stands for.</summary>
public class CsvBatchTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Header = "supplierReference,candidate,bouwblok,doelgroep,placementMethod,employment,hoursPerWeek,startDate,reportedThroughDate,permanent,bonuses,contractReference,percentage";
    private const string Row = "HB-1,k7Qv2mXw9Rt4bN8sLp3z,participatiewet,Participatiewet,Individueel,Dienstverband,24,2026-01-01,2026-06-30,false,,WSRL-2024-017,100";

    [Fact]
    public async Task The_example_is_taken_as_it_says()
    {
        var stage = await In(service);
        await stage.SecondContract();
        var file = await File.ReadAllTextAsync(Path.Combine(SharedData.Repository, "tests", "SroiTracker.Tests", "Placements", "Batches", "placements.csv"), TestContext.Current.CancellationToken);
        var batch = await Csv(file).Taken(stage.Supplier);
        Assert.Equal("4 lines: 3 accepted, 0 unchanged, 1 refused", Counts(batch));
        Assert.Equal(["6 HB-2026-004: 6 /hoursPerWeek value.invalid, 6 /permanent value.invalid"], Refused(batch));

        var first = (await stage.Supplier.Ask("placements?supplierReference=HB-2026-001").Is(200))["items"]![0]!;
        Assert.Equal("Reported 10958.90 0.00 10958.90", Standing(first));
        Assert.Equal(("Attested", "2025-12-15"), ((string?)first["doelgroepindicatie"]!["status"], (string?)first["doelgroepindicatie"]!["checkedDate"]));
        var second = (await stage.Supplier.Ask("placements?supplierReference=HB-2026-002").Is(200))["items"]![0]!;
        Assert.Equal([("WSRL-2024-017", 60m), ("WSRL-2024-018", 40m)],
            second["allocations"]!.AsArray().Select(a => ((string)a!["contractReference"]!, (decimal)a["percentage"]!)).Order());
        Assert.Equal((24.5m, true), ((decimal)second["hoursPerWeek"]!, (bool)second["permanent"]!));
        Assert.Single((await stage.Supplier.Ask("placements?supplierReference=" + Uri.EscapeDataString("HB-2026-003; \"night shift\"")).Is(200))["items"]!.AsArray());
    }

    [Fact]
    public async Task What_was_reported_in_JSON_says_nothing_new_in_CSV()
    {
        var stage = await In(service);
        var report = stage.Report();
        (report["bonuses"], report["ageBand"]) = (new JsonArray("age-from-50", "permanent"), "From50To54");
        using var alone = await stage.Supplier.Post("placements", report);
        // Whatever this Tarief says of them: by both roads it is the same.
        var code = alone.IsSuccessStatusCode ? "unchanged" : "refused";
        var share = report["allocations"]![0]!;
        var fields = report.Where(f => f.Key is not ("allocations" or "doelgroepindicatie" or "bonuses")).Select(f => (f.Key, Value: f.Value?.ToString() ?? ""))
            .Append(("doelgroepindicatie.status", "Attested")).Append(("doelgroepindicatie.checkedDate", "2025-12-15")).Append(("bonuses", "age-from-50|permanent"))
            .Append(("allocations.0.contractId", share["contractId"]!.ToString())).Append(("allocations.0.percentage", "100")).Reverse().ToList();
        var batch = await Csv(string.Join(';', fields.Select(f => f.Item1)) + "\r\n" + string.Join(';', fields.Select(f => f.Item2))).Taken(stage.Supplier);
        Assert.Equal(1, (int)batch["counts"]![code]!);
    }

    [Theory]
    [InlineData(','), InlineData(';')]
    public async Task The_header_says_what_stands_between_fields(char separator)
    {
        var stage = await In(service);
        var batch = await Csv((Header + "\n" + Row + "\n").Replace(',', separator)).Taken(stage.Supplier);
        Assert.Equal("1 lines: 1 accepted, 0 unchanged, 0 refused", Counts(batch));
    }

    [Theory]
    [InlineData("\uFEFF" + Header + "\r\n" + Row)]
    [InlineData("\n \n" + Header + "\n\n\n" + Row + "\n\n")]
    [InlineData("\"supplierReference\",CANDIDATE, bouwblok ,doelgroep,placementMethod,employment,hoursPerWeek,startDate,reportedThroughDate,permanent,bonuses,contractReference,percentage\n" + Row)]
    public async Task Marks_blank_lines_quotes_and_capitals_in_the_header_are_no_hindrance(string body)
    {
        var stage = await In(service);
        Assert.Equal("1 lines: 1 accepted, 0 unchanged, 0 refused", Counts(await Csv(body).Taken(stage.Supplier)));
    }

    [Theory]
    [InlineData("supplierReference;name", "batch.columns", 1, 19)]
    [InlineData("supplierReference;candidate;SupplierReference", "batch.columns", 1, 29)]
    [InlineData("\n\ncontractReference;allocations.0.contractReference", "batch.columns", 3, 19)]
    [InlineData("supplierReference;", "batch.columns", 1, 19)]
    [InlineData("allocations.40.contractId", "batch.columns", 1, 1)]
    [InlineData("allocations.0.hoursPerWeek", "batch.columns", 1, 1)]
    [InlineData("allocations", "batch.columns", 1, 1)]
    [InlineData("doelgroepindicatie", "batch.columns", 1, 1)]
    [InlineData("status", "batch.columns", 1, 1)]
    [InlineData("supplierReference;\"candidate", "line.malformed", 1, 1)]
    [InlineData("{\"supplierReference\": \"HB-1\"}", "line.malformed", 1, 1)]
    public async Task A_header_that_is_not_right_is_refused_at_its_place_before_anything_is_stored(string header, string code, int line, int column)
    {
        var stage = await In(service);
        var before = await service.RowCounts();
        var problem = await Csv(header + "\nHB-1;x\n").Whole(stage.Supplier).Is(400);
        var error = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal((code, line, column), ((string)error["code"]!, (int)error["location"]!["line"]!, (int)error["location"]!["column"]!));
        Assert.Equal(before, await service.RowCounts());
    }

    [Theory]
    [InlineData("hoursPerWeek", "24,5", "line.width", null)]
    [InlineData("hoursPerWeek", "\"24,5\"", "value.invalid", "/hoursPerWeek")]
    [InlineData("hoursPerWeek", " 24", "value.invalid", "/hoursPerWeek")]
    [InlineData("hoursPerWeek", "024", "value.invalid", "/hoursPerWeek")]
    [InlineData("hoursPerWeek", "1e1", "value.invalid", "/hoursPerWeek")]
    [InlineData("hoursPerWeek", "24]", "value.invalid", "/hoursPerWeek")]
    [InlineData("hoursPerWeek", "", "value.missing", "/hoursPerWeek")]
    [InlineData("permanent", "nee", "value.invalid", "/permanent")]
    [InlineData("permanent", "1", "value.invalid", "/permanent")]
    [InlineData("startDate", "01-01-2026", "value.invalid", "/startDate")]
    [InlineData("doelgroep", "Onbekend", "value.invalid", "/doelgroep")]
    [InlineData("percentage", "100.001", "placement.share", "/allocations/0/percentage")]
    [InlineData("percentage", "half", "value.invalid", "/allocations/0/percentage")]
    [InlineData("contractReference", "WSRL-0", "allocation.contract-unknown", "/allocations/0/contractReference")]
    [InlineData("bonuses", "no-such-bonus", "bonus.unknown", "/bonuses/0")]
    [InlineData("bonuses", "|", "value.missing", "/bonuses/0, /bonuses/1")]
    [InlineData("candidate", "", "value.missing", "/candidate")]
    [InlineData("supplierReference", "HB\u0000-1", "text.unreadable", "/supplierReference")]
    [InlineData("supplierReference", "\"HB-1", "line.malformed", null)]
    [InlineData("supplierReference", "HB \"1\"", "line.malformed", null)]
    [InlineData("supplierReference", "\"HB-1\" \n", "line.malformed", null)]
    public async Task A_field_that_is_not_right_is_refused_at_its_place_in_the_report(string column, string value, string code, string? places)
    {
        var stage = await In(service);
        var fields = Row.Split(',');
        fields[Array.IndexOf(Header.Split(','), column)] = value;
        var batch = await Csv(Header + "\n" + string.Join(',', fields)).Taken(stage.Supplier);
        var refused = batch["refused"]![0]!;
        Assert.Equal(2, (int)refused["line"]!);
        Assert.All(refused["errors"]!.AsArray(), e => Assert.Equal((code, 2), ((string)e!["code"]!, (int)e["location"]!["line"]!)));
        Assert.Equal(places, string.Join(", ", refused["errors"]!.AsArray().Select(e => (string?)e!["location"]!["pointer"])) is { Length: > 0 } found ? found : null);
        Assert.Equal(0, await PlacementCount(stage));
    }

    [Fact]
    public async Task A_line_that_is_no_text_is_refused_and_the_next_is_read()
    {
        var stage = await In(service);
        byte[] body = [.. Encoding.UTF8.GetBytes(Header + "\nHB-2,"), 0xC3, 0x28, 0xFF, .. Encoding.UTF8.GetBytes("\n" + Row)];
        var batch = await (Csv("") with { Raw = body }).Taken(stage.Supplier);
        Assert.Equal(["2 -: 2 text.unreadable"], Refused(batch));
        Assert.Equal(1, await PlacementCount(stage));
    }

    [Fact]
    public void Each_field_of_a_report_has_a_column() => Assert.Equal(
    [
        "ageBand", "bonuses", "bouwblok", "candidate", "contractId", "contractReference", "doelgroep", "doelgroepSinceDate", "doelgroepindicatie.checkedDate",
        "doelgroepindicatie.status", "employerKvk", "employment", "endDate", "hoursPerWeek", "inServiceSinceDate", "percentage", "permanent", "placementMethod",
        "proeftuinId", "reportedThroughDate", "startDate", "supplierId", "supplierReference", "teamId", "termsFromDate",
    ], CsvColumns.Names.Order(StringComparer.Ordinal));

    private static Sending Csv(string body) => new(body, Type: "text/csv; charset=utf-8");
}
