using System.Text.Json.Nodes;
using SroiTracker.Domain;
using SroiTracker.Suppliers.Sync;
using SroiTracker.Tests.Placements;
using static SroiTracker.Tests.Suppliers.Sync.SourceStage;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>What is refused waits in quarantine, with why, and with nothing of whom it is about.</summary>
public class QuarantineTests(RunningService service) : IClassFixture<RunningService>
{
    public static TheoryData<string, string, string> Wrongs => new()
    {
        { "hoursPerWeek", "-1", "placement.hours /hoursPerWeek" },
        { "hoursPerWeek", "\"many\"", "value.invalid /hoursPerWeek" },
        { "startDate", "null", "value.missing /startDate" },
        { "startDate", "\"1905-01-01\"", "date.implausible /startDate, placement.in-service-later /inServiceSinceDate" },
        { "endDate", "\"2025-01-01\"", "placement.end-before-start /endDate" },
        { "reportedThroughDate", "\"2027-01-01\"", "placement.reported-ahead /reportedThroughDate" },
        { "bouwblok", "\"no-such-block\"", "bouwblok.unknown /bouwblok" },
        { "employment", "\"Eternal\"", "value.invalid /employment" },
        { "candidate", "\"Jan\"", "candidate.pseudonym /candidate" },
        { "supplierReference", "\"123456782\"", "text.bsn /supplierReference" },
        { "allocations", "[]", "value.missing /allocations" },
        { "allocations", "[{\"contractReference\": \"NOT-OURS\", \"percentage\": 100}]", "allocation.contract-unknown /allocations/0/contractReference" },
        { "unknown", "1", "value.unknown /unknown" },
        { "teamId", "\"6f1d0a52-8c1e-4f0b-9a57-2d6c1b7e4a02\"", "team.unknown /teamId" },
    };

    [Theory, MemberData(nameof(Wrongs))]
    public async Task An_item_is_refused_in_the_words_of_the_api_and_taken_once_it_is_right(string field, string value, string error)
    {
        var source = await In(service);
        var report = source.Report(1);
        report[field] = JsonNode.Parse(value);
        var refused = Assert.Single((await source.Take(source.Item("id-1", report), source.Item(2))).Items, i => i.Outcome == ItemOutcome.Refused);
        Assert.Equal(error, string.Join(", ", refused.Errors.Select(e => $"{e.Code} {e.Pointer}")));
        var kept = Assert.Single(await source.Quarantine());
        Assert.Equal(("id-1", 1L), (kept.SourceId, kept.Tries));
        Assert.Equal(["HB-00002 18 #1"], await source.Placements());

        Assert.Equal("1 new, 0 changed, 0 unchanged, 0 refused", Counts(await source.Take(source.Item(1))));
        Assert.Empty(await source.Quarantine());
    }

