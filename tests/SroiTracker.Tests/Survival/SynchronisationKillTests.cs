using System.Globalization;
using System.Text.Json.Nodes;

namespace SroiTracker.Tests.Survival;

/// <summary>
/// A run goes on where it was, however often the process is killed: the supplier's placements become what its system has, each
/// once. More items by SROITRACKER_TEST_SYNC_ITEMS (5.000), more kills by SROITRACKER_TEST_KILLS, of which one in four is of this
/// test (20 make 5; 80 make 20), other moments by SROITRACKER_TEST_SEED.
/// </summary>
public class SynchronisationKillTests
{
    private const int PageSize = 100, Hours = 18, OtherHours = 30, WrongHours = 300;

    private static readonly int Items = int.Parse(Environment.GetEnvironmentVariable("SROITRACKER_TEST_SYNC_ITEMS") ?? "5000", CultureInfo.InvariantCulture);
    private static readonly int Kills = Math.Max(1, KillableService.Kills / 2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_while_it_pulls_it_has_each_item_once_and_ends_the_same_run()
    {
        var random = new Random(KillableService.Seed);
        await using var stage = await SynchronisingStage.In();
        using var verifier = stage.Service.Caller(await stage.Service.Key("--role", "Officer", "--name", "officer of the contract", "--person"));
        var source = new Source(stage, random);
        var run = await stage.Ask();

        for (var kill = 1; kill <= Kills; kill++)
        {
            // Within this kill's share of the run, and after the last kill there is some left.
            var share = Items / PageSize / (Kills + 1);
            var (page, moment) = (((kill - 1) * share) + random.Next(1, Math.Max(2, share)), TimeSpan.FromMilliseconds(random.Next(0, 300)));
            var when = string.Create(CultureInfo.InvariantCulture, $"kill {kill}, {moment.TotalMilliseconds:0} ms after page {page} (SROITRACKER_TEST_SEED={KillableService.Seed})");
            try
            {
                long pages = 0;
                await SynchronisingStage.Until(async () => (pages = await stage.Service.Count("SELECT pages FROM Synchronisation")) >= page);
                source.Change((int)pages * PageSize);
                await Task.Delay(moment, Token);
                await stage.Service.Kill();
                Assert.Equal(1, await stage.Service.Count("SELECT COUNT(*) FROM Synchronisation WHERE state = 'Running'"));
                Assert.Equal(0, await stage.Service.Count(Halves));
                await stage.Service.Start();
                await source.Verify(verifier);
            }
            catch (Exception e) when (e is not OperationCanceledException || !Token.IsCancellationRequested) { throw new InvalidOperationException($"{when}: {e.Message}", e); }
        }

        var ended = await stage.Ended(run);
        Assert.Equal("Completed", (string?)ended["state"]);
        Assert.Equal(source.Counts, SynchronisingStage.Counts(ended));
        Assert.Equal(1, await stage.Service.Count("SELECT COUNT(*) FROM Synchronisation"));
        await source.AssertIsHere();
        await stage.Service.AssertWhole("in the end");

        // From where it came to there is nothing more.
        Assert.Equal((0, 0, 0, 0, 0), SynchronisingStage.Counts(await stage.Ended(await stage.Ask())));
    }

    // Counts that do not add up; placements without the item that they came from, or that came from two.
    private const string Halves = """
        SELECT (SELECT COUNT(*) FROM Synchronisation WHERE received <> added + changed + unchanged + refused OR added <> (SELECT COUNT(*) FROM Placement))
            + (SELECT COUNT(*) FROM Placement p WHERE 1 <> (SELECT COUNT(*) FROM SourceItem i WHERE i.placementId = p.id))
        """;

    /// <summary>What the supplier's system has, what is changed in it on the way, and what must have become of it.</summary>
    private sealed class Source
    {
        private const int Wrong = 50, Late = 5;

        private readonly SynchronisingStage _stage;
        private readonly Random _random;
        private readonly List<int> _good, _wrong;
        private readonly SortedDictionary<string, (int Hours, string State)> _placements = new(StringComparer.Ordinal);
        private readonly SortedSet<string> _quarantined = new(StringComparer.Ordinal);
        private readonly Queue<string> _toVerify = [];
        private int _new, _changed, _unchanged, _refused;

        public Source(SynchronisingStage stage, Random random)
        {
            (_stage, _random) = (stage, random);
            var all = Enumerable.Range(0, Items).ToList();
            (_wrong, _good) = ([.. all.Where(i => i % Wrong == 7)], [.. all.Where(i => i % Wrong != 7)]);
            foreach (var i in all) Put(i, i % Wrong == 7 ? WrongHours : Hours);
            foreach (var i in _wrong) _quarantined.Add(Id(i));
            foreach (var i in _good) _placements[Id(i)] = (Hours, "Reported");
            (_new, _refused) = (_good.Count, _wrong.Count);
        }

        /// <summary>What the run must come to.</summary>
        public (int Received, int New, int Changed, int Unchanged, int Refused) Counts => (_new + _changed + _unchanged + _refused, _new, _changed, _unchanged, _refused);

        /// <summary>Changes, takes away, spoils and mends some of the first items, which were pulled already, each of them but once.</summary>
        public void Change(int pulled)
        {
            // What is gone before it is pulled never comes.
            if (_unchanged == 0)
            {
                foreach (var i in _good.TakeLast(Late))
                {
                    _stage.System.Delete(Id(i));
                    _placements.Remove(Id(i));
                }
                (_new, _unchanged) = (_new - Late, Late);
                _good.RemoveRange(_good.Count - Late, Late);
            }
            foreach (var id in Some(_good, 10, pulled))
            {
                Put(id, OtherHours);
                _placements[Id(id)] = (OtherHours, "Reported");
                _changed++;
            }
            foreach (var id in Some(_good, 5, pulled))
            {
                _stage.System.Delete(Id(id));
                _placements[Id(id)] = (Hours, "WithdrawalAsked");
                _changed++;
            }
            foreach (var id in Some(_good, 3, pulled))
            {
                Put(id, WrongHours);
                _quarantined.Add(Id(id));
                _refused++;
            }
            foreach (var id in Some(_wrong, 1, pulled))
            {
                Put(id, Hours);
                _quarantined.Remove(Id(id));
                _placements[Id(id)] = (Hours, "Reported");
                _new++;
            }
            foreach (var id in Some(_good, 2, pulled)) _toVerify.Enqueue(Id(id));
        }

        /// <summary>Some of what was pulled is verified meanwhile, so that the ledger has lines.</summary>
        public async Task Verify(HttpClient officer)
        {
            while (_toVerify.TryDequeue(out var id))
            {
                var placement = (await officer.Ask($"placements?supplierReference={SynchronisingStage.Reference(id)}").Is(200))["items"]!.AsArray().Single()!["id"]!;
                await officer.Post($"placements/{placement}/verifications", new { contractId = _stage.ContractId, reportNumber = 1, throughDate = "2024-12-31" }).Is(201);
                _placements[id] = (Hours, "Verified");
            }
        }

        /// <summary>The service has of this supplier what its system has, each once; what is wrong is in quarantine.</summary>
        public async Task AssertIsHere()
        {
            var here = await SynchronisingStage.All(_stage.Supplier, "placements");
            Assert.Equal(
                _placements.Select(p => (SynchronisingStage.Reference(p.Key), p.Value.Hours, p.Value.State)),
                here.Select(p => ((string)p["supplierReference"]!, (int)(decimal)p["hoursPerWeek"]!, (string)p["contracts"]!.AsArray().Single()!["state"]!)).OrderBy(p => p.Item1, StringComparer.Ordinal));
            var quarantined = await SynchronisingStage.All(_stage.Officer, $"{_stage.Path}/quarantine");
            Assert.Equal(_quarantined, quarantined.Select(q => (string)q["sourceId"]!).Order(StringComparer.Ordinal));
            Assert.All(quarantined, q => Assert.Equal("placement.hours", (string?)q["errors"]![0]!["code"]));
        }

        private static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"p-{i:00000}");

        private void Put(int i, int hours) => _stage.Put(Id(i), hours);

        /// <summary>Takes some out of those that were pulled.</summary>
        private List<int> Some(List<int> from, int count, int pulled)
        {
            var some = from.Where(i => i < pulled).OrderBy(_ => _random.Next()).Take(count).ToList();
            from.RemoveAll(some.Contains);
            return some;
        }
    }
}
