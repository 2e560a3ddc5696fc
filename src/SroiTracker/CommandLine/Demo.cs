using System.CommandLine;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using Spectre.Console;

namespace SroiTracker.CommandLine;

/// <summary>Starts the service on a fresh temporary database with real contracts, and shows what to try.</summary>
internal static class Demo
{
    public static Command Command()
    {
        var command = new Command("demo", "Start on a fresh temporary database with real Dutch awards, and print keys and lines to paste.");
        command.SetAction((_, token) => Run(token));
        return command;
    }

    private static async Task<int> Run(CancellationToken token)
    {
        var folder = Directory.CreateTempSubdirectory("sroitracker-demo-");
        try
        {
            await using var app = App.Build(new Dictionary<string, string?>
            {
                ["Storage:Engine"] = "Sqlite",
                ["ConnectionStrings:SroiTracker"] = $"Data Source={Path.Combine(folder.FullName, "sroitracker.db")}",
            });
            await app.Services.Prepare(token);
            await app.Listen(token);
            var story = new DemoStory(app.Services, token);
            var shown = await story.Play();
            var contracts = await story.Contracts();
            Show(contracts);
            Paste(app.Urls.First(), shown, contracts.Count);
            await app.WaitForShutdownAsync(token);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Fits in 80 columns: buyer and supplier share one.
    private static void Show(IReadOnlyList<ListedContract> contracts)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("contract").PadLeft(0));
        foreach (var name in new[] { "obligation", "counted", "expected" }) table.AddColumn(new TableColumn(name).RightAligned().PadLeft(0).NoWrap());
        table.AddColumn(new TableColumn("state").PadLeft(0).NoWrap());
        foreach (var contract in contracts.OrderByDescending(c => c.Obligation?.Cents ?? -1).ThenByDescending(c => c.Value?.Amount))
            table.AddRow(
                $"{Short(contract.Buyer.Name, 23)}\n  {Short(string.Join(", ", contract.Suppliers.Select(s => s.Name)), 21)}",
                In(contract.Obligation), In(contract.Counted), In(contract.Expected), contract.State.ToString());
        AnsiConsole.Write(table);
    }

    private static string In(Euros? amount) => amount?.InWords() ?? "";

    private static string Short(string text, int longest) => Markup.Escape(text.Length > longest ? text[..(longest - 1)] + "…" : text);

    private static void Paste(string url, DemoStory.Shown shown, int imported) => Console.WriteLine($$"""
        {{imported}} contracts of real awards were imported; on one of them stands a clause of 5 %, with five placements that are made up.
        The service listens on {{url}} until you press Ctrl+C; then this database is thrown away.

        Paste this first:

        export SROI={{url}}/api/v1
        export OFFICER_KEY={{shown.OfficerKey}}
        export SUPPLIER_KEY={{shown.SupplierKey}}
        export CONTRACT={{shown.ContractId}}

        The officer sees where the contract stands, and why:

        curl -s "$SROI/contracts/$CONTRACT/progress" -H "Authorization: Bearer $OFFICER_KEY"
        curl -s "$SROI/contracts/$CONTRACT/ledger" -H "Authorization: Bearer $OFFICER_KEY"

        What asks for attention, and how the contract stood at the end of 2025:

        curl -s "$SROI/signals" -H "Authorization: Bearer $OFFICER_KEY"
        curl -s "$SROI/contracts/$CONTRACT/progress?at=2025-12-31" -H "Authorization: Bearer $OFFICER_KEY"

        The supplier asks what two people from the banenafspraak for eleven months at 28 hours would bring:

        curl -s "$SROI/contracts/$CONTRACT/what-if?people=2&doelgroep=Banenafspraak&months=11&hoursPerWeek=28" -H "Authorization: Bearer $SUPPLIER_KEY"

        The officer verifies the report that waits:

        curl -s "$SROI/placements/{{shown.ToVerify.Id}}/verifications" -H "Authorization: Bearer $OFFICER_KEY" -H "Content-Type: application/json" -d '{"contractId": "{{shown.ContractId}}", "reportNumber": {{shown.ToVerify.ReportNumber}}, "throughDate": "{{shown.ToVerify.ReportedThroughDate:yyyy-MM-dd}}"}'

        The supplier reports a placement:

        curl -s "$SROI/placements" -H "Authorization: Bearer $SUPPLIER_KEY" -H "Idempotency-Key: my-first-report" -H "Content-Type: application/json" -d '{"supplierReference": "R-2026-117", "candidate": "k7Qm2vX9tB4sLw8Z", "bouwblok": "participatiewet-under-2-years", "doelgroep": "Participatiewet", "doelgroepindicatie": {"status": "None"}, "placementMethod": "Individueel", "employment": "Dienstverband", "hoursPerWeek": 24, "startDate": "2026-01-05", "reportedThroughDate": "2026-06-30", "allocations": [{"contractReference": "{{DemoStory.Reference}}", "percentage": 100}]}'

        """);
}
