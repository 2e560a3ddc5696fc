using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SroiTracker.Http;

namespace SroiTracker.Tests.Import;

/// <summary>Imports over HTTP: what is stored, what is found again, and what is left alone.</summary>
public sealed class ImportTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Csv = "reference;title;buyerName;buyerScheme;buyerId;supplierName;supplierScheme;supplierId;value;currency;startDate;endDate;noticeDate";

    private static int _ocids;

    /// <summary>A procedure that no other test knows.</summary>
    private static string NewOcid() => $"ocds-test-{Interlocked.Increment(ref _ocids)}";

    /// <summary>A buyer that no other test knows.</summary>
    private static string NewKvk() => $"{90_000_000 + Interlocked.Increment(ref _ocids)}";

    private static string Release(string ocid, string kvk, string amount = "125000.50", string date = "2026-03-01T09:00:00Z", string more = "") =>
        OcdsTests.Release(ocid, amount, more: more).Replace("12345678", kvk, StringComparison.Ordinal).Replace("2026-03-01T09:00:00Z", date, StringComparison.Ordinal);

    private static async Task<HttpResponseMessage> Send(HttpClient client, Stream body, string format = "")
    {
        using var content = new StreamContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await client.PostAsync($"/api/v1/contract-imports{format}", content, TestContext.Current.CancellationToken);
    }

    private Task<JsonNode> Import(string text, HttpClient? client = null) => Send(client ?? service.Administrator, new MemoryStream(Encoding.UTF8.GetBytes(text))).Is(201);

    private async Task<JsonNode> Contract(JsonNode import, int item = 0) =>
        await service.Administrator.Ask($"contracts/{import["items"]![item]!["contractIds"]![0]}").Is(200);

    private static string Counts(JsonNode import) =>
        string.Join(' ', new[] { "read", "created", "updated", "unchanged", "refused" }.Select(c => $"{import["counts"]![c]}"));

    private static string Codes(JsonNode import, int item = 0) =>
        string.Join(' ', import["items"]![item]!["warnings"]!.AsArray().Select(w => (string)w!["code"]!).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_contract_is_stored_in_the_words_of_its_notice()
    {
        var kvk = NewKvk();
        var import = await Import(Release("ocds-whole", kvk));
        Assert.Equal("ocds Completed", $"{import["format"]} {import["state"]}");
        Assert.Equal("1 1 0 0 0", Counts(import));
        var item = import["items"]![0]!;
        Assert.Equal("0 created ocds-whole-1 1 1 ", $"{item["index"]} {item["outcome"]} {item["noticeId"]} {item["location"]!["line"]} {item["location"]!["column"]} {item["location"]!["pointer"]}");

        var contract = await Contract(import);
        Assert.Equal("Groenonderhoud Contract Services 2026-04-01 2028-03-31", $"{contract["title"]} {contract["kind"]} {contract["nature"]} {contract["startDate"]} {contract["endDate"]}");
        Assert.Equal("""{"amount":125000.50,"currency":"EUR"}""", contract["value"]!.ToJsonString());
        Assert.Equal($"Gemeente Voorbeeld NL-KVK {kvk}", $"{contract["buyer"]!["name"]} {contract["buyer"]!["identifier"]!["scheme"]} {contract["buyer"]!["identifier"]!["id"]}");
        Assert.Equal("Groen B.V. 87654321", $"{contract["suppliers"]![0]!["name"]} {contract["suppliers"]![0]!["identifier"]!["id"]}");
        Assert.Equal("""{"format":"ocds","noticeId":"ocds-whole-1","publicationNumber":null,"procedureId":"ocds-whole-t","lotId":null,"awardId":"1","contractId":null}""", contract["sourceNotice"]!.ToJsonString());
    }

    [Fact]
    public async Task Importing_twice_changes_nothing()
    {
        var text = $"[{Release(NewOcid(), NewKvk())}, {Release(NewOcid(), NewKvk(), amount: "0")}, {{\"ocid\": \"x\"}}]";
        var first = await Import(text);
        Assert.Equal("3 2 0 0 1", Counts(first));
        var rows = await service.RowCounts();

        var second = await Import(text);
        Assert.Equal("3 0 0 2 1", Counts(second));
        Assert.Equal(first["items"]![0]!["contractIds"]!.ToJsonString(), second["items"]![0]!["contractIds"]!.ToJsonString());
        Assert.Equal("amount.placeholder", Codes(second, 1));
        var again = await service.RowCounts();
        Assert.Equal(["ContractImport", "ContractImportItem"], again.Where(r => r.Value != rows[r.Key]).Select(r => r.Key));
    }

    [Fact]
    public async Task All_real_files_imported_again_change_nothing_also_where_two_formats_tell_of_one_notice()
    {
        var files = Directory.GetFiles(SharedData.Path("eforms"), "*", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(SharedData.Path("ted-r209"), "*", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(SharedData.Path("ocds"), "*.json")).Order(StringComparer.Ordinal).ToList();
        for (var pass = 1; pass <= 3; pass++)
            foreach (var file in files)
            {
                await using var body = File.OpenRead(file);
                var import = await Send(service.Administrator, body).Is(201);
                Assert.NotEqual(0, (int)import["counts"]!["read"]!);
                if (pass > 1) Assert.True(Counts(import).Split(' ') is [_, "0", "0", ..], $"{Path.GetFileName(file)}, pass {pass}: {Counts(import)}");
            }
    }

    [Fact]
    public async Task A_newer_notice_changes_what_it_says_and_an_older_one_nothing()
    {
        var (ocid, kvk) = (NewOcid(), NewKvk());
        await Import(Release(ocid, kvk, "100000", "2026-03-01T09:00:00Z"));
        var newer = await Import(Release(ocid, kvk, "120000", "2026-04-01T09:00:00Z"));
        Assert.Equal("1 0 1 0 0", Counts(newer));
        Assert.Equal("120000", $"{(await Contract(newer))["value"]!["amount"]:0}");

        var older = await Import(Release(ocid, kvk, "100000", "2026-03-01T09:00:00Z"));
        Assert.Equal("1 0 0 1 0", Counts(older));
        Assert.Equal("import.older", (string?)older["items"]![0]!["code"]);
        Assert.Equal("120000", $"{(await Contract(older))["value"]!["amount"]:0}");
    }

    [Fact]
    public async Task The_newest_wins_whatever_the_order_in_the_file()
    {
        var (ocid, kvk) = (NewOcid(), NewKvk());
        var import = await Import($"[{Release(ocid, kvk, "120000", "2026-04-01T09:00:00Z")}, {Release(ocid, kvk, "100000", "2026-03-01T09:00:00Z")}]");
        Assert.Equal("2 1 0 1 0", Counts(import));
        Assert.Equal("120000", $"{(await Contract(import))["value"]!["amount"]:0}");
    }

    [Fact]
    public async Task What_an_officer_set_stays_and_is_named()
    {
        var (ocid, kvk) = (NewOcid(), NewKvk());
        var import = await Import(Release(ocid, kvk, "100000"));
        var contract = (await Contract(import)).AsObject();
        var path = $"contracts/{contract["id"]}";
        var body = JsonNode.Parse(contract.ToJsonString())!.AsObject();
        foreach (var name in new[] { "id", "buyer", "suppliers", "clause", "obligation", "createdAt", "changedAt" }) body.Remove(name);
        body["buyerId"] = contract["buyer"]!["id"]!.DeepClone();
        body["supplierIds"] = new JsonArray(contract["suppliers"]![0]!["id"]!.DeepClone());
        body["title"] = "Groen, door ons benoemd";
        body["endDate"] = "2029-03-31";
        await service.Administrator.Put(path, await service.Administrator.ETag(path), body).Is(200);

        var newer = await Import(Release(ocid, kvk, "120000", "2026-04-01T09:00:00Z"));
        var now = await Contract(newer);
        Assert.Equal("Groen, door ons benoemd 2029-03-31 120000", $"{now["title"]} {now["endDate"]} {now["value"]!["amount"]:0}");
        Assert.Equal("import.kept", Codes(newer));
        Assert.EndsWith(": title, endDate.", (string)newer["items"]![0]!["warnings"]![0]!["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supplier_without_a_number_is_found_by_name_at_the_same_buyer_only()
    {
        var (here, there) = (NewKvk(), NewKvk());
        var name = $"Naamloos {here} B.V.";
        var first = await Import($"{Csv}\nA-1;T;Buyer {here};NL-KVK;{here};{name};;;10000;EUR;2026-01-01;2026-12-31;2026-01-01\nA-2;T;Buyer {here};NL-KVK;{here};{name.ToUpperInvariant()};;;20000;EUR;2026-01-01;2026-12-31;2026-01-01\nB-1;T;Buyer {there};NL-KVK;{there};{name};;;30000;EUR;2026-01-01;2026-12-31;2026-01-01\n");
        Assert.Equal("3 3 0 0 0", Counts(first));
        Assert.Equal(["", "import.by-name", ""], Enumerable.Range(0, 3).Select(i => Codes(first, i)));
        var suppliers = new List<string>();
        for (var i = 0; i < 3; i++) suppliers.Add((string)(await Contract(first, i))["suppliers"]![0]!["id"]!);
        Assert.Equal(suppliers[0], suppliers[1]);
        Assert.NotEqual(suppliers[0], suppliers[2]);
    }

    [Fact]
    public async Task A_supplier_that_is_named_twice_is_one_and_a_notice_that_changes_nothing_makes_no_supplier()
    {
        var (ocid, kvk) = (NewOcid(), NewKvk());
        var twice = Release(ocid, kvk).Replace("\"suppliers\": [{\"id\": \"s\"}]", $"\"suppliers\": [{{\"name\": \"Dubbel {kvk}x\"}}, {{\"name\": \"DUBBEL {kvk}x.\"}}]", StringComparison.Ordinal);
        Assert.Single((await Contract(await Import(twice)))["suppliers"]!.AsArray());

        var before = (await service.RowCounts())["Supplier"];
        var older = await Import(twice.Replace("Dubbel", "Een ander", StringComparison.Ordinal).Replace("2026-03-01T09", "2026-02-01T09", StringComparison.Ordinal));
        Assert.Equal("import.older", (string?)older["items"]![0]!["code"]);
        Assert.Equal(before, (await service.RowCounts())["Supplier"]);
    }

    [Fact]
    public async Task Another_number_in_the_same_register_is_another_party()
    {
        var (one, two) = (NewKvk(), NewKvk());
        var import = await Import($"{Csv}\nA-1;T;Zelfde naam;NL-KVK;{one};Groen;;;10000;EUR;;;\nA-1;T;Zelfde naam;NL-KVK;{two};Groen;;;10000;EUR;;;\n");
        Assert.Equal("2 2 0 0 0", Counts(import));
        Assert.NotEqual((string)(await Contract(import))["buyer"]!["id"]!, (string)(await Contract(import, 1))["buyer"]!["id"]!);
    }

    [Fact]
    public async Task A_contract_that_an_officer_entered_with_its_source_is_found_again()
    {
        var (ocid, kvk) = (NewOcid(), NewKvk());
        var buyer = await service.Administrator.Post("organisations", new { name = "Gemeente Voorbeeld", identifier = new { scheme = "NL-KVK", id = kvk } }).Is(201).Id();
        var supplier = await service.Administrator.Post("suppliers", new { name = $"Groen {kvk}" }).Is(201).Id();
        var entered = await service.Administrator.Post("contracts", new
        {
            reference = "C-9", title = "Door ons", buyerId = buyer, supplierIds = new[] { supplier }, sourceNotice = new { format = "ocds", procedureId = $"{ocid}-t" },
        }).Is(201).Id();

        var import = await Import(Release(ocid, kvk, more: """, "contracts": [{"id": "C-9", "awardID": "1"}]"""));
        Assert.Equal("1 0 1 0 0", Counts(import));
        Assert.Equal(entered, (Guid)import["items"]![0]!["contractIds"]![0]!);
        var contract = await Contract(import);
        Assert.Equal("Door ons Services", $"{contract["title"]} {contract["nature"]}");
    }

    [Fact]
    public async Task The_same_reference_without_a_source_is_a_new_contract_with_a_warning()
    {
        var kvk = NewKvk();
        var buyer = await service.Administrator.Post("organisations", new { name = "Gemeente Voorbeeld", identifier = new { scheme = "NL-KVK", id = kvk } }).Is(201).Id();
        var supplier = await service.Administrator.Post("suppliers", new { name = $"Groen {kvk}" }).Is(201).Id();
        await service.Administrator.Post("contracts", new { reference = "C-10", title = "Door ons", buyerId = buyer, supplierIds = new[] { supplier } }).Is(201);
        var import = await Import(Release(NewOcid(), kvk, more: """, "contracts": [{"id": "C-10", "awardID": "1"}]"""));
        Assert.Equal("1 1 0 0 0", Counts(import));
        Assert.Equal("import.same-reference", Codes(import));
    }

    [Theory]
    [InlineData("", "import.empty", "")]
    [InlineData("{\"releases\": [{\"ocid\": \"a\"}", "import.malformed", "1:28")]
    [InlineData("<!DOCTYPE a><TED_EXPORT/>", "import.dtd", "1:1")]
    public async Task A_file_that_cannot_be_read_is_400_with_its_place_and_nothing_is_stored(string text, string code, string place)
    {
        var before = await service.RowCounts();
        var problem = await Send(service.Administrator, new MemoryStream(Encoding.UTF8.GetBytes(text))).Is(400);
        Assert.Equal(code, (string?)problem["code"]);
        var location = problem["errors"]![0]!["location"]!;
        Assert.Equal(place, (string?)location["pointer"] ?? $"{location["line"]}:{location["column"]}");
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public async Task A_good_beginning_does_not_save_a_file_that_breaks_off()
    {
        var before = await service.RowCounts();
        var text = string.Join(",\n", Enumerable.Range(0, 250).Select(_ => Release(NewOcid(), "12345678")));
        await Send(service.Administrator, new MemoryStream(Encoding.UTF8.GetBytes($"{{\"releases\": [{text},\n{{\"ocid\""))).Is(400);
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public async Task A_refused_notice_leaves_nothing_and_those_beside_it_stand()
    {
        var kvk = NewKvk();
        var import = await Import($"[{Release(NewOcid(), kvk)}, {Release(NewOcid(), NewKvk(), "-1")}, {Release(NewOcid(), kvk)}]");
        Assert.Equal("3 2 0 0 1", Counts(import));
        var refused = import["items"]![1]!;
        Assert.Equal("refused amount.negative /1", $"{refused["outcome"]} {refused["code"]} {refused["location"]!["pointer"]}");
        Assert.Empty(refused["contractIds"]!.AsArray());
        Assert.Equal("Een contractwaarde kan niet negatief zijn: -1.", (string?)refused["detail"]);
    }

    [Fact]
    public async Task More_than_a_thousand_notices_are_read_on_by_GET()
    {
        var kvk = NewKvk();
        var import = await Import($"[{string.Join(",\n", Enumerable.Range(0, 1205).Select(i => i % 2 == 0 ? "{\"ocid\": \"x\"}" : Release(NewOcid(), kvk)))}]");
        Assert.Equal("1205 602 0 0 603", Counts(import));
        Assert.Equal(1000, import["items"]!.AsArray().Count);
        var next = await service.Administrator.GetAsync((string)import["links"]!["next"]!, TestContext.Current.CancellationToken);
        var rest = JsonNode.Parse(await next.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(Enumerable.Range(1000, 205), rest["items"]!.AsArray().Select(i => (int)i!["index"]!));
        Assert.Null(rest["links"]!["next"]);

        var few = await service.Administrator.Ask($"contract-imports/{import["id"]}?pageSize=3").Is(200);
        Assert.Equal([0, 1, 2], few["items"]!.AsArray().Select(i => (int)i!["index"]!));
    }

    [Theory]
    [InlineData("?format=auto", 201)]
    [InlineData("?format=OCDS", 201)]
    [InlineData("?format=ted", 400)]
    [InlineData("?format=pdf", 400)]
    [InlineData("?colour=red", 400)]
    public async Task The_format_may_be_named(string query, int status) =>
        await Send(service.Administrator, new MemoryStream(Encoding.UTF8.GetBytes(Release(NewOcid(), "12345678"))), query).Is(status);

    [Fact]
    public async Task Only_an_officer_imports_and_only_who_imported_or_sees_all_looks_at_it()
    {
        var supplier = await service.Administrator.Post("suppliers", new { name = "Een leverancier" }).Is(201).Id();
        await Send(await service.Supplier(supplier), new MemoryStream("{}"u8.ToArray())).Is(403);
        await Send(await service.Someone(Role.Auditor), new MemoryStream("{}"u8.ToArray())).Is(403);
        await Send(service.With(null), new MemoryStream("{}"u8.ToArray())).Is(401);

        var kvk = NewKvk();
        var buyer = await service.Administrator.Post("organisations", new { name = "Gemeente Voorbeeld", identifier = new { scheme = "NL-KVK", id = kvk } }).Is(201).Id();
        var other = await service.Administrator.Post("organisations", new { name = "Een andere gemeente" }).Is(201).Id();
        var import = await Import($"[{Release(NewOcid(), kvk)}, {Release(NewOcid(), NewKvk())}]", await service.Officer(buyer));
        Assert.Equal("2 1 0 0 1", Counts(import));
        Assert.Equal("import.buyer-outside", (string?)import["items"]![1]!["code"]);
        await service.Administrator.Ask($"contract-imports/{import["id"]}").Is(200);
        await (await service.Someone(Role.Auditor)).Ask($"contract-imports/{import["id"]}").Is(200);
        await (await service.Officer(other)).Ask($"contract-imports/{import["id"]}").Is(404);
        await (await service.Supplier(supplier)).Ask($"contract-imports/{import["id"]}").Is(403);
    }

    [Fact]
    public async Task Reasons_are_told_in_the_language_of_the_call()
    {
        var text = Release(NewOcid(), NewKvk(), "0");
        var client = service.With(RunningService.AdministratorKey);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        Assert.Equal("The amount 0 EUR is a placeholder and does not count as a value.", (string?)(await Import(text, client))["items"]![0]!["warnings"]![0]!["detail"]);
        Assert.Equal("Het bedrag 0 EUR is een opvulwaarde en telt niet als waarde.", (string?)(await Import(text))["items"]![0]!["warnings"]![0]!["detail"]);
    }

    [Fact]
    public async Task An_import_that_is_repeated_under_its_key_is_answered_as_before()
    {
        var file = Release(NewOcid(), NewKvk());
        using var first = await Keyed(file, "one-import");
        var before = await service.RowCounts();
        using var again = await Keyed(file, "one-import");
        Assert.Equal((first.StatusCode, first.Headers.Location, first.Headers.ETag, "true"), (again.StatusCode, again.Headers.Location, again.Headers.ETag, again.Headers.GetValues("Idempotent-Replayed").Single()));
        Assert.Equal(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        // Another file, or the same taken for something else, is another request.
        await Keyed(Release(NewOcid(), NewKvk()), "one-import").IsRefused(409, "idempotency.other-body");
        await Keyed(file, "one-import", "?format=ocds").IsRefused(409, "idempotency.other-body");
        Assert.Equal(before, await service.RowCounts());
        // Without the key it is read again, and finds everything unchanged.
        Assert.Equal("1 0 0 1 0", Counts(await Import(file)));
    }

    [Fact]
    public async Task An_import_that_was_refused_is_read_again_under_its_key()
    {
        await Keyed("{", "refused-import").Is(400);
        await Keyed(Release(NewOcid(), NewKvk()), "refused-import").Is(201);
    }

    [Fact]
    public async Task Imports_at_once_under_one_key_make_one_answer()
    {
        var file = Release(NewOcid(), NewKvk());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var response = await Keyed(file, "imports-at-once");
            return (Status: (int)response.StatusCode, Replayed: response.Headers.Contains("Idempotent-Replayed"), Location: response.Headers.Location);
        }));
        Assert.All(answers, a => Assert.Equal(201, a.Status));
        Assert.Single(answers, a => !a.Replayed);
        Assert.Single(answers.Select(a => a.Location).Distinct());
    }

    private async Task<HttpResponseMessage> Keyed(string file, string key, string format = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/contract-imports{format}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(file)) };
        request.Headers.Add("Idempotency-Key", key);
        return await service.Administrator.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