    [Fact]
    public async Task Each_refusal_of_another_content_counts_as_a_try()
    {
        var source = await In(service);
        foreach (var hours in new[] { -1, -1, -2, -3 }) await source.Take(source.Item("id-1", source.Report(1, hours)));
        Assert.Equal(3, Assert.Single(await source.Quarantine()).Tries);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" id")]
    [InlineData("..")]
    [InlineData("123456782")]
    [InlineData("pseudonym-of-HB-00001")]
    public async Task Without_an_id_that_can_be_kept_an_item_waits_under_its_reference(string? id)
    {
        var source = await In(service);
        var item = source.Item("id-1", source.Report(1)) with { SourceId = id };
        foreach (var _ in Enumerable.Range(0, 2)) await source.Take(item);
        await source.Take(item with { Content = new byte[] { 1, 2, 3 } });
        var kept = Assert.Single(await source.Quarantine());
        Assert.Equal((null, "HB-00001", 2L), (kept.SourceId, kept.SupplierReference, kept.Tries));
        Assert.Equal(["item.id"], kept.Codes);
        // With an id it is another item, and the one without is no more.
        await source.Take(source.Item(1));
        Assert.Empty(await source.Quarantine());
        Assert.Equal(["HB-00001 18 #1"], await source.Placements());
    }

    [Fact]
    public async Task Nothing_of_a_person_is_in_any_file_of_the_database()
    {
        service.RequireFile();
        var source = await In(service);
        const string candidate = "Zq9wXv4nTb1mKc3rLs5d", known = "Yq9wXv4nTb1mKc3rLs5e";
        string[] tellTales = [candidate, known, "Justitiabele", "blok-van-de-verklikker", "From50To54", "bonus-verklikker", "90000007", "2019-03-04", "2018-05-06", "2017-07-08"];
        JsonObject Report(int number, string person, decimal hours)
        {
            var report = source.Stage.Report($"TT-{number}", person, hours);
            (report["bouwblok"], report["doelgroep"], report["doelgroepSinceDate"], report["ageBand"]) = ("blok-van-de-verklikker", "Justitiabele", "2019-03-04", "From50To54");
            (report["employerKvk"], report["inServiceSinceDate"], report["bonuses"]) = ("90000007", "2018-05-06", new JsonArray("bonus-verklikker"));
            report["doelgroepindicatie"] = new JsonObject { ["status"] = "Attested", ["checkedDate"] = "2017-07-08" };
            return report;
        }
        var misspelt = Report(4, candidate, 18);
        misspelt[candidate] = "blok-van-de-verklikker";
        await source.Take(
            source.Item("id-1", Report(1, candidate, 18)), source.Item("id-2", Report(2, candidate, -1)), source.Item("id-3", Report(3, candidate + " Jan", 18)),
            source.Item("id-4", misspelt), source.Item(candidate, Report(5, candidate, 18)), source.Item("id-6", Report(6, "TT-6", 18)),
            source.Item("id-7", source.Stage.Report(candidate, candidate, -1)), source.Item(null!, Report(8, known, 18)) with { SourceId = null });
        Assert.Equal(8, (await source.Quarantine()).Count(q => q.Codes.Any()));
        await PrivacyTests.AssertNowhere(service, tellTales);
    }

    [Fact]
    public async Task What_is_kept_of_an_item_is_what_is_nobodys()
    {
        var source = await In(service);
        var report = source.Report(1, hours: -1);
        report["termsFromDate"] = "2026-02-01";
        report["allocations"] = JsonNode.Parse("""[{"contractReference": "WSRL-2024-017", "percentage": 60}, {"contractReference": "zaak 123456782", "percentage": 40}]""");
        await source.Take(source.Item("id-1", report) with { ChangedAt = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero) });
        var kept = Assert.Single(await source.Quarantine());
        Assert.Equal("HB-00001", kept.SupplierReference);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {"changedAt": "2026-11-01T08:00:00.000Z", "startDate": "2026-01-01", "endDate": "2026-07-19", "reportedThroughDate": "2026-07-19", "termsFromDate": "2026-02-01", "hoursPerWeek": -1,
            "employment": "Dienstverband", "placementMethod": "InkoopSroi",
            "allocations": [{"contractId": null, "contractReference": "WSRL-2024-017", "percentage": 60}, {"contractId": null, "contractReference": null, "percentage": 40}]}
            """), JsonNode.Parse(kept.Item)), kept.Item);
    }

    [Fact]
    public async Task The_suppliers_references_elsewhere_are_not_told_to_who_reads_the_quarantine()
    {
        var source = await In(service);
        var (first, second) = (source.Stage.Report("SECRET-1", "one-candidate-11111", 36), source.Stage.Report("OWN-2", "one-candidate-11111", 36, contractId: await source.Stage.SecondContract()));
        await source.Take(source.Item("id-1", first), source.Item("id-2", second));
        var kept = Assert.Single(await source.Quarantine());
        Assert.Equal(["candidate.over-full-time"], kept.Codes);
        Assert.DoesNotContain("SECRET-1", kept.Errors, StringComparison.Ordinal);
        Assert.Contains("OWN-2", kept.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_officer_asks_for_is_tried_again_though_nothing_changed_at_the_source()
    {
        var source = await In(service);
        var (late, wrong) = (source.Report(1), source.Report(2, hours: -1));
        late["allocations"] = JsonNode.Parse("""[{"contractReference": "LATER-1", "percentage": 100}]""");
        source.Items.AddRange([source.Item("id-1", late), source.Item("id-2", wrong), source.Item(3)]);
        var (_, run) = await source.Run();
        Assert.Equal("1 new, 0 changed, 0 unchanged, 2 refused", Counts(run));
        await source.Stage.SecondContract("LATER-1");
        (_, run) = await source.Run();
        Assert.Equal("0 new, 0 changed, 0 unchanged, 0 refused", Counts(run));

        await source.Ask();
        (_, run) = await source.Run();
        Assert.Equal("1 new, 0 changed, 0 unchanged, 1 refused", Counts(run));
        Assert.Equal(["id-1", "id-2"], source.AskedFor.Order());
        var kept = Assert.Single(await source.Quarantine());
        Assert.Equal(("id-2", 2L, false), (kept.SourceId, kept.Tries, kept.IsAsked));
    }

    [Fact]
    public async Task What_is_asked_for_and_is_no_longer_at_the_source_stays_and_is_not_asked_for_again()
    {
        var source = await In(service);
        await source.Take(source.Item("gone", source.Report(1, hours: -1)));
        await source.Ask();
        Assert.Equal(RunEnd.Completed, (await source.Run()).End);
        Assert.Equal((1L, false), ((await source.Quarantine())[0].Tries, (await source.Quarantine())[0].IsAsked));
        await source.Run();
        Assert.Equal(["gone"], source.AskedFor);
    }

    public static TheoryData<string> OfOneItem => [.. new[] { Refusals.SourceMalformed, Refusals.SourceRefused, Refusals.SourceTooLarge, Refusals.SourceContentType }.Select(r => r.Code)];

    public static TheoryData<string> OfTheWay => [.. new[] { Refusals.SourceUnreachable, Refusals.SourceTooSlow, Refusals.SourceUnauthorised, Refusals.SourceBusy }.Select(r => r.Code)];

    [Theory, MemberData(nameof(OfOneItem))]
    public async Task What_is_asked_for_and_can_not_be_read_stays_and_holds_up_nothing_else(string code)
    {
        var source = await Asking(2, code, id => id == "id-1");
        source.Items.Add(source.Item(9));
        var (end, run) = await source.Run();
        Assert.Equal((RunEnd.Completed, "1 new, 0 changed, 0 unchanged, 1 refused"), (end, Counts(run)));
        Assert.Equal([("id-1", 1L, false), ("id-2", 2L, false)], (await source.Quarantine()).Select(q => (q.SourceId!, q.Tries, q.IsAsked)));
        source.AskedFor.Clear();
        Assert.Equal(RunEnd.Completed, (await source.Run()).End);
        Assert.Empty(source.AskedFor);
    }

    [Theory, MemberData(nameof(OfTheWay))]
    public async Task What_is_asked_for_over_a_way_that_is_barred_ends_the_run_and_is_asked_for_again(string code)
    {
        var source = await Asking(2, code, _ => true);
        var (end, run) = await source.Run();
        Assert.Equal((RunEnd.Failed, code), (end, Code(run)));
        Assert.Single(source.AskedFor);
        Assert.All(await source.Quarantine(), q => Assert.Equal((1L, true), (q.Tries, q.IsAsked)));
    }

    // Each is tried thrice, and after ten failures the host is left alone.
    [Fact]
    public async Task Of_many_that_can_not_be_read_a_run_asks_for_three_and_the_next_goes_on()
    {
        var failures = 0;
        var source = await Asking(5, Refusals.SourceRefused.Code, _ => ++failures <= 4);
        Assert.Equal(RunEnd.Completed, (await source.Run()).End);
        Assert.Equal(3, source.AskedFor.Count);
        Assert.Equal(2, (await source.Quarantine()).Count(q => q.IsAsked));
        var (end, run) = await source.Run();
        Assert.Equal((RunEnd.Completed, "0 new, 0 changed, 0 unchanged, 1 refused"), (end, Counts(run)));
        Assert.Equal(["id-1", "id-2", "id-3", "id-4", "id-5"], source.AskedFor.Order());
        Assert.DoesNotContain(await source.Quarantine(), q => q.IsAsked);
    }

    [Fact]
    public async Task Items_that_take_their_time_end_the_run_in_time_and_what_came_is_taken()
    {
        var source = await Asking(3, "", _ => false);
        source.BeforeItem = _ => service.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("source.too-long", Code((await source.Run()).Run));
        Assert.Equal([(1L, true), (1L, true), (2L, false)], (await source.Quarantine()).Select(q => (q.Tries, q.IsAsked)).Order());
    }

    /// <summary>A source of which so many items wait that an officer asked for; some can't be asked for.</summary>
    private async Task<SourceStage> Asking(int count, string code, Func<string, bool> fails)
    {
        var source = await In(service);
        for (var n = 1; n <= count; n++) source.Items.Add(source.Item(n, hours: -1));
        await source.Run();
        await source.Ask();
        source.BeforeItem = id =>
        {
            if (fails(id)) throw new RefusedException(Refusals.All.Single(r => r.Code == code), 500, "application/json");
        };
        return source;
    }

    [Fact]
    public async Task A_file_is_read_from_its_start_for_what_is_asked_for()
    {
        var source = await In(service, ConnectionKind.Csv, pageSize: 2);
        source.Items.AddRange([source.Item("id-1", source.Report(1, hours: -1)), source.Item(2), source.Item(3)]);
        await source.Run();
        await source.Ask();
        source.Cursors.Clear();
        source.Items[0] = source.Item(1);
        source.IsFile = true;
        var (end, run) = await source.Run();
        Assert.Equal((RunEnd.Completed, "1 new, 0 changed, 2 unchanged, 0 refused"), (end, Counts(run)));
        Assert.Equal([null, "2"], source.Cursors);
        Assert.Empty(await source.Quarantine());
    }
}
