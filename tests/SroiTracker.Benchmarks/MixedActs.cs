using System.Globalization;
using SroiTracker.Bouwblokken;
using SroiTracker.Contracts;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Organisations;
using SroiTracker.Placements;
using SroiTracker.Privacy;
using SroiTracker.Suppliers;

namespace SroiTracker.Benchmarks;

/// <summary>
/// A history of many placements with all kinds of acts, through the whole pipeline: reports and next reports, shares over
/// two contracts, second references, verdicts of every kind, amendments; half of the contracts under a Tarief whose maximum
/// months and bonuses run over the buyer.
/// </summary>
internal sealed class MixedActs(InProcess service, Guid[] contracts, Guid[] tarieven, Caller supplier, Caller[] officers)
{
    private const int Callers = 64, PlacementsOnContract = 200, ContractsOfBuyer = 20;
    private static readonly DateOnly Start = new(2024, 4, 1), Left = new(2024, 8, 15), Changed = new(2024, 9, 1), Through = new(2025, 6, 30);
    private long _acts;

    /// <summary>How many acts were done, refused ones left out.</summary>
    public long Acts => _acts;

    /// <summary>Makes a history of so many placements.</summary>
    public static async Task<MixedActs> Of(InProcess service, int placements)
    {
        var admin = service.Administrator;
        var utrecht = (await service.Lane.Read(admin, TariefStore.All, CancellationToken.None)).First(t => t.Region == "Utrecht" && t.Block("participatiewet") is not null);
        Tarief[] tarieven = [utrecht, Buyers(utrecht, "1", 36), Buyers(utrecht, "2", 38)];
        await service.Lane.Run(admin, session => TariefStore.Publish(session, tarieven), CancellationToken.None);
        var supplier = await service.Send(admin, new CreateSupplier("Hegeman Bouw & Infra B.V.", null));

        var (contracts, buyer) = (new Guid[Math.Max(20, placements / PlacementsOnContract)], Guid.Empty);
        for (var i = 0; i < contracts.Length; i++)
        {
            if (i % ContractsOfBuyer == 0) buyer = await service.Send(admin, new CreateOrganisation($"Opdrachtgever {i}", null, null, null, null));
            contracts[i] = await service.Send(admin, new CreateContract(new ContractEntry
            {
                Reference = $"C-{i:D4}", Title = "Uitvoering", Nature = ContractNature.Works, BuyerId = buyer, SupplierIds = [supplier],
                Value = new Money(3_887_000.00m, "EUR"), StartDate = Start, EndDate = new(2026, 12, 31), SignatureDate = new(2024, 3, 12),
            }));
            await service.Send(admin, new SetClause(contracts[i], 1, new ClauseEntry { Base = ClauseBase.ContractValue, Percentage = 5.0m, TariefId = tarieven[i % 2].Id, VatConfirmed = true }));
        }
        var (http, caller) = await service.With(Role.Supplier, supplier);
        http.Dispose();
        var officers = new Caller[2];
        for (var i = 0; i < officers.Length; i++) (http, officers[i]) = await service.With(Role.Officer);
        http.Dispose();
        var acts = new MixedActs(service, contracts, Array.ConvertAll(tarieven, t => t.Id), caller, officers);
        await Rounds.ActsASecond(Callers, [.. Enumerable.Range(0, placements)], acts.Live);
        return acts;
    }

    private static Tarief Buyers(Tarief like, string version, int week) => like with
    {
        Id = Guid.CreateVersion7(), Region = "Regio", Version = version, MaximumScope = MaximumScope.Buyer, BonusScope = BonusScope.Buyer, FullTimeMinutes = week * 60,
    };

    /// <summary>One placement from its first report to its last verdict. What comes is drawn from its number, so that every run has the same.</summary>
    private async Task Live(int number)
    {
        var draw = new Random(number);
        var (first, second) = (contracts[number % contracts.Length], contracts[(number + 2) % contracts.Length]);
        var shares = draw.Next(4) == 0 ? new[] { (first, 60m), (second, 40m) } : [(first, 100m)];
        // Every tenth is a second reference of the person before.
        var person = (number % 10 == 9 ? number - 1 : number).ToString("D8", CultureInfo.InvariantCulture);
        var permanent = draw.Next(3) == 0;
        PlacementStatement Report(int hours, DateOnly through, DateOnly? from) => new(
            null, string.Create(CultureInfo.InvariantCulture, $"R{number:D8}"), SentPseudonym.From("pseudonym-of-p" + person), number % 3 == 0 ? "banenafspraak" : "participatiewet",
            Doelgroep.Participatiewet, null, new(Doelgroepindicatie.None, null), PlacementMethod.Individueel, Employment.Dienstverband, "08057642", Start, hours,
            Start.AddDays(number % 90), null, through, from, permanent, null, permanent ? ["permanent-contract"] : [], null, null, [.. shares.Select(s => new StatedShare(s.Item1, null, s.Item2))]);

        var placement = (await Send(supplier, new ReportPlacement(Report(draw.Next(12, 19), Changed, null)))).Placement;
        if (draw.Next(5) < 2) placement = (await Send(supplier, new ReportPlacement(Report(draw.Next(12, 19), Through, Changed)))).Placement;
        var (id, report) = (placement.Id, placement.ReportNumber);
        foreach (var (contract, _) in shares)
        {
            var fate = draw.Next(20);
            if (fate == 0) await Send(officers[0], new RejectPlacement(id, contract, report, "hours", "De uren kloppen niet.", null));
            else if (fate == 1) await Send(supplier, new WithdrawPlacement(id, contract, report, null, "Vergissing."));
            else if (fate < 18) await Verified(id, contract, report, placement.ReportedThroughDate, fate);
        }
        // Now and then a contract is amended while others report and verify on it.
        if (number % (PlacementsOnContract * 4) == PlacementsOnContract)
            await Send(officers[0], new AmendContract(first, new() { FromDate = new(2025, 1, 1), Reason = "Aangevuld", TariefId = tarieven[2] }));
    }

    private async Task Verified(Guid id, Guid contract, int report, DateOnly through, int fate)
    {
        await Send(officers[0], new VerifyPlacement(id, contract, report, through.AddDays(-(fate % 5))));
        if (fate == 2)
        {
            var asked = await Send(supplier, new WithdrawPlacement(id, contract, report, null, "Toch niet."));
            await Send(officers[0], new DecideWithdrawal(id, RequestOn(asked, contract), true, null));
        }
        if (fate is 3 or 4)
        {
            var asked = await Send(officers[0], new RevokePlacement(id, contract, report, "left", "Vertrokken.", Left));
            await Send(officers[1], new DecideRevocation(id, RequestOn(asked, contract), fate == 3, null));
        }
    }

    private static Guid RequestOn(PlacementView placement, Guid contract) => placement.Contracts.Single(c => c.ContractId == contract).Verdict!.Id;

    private async Task<T> Send<T>(Caller caller, MediatR.IRequest<T> request)
    {
        var answer = await service.Send(caller, request);
        Interlocked.Increment(ref _acts);
        return answer;
    }
}
