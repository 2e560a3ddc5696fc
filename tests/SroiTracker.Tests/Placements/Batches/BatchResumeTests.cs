using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using static SroiTracker.Tests.Placements.PlacementStage;
using static SroiTracker.Tests.Placements.Batches.BatchTests;
using static SroiTracker.Tests.Placements.Batches.Sending;

namespace SroiTracker.Tests.Placements.Batches;

/// <summary>A batch that broke off goes on where it was, under the same key: each line is taken once.</summary>
public class BatchResumeTests(RunningService service) : IClassFixture<RunningService>
{
    private const int Chunk = 100;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Whole lines before the cut, and what was sent of the next: a hundredth of a line is not taken.</summary>
    [Theory]
    [InlineData(0, 0), InlineData(0, 40), InlineData(1, 0), InlineData(99, 0), InlineData(99, 300), InlineData(100, 0), InlineData(100, 1), InlineData(101, 0)]
    [InlineData(199, 300), InlineData(200, 0), InlineData(200, 300), InlineData(249, 0), InlineData(250, 0)]
    public async Task Cut_off_anywhere_it_goes_on_from_there(int lines, int bytes)
    {
        var stage = await In(service);
        var all = Lines(stage, 250);
        var sending = new Sending(string.Join('\n', all) + "\n");
        var done = lines / Chunk * Chunk;
        await sending.CutOff(stage.Supplier, all.Take(lines).Sum(l => l.Length + 1) + bytes, async () => await Done(stage) == done, chunked: lines == all.Count);
        Assert.Equal(done, await PlacementCount(stage));

        var batch = await sending.Taken(stage.Supplier);
        Assert.Equal("250 lines: 250 accepted, 0 unchanged, 0 refused", Counts(batch));
        Assert.Equal(250, await PlacementCount(stage));
        await AssertKept(stage, 250);
    }

    [Fact]
    public async Task Cut_off_again_and_again_it_gets_there()
    {
        var stage = await In(service);
        var lines = Lines(stage, 750);
        lines[333] = "{}";
        lines.Insert(400, "");
        var sending = new Sending(string.Join("\r\n", lines));
        var size = Encoding.UTF8.GetByteCount(sending.Body);
        var random = new Random(20240401);
        for (var cut = 0; cut < 12; cut++)
        {
            var (at, soon, sent) = (random.Next(size), TimeSpan.FromMilliseconds(random.Next(60)), Stopwatch.StartNew());
            await sending.CutOff(stage.Supplier, at, () => Task.FromResult(sent.Elapsed > soon));
        }
        var batch = await sending.Taken(stage.Supplier);
        Assert.Equal("750 lines: 749 accepted, 0 unchanged, 1 refused", Counts(batch));
        Assert.Equal(["334 -"], Refused(batch).Select(r => r.Split(':')[0]));
        Assert.Equal(749, await PlacementCount(stage));
        await AssertKept(stage, 750);
    }

    [Fact]
    public async Task Sent_again_when_it_is_done_it_is_answered_the_same_and_nothing_is_done()
    {
        var stage = await In(service);
        var lines = Lines(stage, 205);
        lines[7] = lines[7][..^1];
        var sending = new Sending(string.Join('\n', lines));
        var first = await sending.Taken(stage.Supplier);
        var before = await service.RowCounts();
        using var again = await sending.Whole(stage.Supplier);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotent-Replayed")));
        Assert.Equal(first.ToJsonString(), (await again.Json())!.ToJsonString());
        // How lines end, and whether the last one does, is no difference.
        Assert.Equal(first.ToJsonString(), (await (sending with { Body = "\uFEFF" + string.Join("\r\n", lines) + "\r\n\r\n" }).Taken(stage.Supplier)).ToJsonString());
        Assert.Equal(before, await service.RowCounts());
    }

