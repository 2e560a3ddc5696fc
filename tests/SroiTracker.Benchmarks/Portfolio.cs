using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Organisations;
using SroiTracker.Signals;

namespace SroiTracker.Benchmarks;

/// <summary>The first page of a portfolio of 60.000 contracts, as an officer opens it.</summary>
internal static class Portfolio
{
    private const int Contracts = 60_000, Buyers = 300, Asked = 300, PageSize = 50;
    private static readonly string[] PerContract = ["Contract", "ContractSupplier", "ContractVersion", "ClauseVersion", "ContractProgress"];

    public static async IAsyncEnumerable<Figure> Run()
    {
        await using var work = await PlacementWork.Begin();
        var buyers = new Guid[Buyers];
        for (var i = 0; i < Buyers; i++) buyers[i] = await work.Service.Send(work.Service.Administrator, new CreateOrganisation($"Gemeente Voorbeeld {i}", null, null, null, null));
        Fill(work, buyers);

        var (everywhere, all) = await work.Service.With(Role.Officer);
        var (ofOne, own) = await work.Service.With(Role.Officer, organisationId: buyers[0]);
        await using var database = work.Service.Open();
        await using var prepared = new SqliteCommand($"SELECT * FROM Contract WHERE id > @after ORDER BY id LIMIT {PageSize}", database);
        prepared.Parameters.AddWithValue("@after", Guid.Empty.ToByteArray());
        const string yardstick = "prepared SELECT of 50 rows by primary key, p50";

        var none = new PortfolioFilter(null, null, null, null, null);
        var questions = new (string What, Func<Task> Ask)[]
        {
            ("", () => Page(work, all, none)),
            (", over HTTP", () => Get(everywhere, "")),
            (", state OnTrack", () => Page(work, all, none with { State = ContractState.OnTrack })),
            (", state Behind (1 in 1,000), over HTTP", () => Get(everywhere, "&state=Behind")),
            (", state Settled (none)", () => Page(work, all, none with { State = ContractState.Settled })),
            (", one buyer", () => Page(work, all, none with { BuyerId = buyers[7] })),
            (", an officer of one buyer (200 contracts), over HTTP", () => Get(ofOne, "")),
            (", an officer of one buyer, state AtRisk", () => Page(work, own, none with { State = ContractState.AtRisk })),
            (", signals of an officer of one buyer (200 contracts)", () => work.Service.Send(own, new ListSignals(null, null, null, PageSize + 1))),
            (", signals of an officer of one buyer, kind Behind (none or one)", () => work.Service.Send(own, new ListSignals(SignalKind.Behind, null, null, PageSize + 1))),
            (", signals everywhere", () => work.Service.Send(all, new ListSignals(null, null, null, PageSize + 1))),
        };
        foreach (var (what, ask) in questions)
        {
            var (ours, bare) = (new List<double>(), new List<double>());
            for (var i = 0; i < Asked; i++)
            {
                bare.Add(await Milliseconds(() => Read(prepared)));
                ours.Add(await Milliseconds(ask));
            }
            // The first calls compile what the others use.
            var warm = ours.Skip(Asked / 5).ToList();
            yield return new(string.Create(CultureInfo.InvariantCulture, $"portfolio of {Contracts:N0}, first page{what}, p50"), Rounds.Median(warm), "ms", "≤ 5 ms", yardstick, Rounds.Median(bare));
            yield return new(string.Create(CultureInfo.InvariantCulture, $"portfolio of {Contracts:N0}, first page{what}, p95"), Rounds.Percentile(warm, 95), "ms");
        }
        everywhere.Dispose();
        ofOne.Dispose();
    }

    private static async Task Page(PlacementWork work, Caller caller, PortfolioFilter filter) => await work.Service.Send(caller, new ListContracts(filter, Guid.Empty, PageSize + 1));

    private static async Task Get(HttpClient client, string filter)
    {
        using var response = await client.GetAsync(new Uri($"/api/v1/contracts?pageSize={PageSize}{filter}", UriKind.Relative));
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    private static Task Read(SqliteCommand prepared)
    {
        using var reader = prepared.ExecuteReader();
        var values = new object[reader.FieldCount];
        while (reader.Read()) reader.GetValues(values);
        return Task.CompletedTask;
    }

    private static async Task<double> Milliseconds(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Writes a real contract with its clause again and again, each time of another buyer and with another standing.</summary>
    private static void Fill(PlacementWork work, Guid[] buyers)
    {
        using var database = work.Service.Open();
        using var transaction = database.BeginTransaction();
        var made = work.Contracts[0];
        var inserts = PerContract.Select(table => Insert(database, transaction, table, made)).ToList();
        for (var i = work.Contracts.Length; i < Contracts; i++)
        {
            var (id, buyer) = (Guid.CreateVersion7().ToByteArray(bigEndian: true), buyers[i % Buyers].ToByteArray(bigEndian: true));
            foreach (var (insert, original) in inserts)
            {
                foreach (var (name, value) in original) insert.Parameters["@" + name].Value = value;
                Set(insert, "id", id);
                Set(insert, "contractId", id);
                Set(insert, "buyerId", buyer);
                Set(insert, "reference", $"REF-{i}");
                // Most are on track; one in ten at risk, one in a thousand behind.
                Set(insert, "counted", i % 1_000 == 0 ? 0L : 15_000_00L);
                Set(insert, "forecast", i % 1_000 == 0 ? 0L : i % 10 == 0 ? 160_000_00L : 200_000_00L);
                insert.ExecuteNonQuery();
            }
        }
        // The contracts that the others were made of have no standing of their own yet.
        using (var first = new SqliteCommand("UPDATE ContractProgress SET counted = 1500000, forecast = 20000000 WHERE forecast = 0 AND contractId <= @last", database, transaction))
        {
            first.Parameters.AddWithValue("@last", work.Contracts[^1].ToByteArray(bigEndian: true));
            first.ExecuteNonQuery();
        }
        transaction.Commit();
        foreach (var (insert, _) in inserts) insert.Dispose();
        using var analyze = new SqliteCommand("PRAGMA optimize", database);
        analyze.ExecuteNonQuery();
    }

    private static void Set(SqliteCommand insert, string name, object value)
    {
        if (insert.Parameters.Contains("@" + name)) insert.Parameters["@" + name].Value = value;
    }

    private static (SqliteCommand Insert, List<(string Name, object Value)> Original) Insert(SqliteConnection database, SqliteTransaction transaction, string table, Guid id)
    {
        using var select = new SqliteCommand($"SELECT * FROM {table} WHERE {(table == "Contract" ? "id" : "contractId")} = @id", database, transaction);
        select.Parameters.AddWithValue("@id", id.ToByteArray(bigEndian: true));
        using var reader = select.ExecuteReader();
        reader.Read();
        var row = Enumerable.Range(0, reader.FieldCount).Select(i => (Name: reader.GetName(i), Value: reader.GetValue(i))).ToList();
        var insert = new SqliteCommand($"INSERT INTO {table} ({string.Join(", ", row.Select(c => c.Name))}) VALUES ({string.Join(", ", row.Select(c => "@" + c.Name))})", database, transaction);
        foreach (var (name, value) in row) insert.Parameters.AddWithValue("@" + name, value);
        return (insert, row);
    }
}
