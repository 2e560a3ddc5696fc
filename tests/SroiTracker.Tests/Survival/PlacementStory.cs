using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace SroiTracker.Tests.Survival;

/// <summary>
/// A placement from its first report to its verification, as two callers live it: what they sent, and what of it they
/// heard was done.
/// </summary>
public sealed class PlacementStory(string reference, Guid contractId, HttpClient supplier, HttpClient officer)
{
    /// <summary>Reported, reported again, verified.</summary>
    public const int Acts = 3;

    private const string Until = "2024-07-31", UntilLater = "2024-12-31";
    private Guid? _id;

    /// <summary>How many acts were answered with "done".</summary>
    public int Heard { get; private set; }

    /// <summary>How many acts were sent; at most one more than were answered.</summary>
    public int Sent { get; private set; }

    /// <summary>Sends acts until the last was answered, or the service is gone.</summary>
    /// <returns>Whether the service is still there.</returns>
    public async Task<bool> Live(CancellationToken token)
    {
        while (Heard < Acts)
        {
            Sent = Heard + 1;
            try
            {
                if (!await Act(Sent, token)) return true;
            }
            catch (HttpRequestException) { return false; }
            Heard = Sent;
        }
        return true;
    }

    /// <summary>
    /// After the next start: what was heard to be done is there, once; what was sent without an answer is there or not, and
    /// sending it again leaves it there once.
    /// </summary>
    public async Task AssertKept(CancellationToken token)
    {
        var kept = await Kept(token);
        Assert.InRange(kept, Heard, Sent);
        // A report that comes twice is known by its reference; who finds a placement verified does not verify it again.
        if (kept == Acts) Heard = Acts;
        while (Heard < Sent)
            if (await Act(Sent, token)) Heard = Sent;
        Assert.Equal(Sent, await Kept(token));
    }

    /// <summary>False where the service said that it was too busy: then nothing was done.</summary>
    private async Task<bool> Act(int number, CancellationToken token)
    {
        if (number == Acts) _id ??= await Id(token);
        var (caller, path, body) = number < Acts
            ? (supplier, "/api/v1/placements", Report(number == 1 ? Until : UntilLater))
            : (officer, $"/api/v1/placements/{_id}/verifications", new JsonObject { ["contractId"] = contractId, ["reportNumber"] = 2, ["throughDate"] = UntilLater });
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), null, "application/json") };
        request.Headers.Add("Idempotency-Key", $"{reference}-{number}");
        // The commit comes before the answer: its first byte is the promise.
        using var response = await caller.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable) return false;
        if (!response.IsSuccessStatusCode) Assert.Fail($"{reference}, act {number}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(token)}");
        return true;
    }

    /// <summary>How many acts of it the service has.</summary>
    private async Task<int> Kept(CancellationToken token)
    {
        var items = await Items(token);
        if (items.Count == 0) return 0;
        var placement = Assert.Single(items)!;
        return (string?)placement["contracts"]![0]!["state"] == "Verified" ? Acts : (int)placement["reportNumber"]!;
    }

    private async Task<Guid> Id(CancellationToken token) => (Guid)Assert.Single(await Items(token))!["id"]!;

    private async Task<JsonArray> Items(CancellationToken token) =>
        JsonNode.Parse(await supplier.GetStringAsync(new Uri($"/api/v1/placements?supplierReference={reference}", UriKind.Relative), token))!["items"]!.AsArray();

    private JsonObject Report(string through) => new()
    {
        ["supplierReference"] = reference, ["candidate"] = $"pseudonym-1-{reference}", ["bouwblok"] = "participatiewet", ["doelgroep"] = "Participatiewet",
        ["doelgroepindicatie"] = new JsonObject { ["status"] = "None" }, ["placementMethod"] = "Individueel", ["employment"] = "Dienstverband",
        ["employerKvk"] = "08057642", ["inServiceSinceDate"] = "2024-05-01", ["hoursPerWeek"] = 24, ["startDate"] = "2024-05-01",
        ["reportedThroughDate"] = through, ["permanent"] = false,
        ["allocations"] = new JsonArray(new JsonObject { ["contractId"] = contractId, ["percentage"] = 100 }),
    };
}
