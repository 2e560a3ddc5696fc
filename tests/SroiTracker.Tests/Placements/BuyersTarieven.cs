using System.Text.Json.Nodes;
using SroiTracker.Tests.Http;
using static SroiTracker.Tests.Contracts.Rivierenland;

namespace SroiTracker.Tests.Placements;

/// <summary>Two versions of a Tarief whose maximum months and bonuses run over all contracts of a buyer, with the codes of the shipped ones.</summary>
public static class BuyersTarieven
{
    /// <summary>Published anew; the second pays more, and has a longer week.</summary>
    public static async Task<(Guid First, Guid Second)> In(RunningService service)
    {
        var first = ExampleRequests.Tarief(t => Fill(t, "2025", 36, 36_500, 10_000));
        var second = ExampleRequests.Tarief(t => Fill(t, "2026", 40, 40_000, 12_500));
        second["region"] = first["region"]!.GetValue<string>();
        return (await service.Administrator.Post("tarieven", first).Is(201).Id(), await service.Administrator.Post("tarieven", second).Is(201).Id());
    }

    private static void Fill(JsonObject tarief, string version, decimal week, decimal amount, decimal bonus)
    {
        (tarief["version"], tarief["basis"], tarief["fullTimeHours"], tarief["validFromDate"]) = (version, "Days", week, null);
        tarief["bouwblokken"] = new JsonArray([.. new (string Code, int? Maximum)[] { ("participatiewet", 5), ("banenafspraak", null), ("ww", 3) }.Select(b => (JsonNode)new JsonObject
        {
            ["code"] = b.Code, ["name"] = b.Code, ["amount"] = Money(amount), ["unit"] = "FullTimeYear", ["maximumMonths"] = b.Maximum,
        })]);
        tarief["bonuses"] = new JsonArray(new JsonObject
        {
            ["code"] = "permanent-contract", ["name"] = "Vast", ["amount"] = Money(bonus), ["kind"] = "Once", ["condition"] = "Permanent", ["waitingMonths"] = 1,
        });
    }
}
