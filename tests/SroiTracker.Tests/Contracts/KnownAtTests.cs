using System.Text.Json.Nodes;
using SroiTracker.Tests.Database;
using SroiTracker.Tests.Efforts;
using SroiTracker.Tests.Placements;
using SroiTracker.Tests.Settlements;
using static SroiTracker.Tests.Placements.PlacementStage;

namespace SroiTracker.Tests.Contracts;

/// <summary>
/// As known on an instant: what the service answered at that instant is what it answers later when asked how things were
/// known then (rules.md 5).
/// </summary>
public class KnownAtTests(RunningService service) : IClassFixture<RunningService>
{
    // A contract's questions, each as the live endpoint answers it; with the instant added they are asked again later.
    private static readonly string[] Questions = ["progress", "ledger", "progress?at=2026-03-31", "ledger?at=2026-03-31", "progress?at=2026-12-31", "ledger?at=2026-07-01&pageSize=1"];

    [Fact]
    public async Task What_was_known_after_each_act_is_what_was_answered_then()
    {
        var stage = await In(service, withClause: false);
        var (path, contract) = (stage.Contract.Path, stage.Contract);
        var answered = new List<(string Act, string KnownAt, List<(HttpClient Caller, string Question, string Answer)> Answers)>();
        Guid first = default, second = default, invoice = default, pso = default, asked = default;
        (string Act, Func<Task> Take)[] story =
        [
            ("contract created", () => Task.CompletedTask),
            ("reported before there is a clause", async () => first = await stage.Reported()),
            ("clause set", async () => await contract.WithClause(service.Administrator)),
            ("verified", async () => await stage.Verify(first).Is(201)),
            ("a second person reported, open-ended", async () => second = await stage.Reported(stage.Report("HB-002", "p2Qv2mXw9Rt4bN8sLp3z", end: null, through: "2026-09-30"))),
            ("the second verified through an earlier day", async () => await stage.Verify(second, through: "2026-06-30").Is(201)),
            ("correction that lowers", async () => await stage.Supplier.Put($"placements/{first}", "\"v2\"", stage.Report(hours: 12, termsFrom: "2026-01-01")).Is(200)),
            ("an invoice reported", async () => invoice = await stage.Tell(stage.Purchase(date: "2026-03-01"))),
            ("certificates reported", async () => pso = await stage.Tell(stage.Pso("2026-11-01", ("Trede 2", "2025-02-01", "2027-01-31")))),
            ("the invoice verified", async () => await stage.Agree(invoice, "2026-03-01").Is(201)),
            ("the certificates verified", async () => await stage.Agree(pso, "2026-06-30").Is(201)),
            ("value and end amended", async () => await contract.Amend(new { fromDate = "2026-06-01", reason = "Korter", value = Rivierenland.Money(2_000_000m), endDate = "2026-08-31" }).Is(201)),
            ("correction verified", async () => await stage.Verify(first, report: 2).Is(201)),
            ("revocation asked", async () => asked = Request(await stage.Officer.Post($"placements/{second}/revocations", new { reportNumber = 1, code = "not-there", reason = "Zie dossier", fromDate = "2026-05-01" }).Is(201))),
            ("revoked by a second person", async () => await stage.OtherOfficer.Post($"placements/{second}/revocations/{asked}/decisions", new { agreed = true }).Is(201)),
            ("end amended back", async () => await contract.Amend(new { fromDate = "2026-06-01", reason = "Toch niet", endDate = "2026-12-31" }).Is(201)),
            ("withdrawal asked", async () => asked = Request(await stage.Supplier.Post($"placements/{first}/withdrawals", new { reportNumber = 2, code = "mistaken" }).Is(201))),
            ("withdrawal agreed", async () => await stage.Officer.Post($"placements/{first}/withdrawals/{asked}/decisions", new { agreed = true }).Is(201)),
        ];
        foreach (var (act, take) in story)
        {
            // Some acts follow within the hour, some fall on the next day.
            service.Time.Advance(TimeSpan.FromHours(answered.Count % 3 == 0 ? 25 : 0.4));
            await take();
            var answers = new List<(HttpClient, string, string)>();
            foreach (var caller in new[] { stage.Officer, stage.Supplier })
                foreach (var question in Questions) answers.Add((caller, question, Plain(await caller.Ask($"{path}/{question}").Is(200))));
            answered.Add((act, service.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture), answers));
        }
        service.Time.Advance(TimeSpan.FromDays(40));

        foreach (var (act, knownAt, answers) in answered)
            foreach (var (caller, question, answer) in answers)
            {
                var now = Plain(await caller.Ask($"{path}/{question}{(question.Contains('?', StringComparison.Ordinal) ? '&' : '?')}knownAt={knownAt}").Is(200));
                Assert.True(answer == now, $"{question} after \"{act}\":\nthen {answer}\nnow  {now}");
            }
        Assert.True(answered.SelectMany(a => a.Answers).Where(a => a.Question == "progress").Select(a => a.Answer).Distinct().Count() > 10);

