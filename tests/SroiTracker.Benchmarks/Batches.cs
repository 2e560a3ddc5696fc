using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace SroiTracker.Benchmarks;

/// <summary>
/// Placement reports a line each in one request to the executable (SROITRACKER_BENCH_LINES, else 100.000, and a tenth of it):
/// how many lines a second beside the bare rows, how much memory, and the same when the connection breaks at a random byte
/// and the batch is sent again.
/// </summary>
internal static class Batches
{
    private const double MegaByte = 1024 * 1024;
    private const int Act = 100, Seed = 20240401;

    public static async IAsyncEnumerable<Figure> Run()
    {
        var most = int.Parse(Environment.GetEnvironmentVariable("SROITRACKER_BENCH_LINES") ?? "100000", CultureInfo.InvariantCulture);
        using var executable = await Executable.Publish();
        var start = executable.NewFolder();
        double raw, rawTime;
        string key;
        Guid[] contracts;
        await using (var work = await PlacementWork.Begin())
        {
            work.Service.CopyTo(start);
            (key, contracts) = (work.Http.DefaultRequestHeaders.Authorization!.Parameter!, work.Contracts);
            (raw, rawTime) = await Raw(work, most);
        }

        const string yardstick = "the same rows, prepared statements, 100 in a transaction, same lane";
        var few = await Whole(most / 10);
        yield return new(Name("batch over HTTP", most / 10), few.LinesASecond, "/s", null, yardstick, raw);
        yield return new("its peak memory", few.Peak / MegaByte, "MB");
        var many = await Whole(most);
        yield return new(Name("batch over HTTP", most), many.LinesASecond, "/s", null, yardstick, raw);
        // What else the machine does falls on this least: the rows cost their lane and nothing else.
        yield return new("its processor time a line, all threads", many.Time, "µs", null, yardstick, rawTime);
        yield return new("its peak memory", many.Peak / MegaByte, "MB", "≤ 1,2 × the yardstick", Name("a batch", most / 10), few.Peak / MegaByte);
        var (cut, at) = await CutOff(most);
        yield return new(string.Create(CultureInfo.InvariantCulture, $"{Name("the same, cut off", most)} at {at:0} % and sent again"), cut.LinesASecond, "/s", null, yardstick, raw);
        yield return new("its peak memory", cut.Peak / MegaByte, "MB", "≤ 1,2 × the yardstick", Name("a batch", most / 10), few.Peak / MegaByte);

        async Task<(double LinesASecond, double Time, long Peak)> Whole(int count)
        {
            using var service = await Serving.Start(executable, start, key);
            var began = Stopwatch.GetTimestamp();
            var counts = await service.Send(new Lines(contracts, count, long.MaxValue));
            return service.End(counts, count, began);
        }

        async Task<((double LinesASecond, double Time, long Peak) Found, double At)> CutOff(int count)
        {
            using var service = await Serving.Start(executable, start, key);
            var share = new Random(Seed).NextDouble();
            var whole = new Lines(contracts, count, (long)(share * count * Lines.Size(contracts)));
            var began = Stopwatch.GetTimestamp();
            try
            {
                await service.Send(whole);
                throw new InvalidOperationException("The batch was not cut off.");
            }
            catch (HttpRequestException) { }
            var counts = await service.Send(new Lines(contracts, count, long.MaxValue));
            return (service.End(counts, count, began), share * 100);
        }
    }

    private static string Name(string what, int count) => string.Create(CultureInfo.InvariantCulture, $"{what}, {count:N0} lines");

    /// <summary>How many a second of the rows that a report leaves, and the processor time of each in µs.</summary>
    private static async Task<(double ASecond, double Time)> Raw(PlacementWork work, int count)
    {
        var (_, next) = await Reports.Raw(work);
        for (var i = 0; i < 10; i++) await Some();
        var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        for (var i = 0; i < count; i += Act) await Some();
        return (count / Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / count);

        Task<int> Some() => work.Service.Lane.Run(work.Supplier, session =>
        {
            for (var i = 0; i < Act; i++) next(session);
            return Task.FromResult(0);
        }, CancellationToken.None);
    }

