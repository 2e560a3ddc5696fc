using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Contracts;

/// <summary>What a version is of: the contract's facts and parties, or its clause.</summary>
public enum VersionOf { Contract, Clause }

/// <summary>How a contract or its clause was recorded at a time.</summary>
/// <param name="Version">From 1, of each of both.</param>
/// <param name="Act">entered, imported, amended, contract.transferred; clause.set, clause.inherited, clause.amended, turnover.final, turnover.corrected.</param>
/// <param name="ValidFromDate">The day that an amendment holds from; null from the start.</param>
/// <param name="Holds">Whether it holds on any day as all is known now; a later one that holds from that day or an earlier one replaced it.</param>
/// <param name="RecordedBy">Principal.</param>
/// <param name="Obligation">Of a clause, frozen when it was recorded; else null.</param>
/// <param name="Warnings">What was warned of when the clause was recorded; the officer's answer stands in the clause.</param>
public sealed record RecordedVersion(
    VersionOf Of, int Version, string Act, DateOnly? ValidFromDate, bool Holds, DateTimeOffset RecordedAt, Guid RecordedBy, string? Reason,
    Euros? Obligation, DateOnly? BoundDate, ContractEntry? Contract, ClauseEntry? Clause, IReadOnlyList<Told> Warnings);

/// <summary>All versions of a contract and its clause, in the order in which they were recorded.</summary>
[For(Role.Officer, Role.Supplier, Role.Auditor)]
public sealed record ListVersions(Guid ContractId) : IQuery<IReadOnlyList<RecordedVersion>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contracts/{id:guid}/versions", async (HttpContext http, Guid id, IMediator mediator) =>
        http.Answer(new ListOf<RecordedVersion>(await mediator.Send(new ListVersions(id), http.RequestAborted), new(null))))
        .Does<ListVersions>().Gives<ListOf<RecordedVersion>>();

    internal sealed class Handler(Session session, Call call) : IRequestHandler<ListVersions, IReadOnlyList<RecordedVersion>>
    {
        public async Task<IReadOnlyList<RecordedVersion>> Handle(ListVersions request, CancellationToken cancellationToken)
        {
            var contracts = await session.Query<Row>(SelectContractSql, new { id = request.ContractId });
            if (contracts.Count == 0) throw new RefusedException(Refusals.NotFoundHere);
            var clauses = await session.Query<Row>(SelectClauseSql, new { id = request.ContractId });
            var holding = ClauseTimeline.Of(clauses, c => c.ValidFrom).ToHashSet();
            return [.. contracts.Select(c => c.OfContract(c == contracts[^1])).Concat(clauses.Select(c => c.OfClause(holding.Contains(c), call.Language)))
                .OrderBy(v => v.RecordedAt).ThenBy(v => v.Of).ThenBy(v => v.Version)];
        }
    }

    private const string SelectContractSql = $"""
        SELECT h.version, h.act, h.validFrom, h.facts AS body, h.recordedAt, h.recordedBy, h.reason
        FROM Contract c JOIN ContractVersion h ON h.contractId = c.id WHERE c.id = @id AND {Scope.Contract} ORDER BY h.version
        """;
    private const string SelectClauseSql = $"""
        SELECT v.version, v.act, v.validFrom, v.body, v.obligation, v.boundDate, v.recordedAt, v.recordedBy, v.reason
        FROM Contract c JOIN ClauseVersion v ON v.contractId = c.id WHERE c.id = @id AND {Scope.Contract} ORDER BY v.version
        """;

    private sealed class Row
    {
        public int Version { get; init; }
        public string Act { get; init; } = "";
        public DateOnly? ValidFrom { get; init; }
        public string Body { get; init; } = "";
        public Euros? Obligation { get; init; }
        public DateOnly? BoundDate { get; init; }
        public DateTimeOffset RecordedAt { get; init; }
        public Guid RecordedBy { get; init; }
        public string? Reason { get; init; }

        public RecordedVersion OfContract(bool holds) => new(
            VersionOf.Contract, Version, Act, ValidFrom, holds, RecordedAt, RecordedBy, Reason, null, null, Json.Read<ContractStore.Facts>(Body).Entry, null, []);

        public RecordedVersion OfClause(bool holds, string language)
        {
            var body = Json.Read<ClauseBody>(Body);
            return new(VersionOf.Clause, Version, Act, ValidFrom, holds, RecordedAt, RecordedBy, Reason, Obligation, BoundDate, null, body.Clause, Told.In(language, body.Warnings));
        }
    }
}