        static Guid Request(JsonNode placement) => (Guid)OnContract(placement)["verdict"]!["id"]!;
    }

    [Fact]
    public async Task A_settlement_is_known_from_the_instant_of_each_of_its_steps()
    {
        // With a clock of its own: the other tests let months pass.
        await using var own = new RunningService();
        await own.InitializeAsync();
        var s = await SettlementStage.In(own);
        await s.Worked("2026-09-01", "2026-10-31");
        var placement = await s.Stage.Reported(s.Stage.Report("S-open", "candidate-of-settlement-9001", start: "2026-10-01", end: null, through: "2026-11-20"));
        own.Time.Advance(TimeSpan.FromMilliseconds(1));
        await s.Stage.Verify(placement, through: "2026-11-20").Is(201);
        var (settlement, reopening) = ("", "");
        Func<Task>[] story =
        [
            async () => settlement = await s.Opened(),
            async () => await s.Noticed(settlement),
            async () => await s.Heard(settlement, nothingMore: true),
            async () => await s.Propose(settlement).Is(201),
            async () => await s.Decided(settlement),
            async () => reopening = (string)(await s.Officer.Post($"{settlement}/reopenings", new { reason = "Nieuwe stukken" }).Is(201))["reopenings"]![0]!["id"]!,
            async () => await s.OtherOfficer.Post($"{settlement}/reopenings/{reopening}/decisions", new { agreed = true, reason = "Akkoord" }).Is(201),
        ];
        var answers = new List<(DateTimeOffset KnownAt, string Answer)>();
        foreach (var step in story)
        {
            own.Time.Advance(TimeSpan.FromMinutes(10));
            await step();
            answers.Add((own.Time.GetUtcNow(), Plain(await s.Officer.Ask($"{s.Contract}/progress").Is(200)) + Plain(await s.Officer.Ask($"{s.Contract}/progress?at=2026-11-10").Is(200))));
        }
        own.Time.Advance(TimeSpan.FromHours(3));
        foreach (var (knownAt, answer) in answers)
            Assert.Equal(answer, Plain(await s.Officer.Ask($"{s.Contract}/progress?knownAt={knownAt:yyyy-MM-ddTHH:mm:ss.fffZ}").Is(200))
                + Plain(await s.Officer.Ask($"{s.Contract}/progress?at=2026-11-10&knownAt={knownAt:yyyy-MM-ddTHH:mm:ss.fffZ}").Is(200)));
        Assert.Equal(["Shortfall", "Shortfall", "Shortfall", "Shortfall", "Settled", "Settled", "Shortfall"], answers.Select(a => a.Answer.Split("\"state\":\"")[1].Split('"')[0]));
        // The recovery through 15 November counts from the notice on.
        Assert.NotEqual(answers[0].Answer, answers[1].Answer);
    }

    [Fact]
    public async Task A_framework_shows_the_sum_of_its_call_offs_as_known_then()
    {
        var framework = await Rivierenland.In(service, e => e["kind"] = "FrameworkAgreement");
        await framework.Set(Rivierenland.Clause(c => c["level"] = "OnCallOffs")).Is(200);
        var answers = new List<(DateTimeOffset KnownAt, string Answer)>();
        for (var i = 0; i < 3; i++)
        {
            service.Time.Advance(TimeSpan.FromHours(1));
            var entry = Rivierenland.Entry(framework.BuyerId, framework.SupplierId, e => (e["reference"], e["kind"], e["parentId"], e["value"]) = ($"NOK-{i}", "CallOff", framework.ContractId, Rivierenland.Money(100_000m * (i + 1))));
            var callOff = framework with { ContractId = await service.Administrator.Post("contracts", entry).Is(201).Id() };
            var placement = await callOff.Reported("2026-01-01", "2026-07-19", "2026-07-19");
            // Instants of one placement only ever rise.
            service.Time.Advance(TimeSpan.FromMilliseconds(1));
            await callOff.Verified(placement, "2026-07-19");
            answers.Add((service.Time.GetUtcNow(), Plain(await framework.Progress())));
        }
        service.Time.Advance(TimeSpan.FromDays(3));
        foreach (var (knownAt, answer) in answers)
            Assert.Equal(answer, Plain(await framework.Progress($"?knownAt={knownAt:yyyy-MM-ddTHH:mm:ss.fffZ}")));
        Assert.Equal(3, answers.Select(a => a.Answer).Distinct().Count());
    }

    [Fact]
    public async Task Before_the_contract_was_recorded_nothing_was_known_of_it()
    {
        service.Time.Advance(TimeSpan.FromMinutes(1));
        var r = await Rivierenland.In(service);
        var before = service.Time.GetUtcNow().AddMilliseconds(-1);
        foreach (var what in new[] { "progress", "ledger" })
        {
            await service.Administrator.Ask($"{r.Path}/{what}?knownAt={before:yyyy-MM-ddTHH:mm:ss.fffZ}").IsRefused(404, "contract.not-known-yet");
            await service.Administrator.Ask($"{r.Path}/{what}?knownAt={before:yyyy-MM-ddTHH:mm:ss.fffZ}&at=2026-01-01").IsRefused(404, "contract.not-known-yet");
            await service.Administrator.Ask($"{r.Path}/{what}?knownAt={before.AddMinutes(1):yyyy-MM-ddTHH:mm:ss.fffZ}").IsRefused(400, "instant.ahead", "knownAt");
            await service.Administrator.Ask($"contracts/{Guid.NewGuid()}/{what}?knownAt={before:yyyy-MM-ddTHH:mm:ss.fffZ}").IsRefused(404, "resource.not-found");
            await service.Administrator.Ask($"contracts/{Guid.NewGuid()}/{what}?at=2026-01-01").IsRefused(404, "resource.not-found");
        }
        Assert.Equal("NoObligation", (string?)(await r.Progress($"?knownAt={before.AddMilliseconds(1):yyyy-MM-ddTHH:mm:ss.fffZ}"))["state"]);
    }

    [Theory]
    [InlineData("2025-11-01")]
    [InlineData("2025-12-31")]
    [InlineData("2026-03-31")]
    [InlineData("2026-07-19")]
    public async Task The_ledger_as_it_was_on_a_date_sums_to_what_progress_counts_on_it(string at)
    {
        var stage = await In(service);
        for (var i = 0; i < 5; i++)
        {
            var id = await stage.Reported(stage.Report($"HB-{i}", $"k7Qv2mXw9Rt4bN8sLp3z{i}", hours: 12 + i * 4, start: "2025-11-01", bouwblok: i % 2 == 0 ? "participatiewet" : "ww"));
            await stage.Verify(id).Is(201);
        }
        await stage.Agree(await stage.Tell(stage.Purchase(date: "2026-03-01")), "2026-03-01").Is(201);
        await stage.Agree(await stage.Tell(stage.Costs("Training", "OPL", ("2025-12-01", 250.50m), ("2026-05-01", 400m))), "2026-05-01").Is(201);
        var counted = (await stage.Contract.Progress($"?at={at}"))["counted"].Euros();
        var (sum, numbers) = (0m, new List<int>());
        for (string? next = $"{stage.Contract.Path}/ledger?at={at}&pageSize=2"; next is not null;)
        {
            var page = await service.Administrator.Ask(next).Is(200);
            Assert.Equal(counted, page["total"].Euros());
            foreach (var line in page["items"]!.AsArray())
            {
                numbers.Add((int)line!["sequence"]!);
                sum += line["amount"].Euros()!.Value;
                Assert.Equal(line["amount"].Euros(), line["parts"]!.AsArray().Sum(p => p!["amount"].Euros()));
                Assert.All(line["parts"]!.AsArray(), p => Assert.True(string.CompareOrdinal((string?)p!["throughDate"], at) <= 0));
                Assert.All(new[] { "id", "act", "verdictId", "bookedBy", "bookedAt" }, name => Assert.Null(line[name]));
            }
            next = ((string?)page["links"]!["next"])?["/api/v1/".Length..];
        }
        Assert.Equal(counted, sum);
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        Assert.NotEmpty(numbers);
    }

    [Fact]
    public async Task What_was_known_then_is_found_by_indexes()
    {
        service.RequireFile();
        string[] rooms = ["CandidatesOnContract.", "FramesThen.", "StandThen.", "ClauseThen.", "SettledThen.", "Moment.", "ListLedger."];
        // Without one of its filters a text is never asked.
        var texts = Statements.All.Where(s => rooms.Any(r => s.Place.StartsWith(r, StringComparison.Ordinal)))
            .Where(s => s.Sql.Contains("@id", StringComparison.Ordinal) || s.Sql.Contains("@contractId", StringComparison.Ordinal)).ToList();
        Assert.True(texts.Count > 20);
        foreach (var (place, sql) in texts)
        {
            var steps = await service.Read(s => s.Query<Explanation>("EXPLAIN QUERY PLAN " + sql, new
            {
                id = Guid.Empty, contractId = Guid.Empty, SeenFrom = Guid.Empty, seenFrom = Guid.Empty, after = Guid.Empty, last = Guid.Empty, take = 1, KnownAt = s.Now, knownAt = s.Now,
            }));
            Assert.All(steps, step => Assert.False(step.Detail.StartsWith("SCAN", StringComparison.Ordinal) && !step.Detail.StartsWith("SCAN CONSTANT ROW", StringComparison.Ordinal), $"{place}: {step.Detail}\n{sql}"));
        }
    }

    private sealed class Explanation
    {
        public string Detail { get; init; } = "";
    }

    /// <summary>An answer without what it says of the asking itself.</summary>
    private static string Plain(JsonNode answer)
    {
        if (answer is JsonObject progress) progress["knownAt"] = null;
        if (answer["links"] is JsonObject links) links["next"] = links["next"] is not null;
        return answer.ToJsonString();
    }
}
