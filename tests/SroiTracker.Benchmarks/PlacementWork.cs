using System.Globalization;
using System.Text;
using SroiTracker.Bouwblokken;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Organisations;
using SroiTracker.Placements;
using SroiTracker.Privacy;
using SroiTracker.Suppliers;

namespace SroiTracker.Benchmarks;

/// <summary>A supplier with many contracts with a clause, and placements to report on them: each of another candidate.</summary>
internal sealed class PlacementWork : IAsyncDisposable
{
    private const int ContractCount = 100;
    private static readonly DateOnly Start = new(2024, 4, 1), Through = new(2024, 12, 31);
    private readonly Guid _buyerId, _tariefId;
    private int _last;

    private PlacementWork(InProcess service, Guid buyerId, Guid tariefId, Guid supplierId, HttpClient http, Caller supplier, Guid[] contracts) =>
        (Service, _buyerId, _tariefId, SupplierId, Http, Supplier, Contracts) = (service, buyerId, tariefId, supplierId, http, supplier, contracts);

    public InProcess Service { get; }
    public Guid SupplierId { get; }
    public HttpClient Http { get; }
    public Caller Supplier { get; }
    public Guid[] Contracts { get; }

    public static async Task<PlacementWork> Begin(Dictionary<string, string?>? settings = null)
    {
        var service = await InProcess.Start(settings);
        var admin = service.Administrator;
        var buyer = await service.Send(admin, new CreateOrganisation("Waterschap Rivierenland", null, null, null, null));
        var supplier = await service.Send(admin, new CreateSupplier("Hegeman Bouw & Infra B.V.", null));
        var tarief = (await service.Lane.Read(admin, TariefStore.All, CancellationToken.None)).First(t => t.Region == "Utrecht" && t.Block("participatiewet") is not null);
        var contracts = new Guid[ContractCount];
        for (var i = 0; i < ContractCount; i++) contracts[i] = await Contract(service, $"WSRL-2024-{i:D3}", buyer, supplier, tarief.Id);
        var (http, caller) = await service.With(Role.Supplier, supplier);
        return new(service, buyer, tarief.Id, supplier, http, caller, contracts);
    }

    /// <summary>A contract with a clause for another supplier.</summary>
    public Task<Guid> Contract(string reference, Guid supplierId) => Contract(Service, reference, _buyerId, supplierId, _tariefId);

    private static async Task<Guid> Contract(InProcess service, string reference, Guid buyerId, Guid supplierId, Guid tariefId)
    {
        var id = await service.Send(service.Administrator, new CreateContract(new ContractEntry
        {
            Reference = reference, Title = "Dijkversterking, uitvoering", Nature = ContractNature.Works, BuyerId = buyerId, SupplierIds = [supplierId],
            Value = new Money(3_887_000.00m, "EUR"), StartDate = Start, EndDate = new(2026, 12, 31), SignatureDate = new(2024, 3, 12),
        }));
        await service.Send(service.Administrator, new SetClause(id, 1, new ClauseEntry { Base = ClauseBase.ContractValue, Percentage = 5.0m, TariefId = tariefId, VatConfirmed = true }));
        return id;
    }

    /// <summary>The next placement through the whole pipeline; its id and contract.</summary>
    public async Task<(Guid Id, Guid Contract)> Report()
    {
        var (number, contract) = Next();
        var statement = new PlacementStatement(
            null, $"R{number}", SentPseudonym.From(PseudonymOf(number)), "participatiewet", Doelgroep.Participatiewet, null, new(Doelgroepindicatie.None, null),
            PlacementMethod.Individueel, Employment.Dienstverband, "08057642", Start, 24, Start, null, Through, null, false, null, [], null, null,
            [new(contract, null, 100)]);
        return ((await Service.Send(Supplier, new ReportPlacement(statement))).Placement.Id, contract);
    }

    /// <summary>The next placement over HTTP.</summary>
    public async Task ReportOverHttp()
    {
        var (number, contract) = Next();
        var body = $$"""
            {"supplierReference":"R{{number}}","candidate":"{{PseudonymOf(number)}}","bouwblok":"participatiewet","doelgroep":"Participatiewet","doelgroepindicatie":{"status":"None"},
            "placementMethod":"Individueel","employment":"Dienstverband","employerKvk":"08057642","inServiceSinceDate":"2024-04-01","hoursPerWeek":24,"startDate":"2024-04-01",
            "reportedThroughDate":"2024-12-31","permanent":false,"bonuses":[],"allocations":[{"contractId":"{{contract}}","percentage":100}]}
            """;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/placements") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", number);
        using var response = await Http.SendAsync(request);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
        await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>A number that no other placement has, and the contract that it goes to.</summary>
    public (string Number, Guid Contract) Next()
    {
        var number = Interlocked.Increment(ref _last);
        return (number.ToString("D8", CultureInfo.InvariantCulture), Contracts[number % ContractCount]);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Service.DisposeAsync();
    }

    private static string PseudonymOf(string number) => "pseudonym-of-p" + number;
}
