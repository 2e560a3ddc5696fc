using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SroiTracker.Domain;
using SroiTracker.Suppliers.Csv;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Tests.Suppliers.Csv;

/// <summary>A CSV file at an address: read as it comes, once for each version, from where it was left.</summary>
public class CsvSystemTests
{
    private const string Header = "id;supplierReference;candidate;bouwblok;doelgroep;placementMethod;employment;hoursPerWeek;startDate;reportedThroughDate;contractReference;percentage;deleted\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_example_is_read_whole()
    {
        var file = new FileAt(Answering.Example("placements.csv"));
        var page = await file.System().Page(null, 100, Token);
        Assert.False(page.HasMore);
        Assert.All(page.Items, i => Assert.Empty(i.Objections));
        // Without an id of its own a row is known by its reference.
        Assert.Equal([("4711", false, "HB-002"), ("4712", false, "HB-003"), ("HB-004", false, "HB-004"), ("4685", true, null)],
            page.Items.Select(i => (i.SourceId!, i.IsDeleted, i.Statement?.SupplierReference)));
        Assert.Equal((24.5m, 60m), (page.Items[1].Statement!.HoursPerWeek, page.Items[1].Statement!.Allocations![0].Percentage));
        Assert.Null(await file.System().Item("4711", Token));
        Assert.False(await file.System().Tell("4711", new(Guid.Empty, null, 1, default, []), "key", Token));
    }

    [Theory]
    [InlineData("\"v1\"", null)]
    [InlineData("W/\"v1\"", null)]
    [InlineData(null, "2026-07-01T10:00:00Z")]
    public async Task A_version_is_read_in_pages_from_where_it_was_left_and_once(string? etag, string? changed)
    {
        var file = new FileAt(Rows(5)) { ETag = etag, Changed = changed };
        Assert.Equal("1 2|3 4|5", await Read(file, size: 2));
        Assert.Equal(1, file.Sent);
        // The next run asks whether there is another version.
        Assert.Equal("", await Read(file, 2, file.Last));
        Assert.Equal((1, 1), (file.Sent, file.NotModified));

        // A run that was broken off: another instance goes on after the page that was kept.
        var first = await file.System().Page(null, 2, Token);
        Assert.Equal("3 4|5", await Read(file, 2, first.Next));
    }

    [Fact]
    public async Task A_server_that_sends_a_version_again_though_it_was_told_so_is_not_read_again()
    {
        var file = new FileAt(Rows(3)) { ETag = "\"v1\"", IgnoresConditions = true };
        await Read(file, 10);
        Assert.Equal("", await Read(file, 10, file.Last));
        Assert.Equal(2, file.Sent);
    }

    [Fact]
    public async Task Another_version_is_read_from_its_first_row()
    {
        var file = new FileAt(Rows(5)) { ETag = "\"v1\"" };
        var system = file.System();
        var page = await system.Page(null, 2, Token);
        (file.Body, file.ETag) = (Encoding.UTF8.GetBytes(Rows(6, from: 2)), "\"v2\"");
        // What is open is one version, whole.
        Assert.Equal("3 4", Ids(await system.Page(page.Next, 2, Token)));
        Assert.Equal("2 3|4 5|6 7", await Read(file, 2, page.Next));
        Assert.Equal("", await Read(file, 2, file.Last));
    }

    [Fact]
    public async Task Without_a_version_each_reading_begins_at_the_first_row_and_no_cursor_comes_twice()
    {
        var file = new FileAt(Rows(5));
        var first = await file.System().Page(null, 2, Token);
        var cursors = new List<string?> { first.Next };
        Assert.Equal("1 2|3 4|5", await Read(file, 2, first.Next, cursors));
        Assert.Equal("1 2|3 4|5", await Read(file, 2, file.Last, cursors));
        Assert.Equal(cursors.Count, cursors.Distinct().Count());
        // A date that just passed says nothing: the file may change again within its second.
        file.Changed = file.Now.AddSeconds(-1).ToString("o", CultureInfo.InvariantCulture);
        await Read(file, 10);
        Assert.Equal("1 2 3 4 5", await Read(file, 10, file.Last));
    }

    [Theory]
    [InlineData("hoursPerWeek", "18,5", "value.invalid /hoursPerWeek")]
    [InlineData("hoursPerWeek", "", "value.missing /hoursPerWeek")]
    [InlineData("id", "123456782", "item.id /id")]
    [InlineData("id", "", "")]
    [InlineData("deleted", "yes", "value.invalid /deleted")]
    [InlineData("deleted", "true", "")]
    [InlineData("doelgroep", "Iedereen", "value.invalid /doelgroep")]
    [InlineData("percentage", "100;1", "line.width ")]
    [InlineData("candidate", "\"open", "line.malformed ")]
    public async Task An_odd_value_is_said_of_its_row(string column, string value, string objection)
    {
        string[] columns = Header.Trim().Split(';');
        var cells = Rows(1).Split('\n')[1].Split(';');
        cells[Array.IndexOf(columns, column)] = value;
        var page = await new FileAt(Header + string.Join(';', cells) + Rows(1, 2)[(Header.Length - 1)..]).System().Page(null, 10, Token);
        Assert.Equal(objection, string.Join(", ", page.Items[0].Objections.Select(o => $"{o.Refusal.Code} {o.Place}")));
        Assert.Empty(page.Items[1].Objections);
    }