    [Theory]
    [InlineData(0, 1), InlineData(57, 58), InlineData(99, 100), InlineData(100, 101), InlineData(204, 205)]
    public async Task A_line_that_differs_ends_it_with_its_number(int place, int number)
    {
        var stage = await In(service);
        var lines = Lines(stage, 205);
        var sending = new Sending(string.Join('\n', lines));
        await sending.Taken(stage.Supplier);
        var before = await service.RowCounts();
        lines[place] = Line(stage.Report(Reference(place + 1), "pseudonym-of-another-1"));
        await Differs(stage, sending with { Body = string.Join('\n', lines) }, number);
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public async Task Lines_that_moved_were_left_out_or_came_after_the_end_differ()
    {
        var stage = await In(service);
        var lines = Lines(stage, 130);
        var sending = new Sending(string.Join('\n', lines));
        await sending.Taken(stage.Supplier);
        var before = await service.RowCounts();
        await Differs(stage, sending with { Body = "\n" + sending.Body }, 2);
        await Differs(stage, sending with { Body = string.Join('\n', lines.Prepend(lines[1]).ToList()) }, 1);
        await Differs(stage, sending with { Body = string.Join('\n', lines.Take(60)) }, 61);
        await Differs(stage, sending with { Body = string.Join('\n', lines.Take(60)) + "\n\n" }, 62);
        await Differs(stage, sending with { Body = sending.Body + "\n\n" + lines[0] }, 132);
        await Differs(stage, sending with { Body = sending.Body.Replace("HB-00100", "HB-00100 ", StringComparison.Ordinal) }, 100);
        await Differs(stage, sending with { Type = "text/csv", Body = "supplierReference\nHB-1" }, 1);
        Assert.Equal(before, await service.RowCounts());
    }

    [Fact]
    public async Task A_batch_that_broke_off_goes_on_with_no_other_lines_than_those_that_were_done()
    {
        var stage = await In(service);
        var lines = Lines(stage, 150);
        var sending = new Sending(string.Join('\n', lines));
        await sending.CutOff(stage.Supplier, sending.Body.Length - 10, async () => await Done(stage) == Chunk);
        await Differs(stage, sending with { Body = string.Join('\n', lines.Take(50)) }, 51);
        await Differs(stage, sending with { Body = string.Join('\n', lines.Skip(1)) }, 1);
        // What was not done yet may be put right meanwhile, or left away.
        var batch = await (sending with { Body = string.Join('\n', lines.Take(Chunk)) }).Taken(stage.Supplier);
        Assert.Equal("100 lines: 100 accepted, 0 unchanged, 0 refused", Counts(batch));
        await Differs(stage, sending, 101);
    }

    [Theory]
    [InlineData(2), InlineData(6)]
    public async Task Sent_by_several_at_once_each_line_is_taken_once(int senders)
    {
        var stage = await In(service);
        var lines = Lines(stage, 730);
        for (var i = 0; i < lines.Count; i += 50) lines[i] = "not a report";
        var sending = new Sending(string.Join('\n', lines));
        var answers = await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => Task.Run(() => sending.Taken(stage.Supplier), Token)));
        Assert.Single(answers.Select(a => a.ToJsonString()).Distinct());
        Assert.Equal("730 lines: 715 accepted, 0 unchanged, 15 refused", Counts(answers[0]));
        Assert.Equal(715, await PlacementCount(stage));
        await AssertKept(stage, 730);
    }

    [Fact]
    public async Task Of_two_different_bodies_under_one_key_at_once_one_is_told_the_line_where_they_differ()
    {
        var stage = await In(service);
        var lines = Lines(stage, 400);
        var sending = new Sending(string.Join('\n', lines));
        lines[250] = Line(stage.Report("HB-00251", "pseudonym-of-another-1"));
        var other = sending with { Body = string.Join('\n', lines) };
        var answers = await Task.WhenAll(new[] { sending, other }.Select(s => Task.Run(() => s.Whole(stage.Supplier), Token)));
        Assert.Equal([201, 409], answers.Select(a => (int)a.StatusCode).Order());
        var told = await answers.First(a => (int)a.StatusCode == 409).Json();
        Assert.Equal("idempotency.other-body", (string?)told!["code"]);
        Assert.EndsWith(" regel 251.", (string?)told["detail"], StringComparison.Ordinal);
        Assert.Equal(400, await PlacementCount(stage));
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task While_it_runs_its_owner_sees_how_far_it_is()
    {
        var stage = await In(service);
        var sending = new Sending(string.Join('\n', Lines(stage, 150)));
        await sending.CutOff(stage.Supplier, sending.Body.Length - 10, async () => await Done(stage) == Chunk);
        var id = await service.Read(s => s.QueryOne<Guid>("SELECT id FROM PlacementBatch WHERE supplierId = @id", new { id = stage.Contract.SupplierId }));
        var shown = await stage.Supplier.Ask($"placement-batches/{id}").Is(200);
        Assert.Equal(("Running", "100 lines: 100 accepted, 0 unchanged, 0 refused"), ((string?)shown["state"], Counts(shown)));
    }

    private static async Task Differs(PlacementStage stage, Sending sending, int number)
    {
        var problem = await sending.Whole(stage.Supplier).Is(409);
        Assert.Equal("idempotency.other-body", (string?)problem["code"]);
        Assert.EndsWith($" regel {number}.", (string?)problem["detail"], StringComparison.Ordinal);
    }

    /// <summary>Each line's hash is kept once, and no number of lines is missing or counted twice.</summary>
    private static async Task AssertKept(PlacementStage stage, int lines)
    {
        var parts = await stage.Service.Read(s => s.Query<(long First, byte[] Hashes)>("""
            SELECT p.firstLine, p.hashes FROM PlacementBatchPart p JOIN PlacementBatch b ON b.id = p.batchId WHERE b.supplierId = @id ORDER BY p.firstLine
            """, new { id = stage.Contract.SupplierId }));
        var next = 0L;
        foreach (var (first, hashes) in parts)
        {
            Assert.Equal(next, first);
            next += hashes.Length / 16;
        }
        Assert.Equal(lines, next);
        Assert.Equal(lines, parts.SelectMany(p => p.Hashes.Chunk(16)).Select(Convert.ToHexString).Distinct().Count());
    }
}
