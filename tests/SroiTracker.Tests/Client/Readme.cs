// The pieces of C# in the README of the client, one after another: ReadmeTests compares them with the README, and runs them.
#pragma warning disable CA1304, CA1305, CA2007
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Client;

namespace SroiTracker.Tests.Client;

/// <summary>The program that a stranger makes of the README.</summary>
internal sealed class Readme(string sroiAddress, string supplierKey, string pseudonymSecret)
{
    /// <summary>What the program wrote.</summary>
    public List<string> Written { get; } = [];

    private Surroundings Environment => new(new() { ["SROI"] = sroiAddress, ["SUPPLIER_KEY"] = supplierKey, ["PSEUDONYM_SECRET"] = pseudonymSecret });

    private Screen Console => new(Written);

    public async Task Run()
    {
        await using var services = new ServiceCollection()
            .AddSroiTrackerClient(o =>
            {
                o.BaseAddress = new Uri(Environment.GetEnvironmentVariable("SROI")!);
                o.ApiKey = Environment.GetEnvironmentVariable("SUPPLIER_KEY");
                o.AcceptLanguage = "en";
            })
            .Services.BuildServiceProvider();
        var sroi = services.GetRequiredService<SroiTrackerClient>();

        await foreach (var contract in sroi.Contracts.ListAsync())
            Console.WriteLine($"{contract.Reference} for {contract.Buyer?.Name}: € {contract.Counted} of € {contract.Obligation}, {contract.State}");

        var secret = Environment.GetEnvironmentVariable("PSEUDONYM_SECRET")!;
        var report = new PlacementReport
        {
            SupplierReference = "R-2026-118",
            Candidate = Pseudonym.Make(secret, "P-00417"),
            Bouwblok = "participatiewet-under-2-years",
            Doelgroep = Doelgroep.Participatiewet,
            PlacementMethod = PlacementMethod.InkoopSroi,
            Employment = Employment.Dienstverband,
            EmployerKvk = "70248311",
            HoursPerWeek = 24,
            StartDate = new(2026, 1, 5),
            ReportedThroughDate = new(2026, 6, 30),
            Allocations = [StatedShare.Of("219964")],
        };

        var valuation = await sroi.Placements.ValueAsync(report);
        foreach (var on in valuation.Contracts)
            Console.WriteLine($"{on.ContractReference} would count € {on.Value}, run on € {on.Expected}: {string.Join(" + ", on.Parts.Select(p => p.Formula))}");

        var placement = await sroi.Placements.ReportAsync(report, idempotencyKey: "R-2026-118/1");
        Console.WriteLine($"{placement.SupplierReference} is {placement.Contracts[0].State}, worth € {placement.Contracts[0].Value}");

        await foreach (var mine in sroi.Placements.ListAsync())
            foreach (var on in mine.Contracts)
            {
                Console.WriteLine($"{mine.SupplierReference} on {on.ContractReference}: {on.State}, € {on.Counted} counted, € {on.Waiting} waiting. {on.Verdict?.Reason}");
                // The officer may say at a rejection what would be right; you may agree in one act.
                if (on.State == PlacementState.Rejected && on.Verdict?.ProposedReport is not null)
                    await sroi.Placements.AcceptAsync(mine.Id, mine.ReportNumber, on.ContractId);
            }

        var seen = await sroi.Placements.GetAsync(placement.Id);
        var next = await sroi.Placements.ReportNextAsync(seen.Id, seen.ETag!, report with { ReportedThroughDate = new(2026, 9, 30) });
        Console.WriteLine($"Report {next.ReportNumber} of {next.SupplierReference}");

        var ledger = await sroi.Contracts.LedgerAsync(placement.Contracts[0].ContractId);
        foreach (var line in ledger.Lines)
            Console.WriteLine($"{line.Year} {line.SupplierReference} € {line.Amount}: {string.Join(" + ", line.Parts.Select(p => p.Formula))}");

        try
        {
            await sroi.Placements.ReportAsync(report with { SupplierReference = "R-2026-119", HoursPerWeek = 24.123m, Candidate = "too-short" });
        }
        catch (SroiRefusedException refused)
        {
            Console.WriteLine($"{(int)refused.Status} {refused.Code}");
            foreach (var error in refused.Errors) Console.WriteLine($"  {error.Place}: {error.Detail}");
        }
        catch (SroiUnavailableException unavailable)
        {
            // Nobody knows whether it was done. Keep the key, and call again with it later.
            Console.WriteLine(unavailable.IdempotencyKey);
        }

        var file = Path.Combine(Path.GetTempPath(), "placements.csv");
        await File.WriteAllLinesAsync(file, ["R-2026-201;P-00501;24", "R-2026-202;P-00502;32", "R-2026-203;P-00503;12.345"]);

        var batch = await sroi.Batches.ReportAsync(() => Reports(file), idempotencyKey: "first-batch");
        Console.WriteLine($"{batch.Counts!.Accepted} accepted, {batch.Counts.Refused} refused");
        await foreach (var line in sroi.Batches.RefusedAsync(batch.Id))
            Console.WriteLine($"  line {line.Line}, {line.SupplierReference}: {line.Errors[0].Detail}");

        async IAsyncEnumerable<PlacementReport> Reports(string path)
        {
            await foreach (var line in File.ReadLinesAsync(path))
            {
                var cells = line.Split(';');
                var hours = decimal.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture);
                yield return report with { SupplierReference = cells[0], Candidate = Pseudonym.Make(secret, cells[1]), HoursPerWeek = hours };
            }
        }
    }

    private sealed record Surroundings(Dictionary<string, string> Variables)
    {
        public string? GetEnvironmentVariable(string name) => Variables.GetValueOrDefault(name);
    }

    private sealed record Screen(List<string> Lines)
    {
        public void WriteLine(string? line) => Lines.Add(line ?? "");
    }
}
