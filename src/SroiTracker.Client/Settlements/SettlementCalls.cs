using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SroiTracker.Client;

/// <summary>What a supplier does when a contract is settled.</summary>
public sealed class SettlementCalls
{
    private readonly ISroiTrackerApi _api;

    internal SettlementCalls(ISroiTrackerApi api) => _api = api;

    /// <summary>The settlements of a contract; pages are fetched as you go on.</summary>
    public IAsyncEnumerable<ListedSettlement> ListAsync(Guid contractId, int pageSize = 200, CancellationToken cancellationToken = default) =>
        Answers.List((cursor, token) => _api.ListSettlements(contractId, pageSize, cursor, token), cancellationToken);

    /// <summary>One settlement with every step.</summary>
    public Task<Settlement> GetAsync(Guid contractId, Guid id, CancellationToken cancellationToken = default) =>
        Answers.Of(_api.GetSettlement(contractId, id, cancellationToken));

    /// <summary>Gives your view, as a whole and line by line; until there is a decision you may give another.</summary>
    /// <param name="contractId">The contract.</param>
    /// <param name="id">Of the settlement.</param>
    /// <param name="view">What you say.</param>
    /// <param name="idempotencyKey">1 to 64 visible ASCII characters; null makes a new one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Settlement> GiveViewAsync(Guid contractId, Guid id, SettlementViewStatement view, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        var key = Keys.Of(idempotencyKey);
        return Answers.Of(_api.GiveView(contractId, id, view, key, cancellationToken), key);
    }

    /// <summary>The statement that stands, or the one with a number.</summary>
    /// <param name="contractId">The contract.</param>
    /// <param name="id">Of the settlement.</param>
    /// <param name="number">"SROI-2026-0001"; null is the one that stands.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InvalidDataException">The bytes are not those that the service says were frozen.</exception>
    public async Task<Statement> StatementAsync(Guid contractId, Guid id, string? number = null, CancellationToken cancellationToken = default)
    {
        using var response = await Answers.Received(_api.GetStatement(contractId, id, number, cancellationToken)).ConfigureAwait(false);
        var document = Encoding.UTF8.GetBytes(response.Content!);
        // RFC 9530; only where all of the statement is shown.
        if (response.Headers!.TryGetValues("Repr-Digest", out var said) && said.First() != $"sha-256=:{Convert.ToBase64String(SHA256.HashData(document))}:")
            throw new InvalidDataException("The statement is not the one that was frozen: its SHA-256 differs.");
        return Answers.WithHeaders(JsonSerializer.Deserialize<Statement>(document, Json.Options)!, response) with { Document = document };
    }
}
