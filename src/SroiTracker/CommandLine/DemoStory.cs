using MediatR;
using SroiTracker.Bouwblokken;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Import;
using SroiTracker.Placements;
using SroiTracker.Privacy;
using SroiTracker.Suppliers;

namespace SroiTracker.CommandLine;

/// <summary>
/// What the demo does before it serves: the main job on one real contract, through the same commands as the API. The
/// awards are real (their notices are named in the file); the placements are made up, and so are the pseudonyms.
/// </summary>
internal sealed class DemoStory(IServiceProvider services, CancellationToken token)
{
    /// <summary>The buyer's number of the contract of Waterschap Rivierenland with Hegeman Bouw &amp; Infra.</summary>
    public const string Reference = "219964";

    private const string Awards = "SroiTracker.Demo.awards.ocds.json";

    // In the region of the contract; the table of Oost-Nederland names no date from which it holds, so it is chosen, not bound.
    private const string Region = "Oost-Nederland";

    /// <summary>What the demo shows for pasting.</summary>
    /// <param name="ToVerify">A placement of which a report waits for the officer.</param>
    public sealed record Shown(string OfficerKey, string SupplierKey, Guid ContractId, PlacementView ToVerify);

    /// <summary>Plays the whole story.</summary>
    public async Task<Shown> Play()
    {
        var officerKey = await As(Caller.TheService).Send(new CreateKey(Role.Officer, null, null, "demo officer", true, null), token);
        var officer = await Known(officerKey.Key);

        await using (var awards = typeof(DemoStory).Assembly.GetManifestResourceStream(Awards)!)
            await As(officer).Send(new ImportContracts(awards, null), token);
        var listed = (await As(officer).Send(new ListContracts(new(null, null, null, Reference, null), Guid.Empty, 1), token)).Single();
        var (contract, version) = await As(officer).Send(new GetContract(listed.Id), token);
        var tarief = (await As(officer).Send(new ListTarieven(Guid.Empty, Paging.LargestSize), token)).First(t => t.Region == Region);
        await As(officer).Send(new SetClause(contract.Id, version, new ClauseEntry
        {
            Base = ClauseBase.ContractValue, Percentage = 5, TariefId = tarief.Id, VatConfirmed = true,
            SubjectRelation = "Bouwplaatsmedewerkers, leerlingen techniek en werkvoorbereiding op het werk zelf.",
            WarningsAnswer = "Besproken met de opdrachtnemer.",
        }), token);

        var supplierId = contract.Suppliers[0].Id;
        var supplierKey = await As(officer).Send(new CreateSupplierKey(supplierId, new("demo supplier", null, null, null)), token);
        var supplier = await Known(supplierKey.Key!);
        PlacementView? waiting = null;
        foreach (var line in Placements(contract.Id))
        {
            var reported = (await As(supplier).Send(new ReportPlacement(line.Report), token)).Placement;
            if (line.VerifiedThrough is { } through)
                await As(officer).Send(new VerifyPlacement(reported.Id, contract.Id, reported.ReportNumber, through), token);
            else waiting = reported;
        }
        return new(officerKey.Key, supplierKey.Key!, contract.Id, waiting!);
    }

    /// <summary>The contracts as an officer sees them.</summary>
    public Task<IReadOnlyList<ListedContract>> Contracts() => As(Caller.TheService).Send(new ListContracts(new(null, null, null, null, null), Guid.Empty, Paging.LargestSize), token);

    private async Task<Caller> Known(string key) => (await services.GetRequiredService<ApiKeys>().Find(key, token))!;

    private IMediator As(Caller caller)
    {
        var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Call>().Caller = caller;
        return scope.ServiceProvider.GetRequiredService<IMediator>();
    }

    private sealed record Line(PlacementStatement Report, DateOnly? VerifiedThrough);

    private static IEnumerable<Line> Placements(Guid contractId)
    {
        yield return Of("HBI-2024-011", "Vq3nT8mKx2LpR7wZ", "participatiewet-over-2-years", Doelgroep.Participatiewet, Employment.Dienstverband, 32,
            new(2024, 5, 13), new(2025, 5, 12), new(2025, 5, 12), new(2025, 5, 12));
        yield return Of("HBI-2024-019", "Hd5sY1jCb9GfN4tA", "banenafspraak", Doelgroep.Banenafspraak, Employment.Dienstverband, 24,
            new(2024, 9, 2), null, new(2026, 9, 30), new(2026, 6, 30));
        yield return Of("HBI-2025-004", "Zk7uE2oWq6MvS3xJ", "ww-over-1-year", Doelgroep.WW, Employment.Detachering, 36,
            new(2025, 2, 3), new(2026, 2, 2), new(2026, 2, 2), new(2026, 2, 2));
        yield return Of("HBI-2025-007", "Bp4rL9aDf1HnC8yU", "work-experience-place", Doelgroep.Participatiewet, Employment.Werkervaringsplaats, 36,
            new(2025, 3, 1), new(2025, 8, 31), new(2025, 8, 31), new(2025, 8, 31));
        yield return Of("HBI-2025-012", "Mw6tG3eKv8QsX5iO", "bbl-level-1-2", Doelgroep.Bbl, Employment.Bbl, 32,
            new(2025, 9, 1), null, new(2026, 10, 31), null);

        Line Of(string reference, string candidate, string bouwblok, Doelgroep doelgroep, Employment employment, decimal hours,
            DateOnly start, DateOnly? end, DateOnly reportedThrough, DateOnly? verifiedThrough) => new(
            new PlacementStatement(
                SupplierId: null, SupplierReference: reference, Candidate: SentPseudonym.From(candidate), Bouwblok: bouwblok, Doelgroep: doelgroep,
                DoelgroepSinceDate: null,
                Doelgroepindicatie: doelgroep == Doelgroep.Banenafspraak ? new(Doelgroepindicatie.Attested, start) : new(Doelgroepindicatie.None, null),
                PlacementMethod: PlacementMethod.InkoopSroi, Employment: employment, EmployerKvk: "70248311", InServiceSinceDate: start, HoursPerWeek: hours,
                StartDate: start, EndDate: end, ReportedThroughDate: reportedThrough, TermsFromDate: null, Permanent: false, AgeBand: null, Bonuses: [],
                TeamId: null, ProeftuinId: null, Allocations: [new(contractId, null, 100)]),
            verifiedThrough);
    }
}