    [Fact]
    public async Task A_line_that_is_too_long_or_not_UTF_8_is_said_of_its_row()
    {
        var page = await new FileAt([.. Encoding.UTF8.GetBytes(Header + new string('a', 70_000) + "\n"), 0xFF, (byte)'\n', .. Encoding.UTF8.GetBytes(Rows(1)[Header.Length..])]).System().Page(null, 10, Token);
        Assert.Equal(["line.too-long", "text.unreadable", ""], page.Items.Select(i => i.Objections.Count > 0 ? i.Objections[0].Refusal.Code : ""));
    }

    [Theory]
    [InlineData("", "text/csv", 200, "source.malformed")]
    [InlineData("k7Qv2mXw9Rt4bN8sLp3y;HB-1\n", "text/csv", 200, "source.malformed")]
    [InlineData("id;id\n", "text/csv; charset=utf-8", 200, "source.malformed")]
    [InlineData("id\n", "text/html", 200, "source.content-type")]
    [InlineData("id\n", "text/csv; charset=windows-1252", 200, "source.content-type")]
    [InlineData("id\n", null, 200, "source.content-type")]
    [InlineData("", "text/csv", 404, "source.refused")]
    [InlineData("", "text/csv", 403, "source.unauthorised")]
    public async Task A_file_that_is_none_is_not_read(string body, string? type, int status, string code)
    {
        var no = await Assert.ThrowsAsync<RefusedException>(() => new FileAt(body) { Type = type, Status = status }.System().Page(null, 10, Token));
        Assert.Equal(code, no.Objections[0].Refusal.Code);
        // Where the header was left out, its first row is a person's.
        Assert.DoesNotContain("k7Qv", no.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_file_with_too_many_rows_those_before_are_read_as_they_come()
    {
        var file = new FileAt(Rows(CsvSystem.MostRows + 1)) { ETag = "\"v1\"" };
        using var system = file.System();
        var (cursor, rows, ahead) = (default(string), 0, 0L);
        var no = await Assert.ThrowsAsync<RefusedException>(async () =>
        {
            for (SourcePage page; ; cursor = page.Next)
            {
                page = await system.Page(cursor, 100, Token);
                rows += page.Items.Count;
                // What was read of the file beyond the share of the rows that were given, which are all nearly as long.
                ahead = Math.Max(ahead, file.Taken - file.Body.Length * (long)rows / (CsvSystem.MostRows + 1));
            }
        });
        Assert.Equal(("source.too-many-rows", CsvSystem.MostRows, 1), (no.Objections[0].Refusal.Code, rows, file.Sent));
        Assert.InRange(ahead, 0, 512 * 1024);
        Assert.True(file.Body.Length > 20 * 512 * 1024, $"{file.Body.Length}");
    }

    private static string Rows(int count, int from = 1)
    {
        var text = new StringBuilder(Header);
        for (var i = from; i < from + count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i};HB-{i};pseudonym-of-{i:000000};participatiewet;Participatiewet;Individueel;Dienstverband;18;2026-01-01;2026-07-19;WSRL-2024-017;100;\n");
        return text.ToString();
    }

    /// <summary>Ids by page, "1 2|3", to the end.</summary>
    private static async Task<string> Read(FileAt file, int size, string? cursor = null, List<string?>? cursors = null)
    {
        using var system = file.System();
        var pages = new List<string>();
        for (var more = true; more;)
        {
            var page = await system.Page(cursor, size, Token);
            if (page.Items.Count > 0) pages.Add(Ids(page));
            (cursor, more) = (page.Next, page.HasMore);
            cursors?.Add(cursor);
        }
        file.Last = cursor;
        return string.Join('|', pages);
    }

    private static string Ids(SourcePage page) => string.Join(' ', page.Items.Select(i => i.SourceId));

    /// <summary>A file on a server that knows versions, or does not.</summary>
    private sealed class FileAt(byte[] body) : HttpMessageHandler
    {
        public FileAt(string body) : this(Encoding.UTF8.GetBytes(body)) { }

        public byte[] Body { get; set; } = body;
        public string? ETag { get; set; }
        public string? Changed { get; set; }
        public string? Type { get; init; } = "text/csv";
        public int Status { get; init; } = 200;
        public bool IgnoresConditions { get; init; }
        public DateTimeOffset Now { get; } = new(2026, 7, 20, 0, 0, 0, TimeSpan.Zero);
        public int Sent { get; private set; }

        /// <summary>Bytes that were read of what was sent last.</summary>
        public long Taken => _sent.Position;

        private MemoryStream _sent = new();
        public int NotModified { get; private set; }

        /// <summary>The cursor after the last page.</summary>
        public string? Last { get; set; }

        public CsvSystem System() => new(new HttpClient(this, disposeHandler: false) { BaseAddress = new("https://supplier.example/export/placements.csv?for=sroi") });

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("https://supplier.example/export/placements.csv?for=sroi", request.RequestUri!.ToString());
            var changed = Changed is null ? (DateTimeOffset?)null : DateTimeOffset.Parse(Changed, CultureInfo.InvariantCulture);
            var asked = request.Headers.NonValidated.TryGetValues("If-None-Match", out var tags) ? tags.ToString() : null;
            if (!IgnoresConditions && (asked is not null && asked == ETag || request.Headers.IfModifiedSince is { } since && changed <= since))
            {
                NotModified++;
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotModified));
            }
            Sent++;
            var response = new HttpResponseMessage((HttpStatusCode)Status) { Content = new StreamContent(_sent = new MemoryStream(Body)), Headers = { Date = Now } };
            if (ETag is not null) response.Headers.ETag = EntityTagHeaderValue.Parse(ETag);
            response.Content.Headers.LastModified = changed;
            if (Type is not null) response.Content.Headers.TryAddWithoutValidation("Content-Type", Type);
            return Task.FromResult(response);
        }
    }
}