    /// <summary>The executable on a copy of the data, and a supplier who calls it.</summary>
    private sealed class Serving(Process process, TimeSpan before, HttpClient client, DirectoryInfo folder) : IDisposable
    {
        public static async Task<Serving> Start(Executable executable, DirectoryInfo data, string key)
        {
            var (folder, port) = (executable.NewFolder(), Executable.FreePort());
            foreach (var file in data.EnumerateFiles()) file.CopyTo(Path.Combine(folder.FullName, file.Name));
            var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Timeout.InfiniteTimeSpan };
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
            var process = executable.Start(folder, [], port);
            while (!await IsReady(client)) await Task.Delay(20);
            process.Refresh();
            return new(process, process.TotalProcessorTime, client, folder);
        }

        /// <summary>Sends lines under the one key; the counts of the answer.</summary>
        public async Task<JsonNode> Send(HttpContent lines)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/placement-batches") { Content = lines };
            lines.Headers.ContentType = new("application/x-ndjson");
            request.Headers.Add("Idempotency-Key", "benchmark");
            using var response = await client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode ? JsonNode.Parse(text)!["counts"]! : throw new InvalidOperationException(text);
        }

        /// <summary>Sees that each line was taken once, and what it took.</summary>
        public (double LinesASecond, double Time, long Peak) End(JsonNode counts, int count, long began)
        {
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            process.Refresh();
            var (time, peak) = ((process.TotalProcessorTime - before).TotalMicroseconds, process.Peak());
            using var database = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "sroitracker.db")};Pooling=False");
            database.Open();
            using var kept = new SqliteCommand("SELECT COUNT(*) FROM Placement p JOIN PlacementReport r ON r.placementId = p.id", database);
            if ((int)counts["accepted"]! != count || (long)kept.ExecuteScalar()! != count) throw new InvalidOperationException($"{count} lines gave {counts.ToJsonString()} and {kept.ExecuteScalar()} reports.");
            return (count / seconds, time / count, peak);
        }

        public void Dispose()
        {
            client.Dispose();
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        private static async Task<bool> IsReady(HttpClient client)
        {
            try
            {
                using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                return response.IsSuccessStatusCode;
            }
            catch (HttpRequestException) { return false; }
        }
    }

    /// <summary>Reports of as many placements, made as they are sent.</summary>
    /// <param name="most">Bytes after which the connection is gone.</param>
    private sealed class Lines(Guid[] contracts, int count, long most) : HttpContent
    {
        public static int Size(Guid[] contracts) => Line(contracts, 0).Length;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var left = most;
            for (var i = 0; i < count; i++)
            {
                var line = Line(contracts, i);
                await stream.WriteAsync(line.AsMemory(0, (int)Math.Min(left, line.Length)));
                if ((left -= line.Length) > 0) continue;
                await stream.FlushAsync();
                throw new IOException("The connection is gone.");
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        private static byte[] Line(Guid[] contracts, int number)
        {
            var reference = number.ToString("D8", CultureInfo.InvariantCulture);
            return Encoding.UTF8.GetBytes($$"""
                {"supplierReference":"B{{reference}}","candidate":"pseudonym-of-b{{reference}}","bouwblok":"participatiewet","doelgroep":"Participatiewet","doelgroepindicatie":{"status":"None"},"placementMethod":"Individueel","employment":"Dienstverband","employerKvk":"08057642","inServiceSinceDate":"2024-04-01","hoursPerWeek":24,"startDate":"2024-04-01","reportedThroughDate":"2024-12-31","permanent":false,"bonuses":[],"allocations":[{"contractId":"{{contracts[number % contracts.Length]}}","percentage":100}]}

                """);
        }
    }
}
