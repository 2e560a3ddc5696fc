using MediatR;
using Microsoft.Net.Http.Headers;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Settlements;

/// <summary>A statement to show.</summary>
/// <param name="Statement">As this caller may see it.</param>
/// <param name="Document">The JSON of that: byte for byte as it was frozen where the caller may see all of it.</param>
/// <param name="Hash">SHA-256 of the frozen document.</param>
/// <param name="IsWhole">Whether the caller sees all of it: a supplier of a joint contract sees its own lines.</param>
/// <param name="References">The supplier's references by placement or effort, where they still exist.</param>
public sealed record ShownStatement(
    Statement Statement, string Document, IReadOnlyList<byte> Hash, bool IsWhole, bool Stands, IReadOnlyDictionary<Guid, string> References);

/// <summary>A statement of a settlement: the one that stands, or the one with a number.</summary>
[For(Role.Officer, Role.Supplier)]
public sealed record GetStatement(Guid ContractId, Guid Id, string? Number) : IQuery<ShownStatement>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contracts/{id:guid}/settlements/{settlementId:guid}/statement",
        async (HttpContext http, Guid id, Guid settlementId, IMediator mediator, Call call, string? number) =>
        {
            var shown = await mediator.Send(new GetStatement(id, settlementId, number), http.RequestAborted);
            http.Response.Headers.Vary = "Accept, Accept-Language";
            if (AsksForPage(http.Request))
            {
                http.Response.Headers.ContentSecurityPolicy = StatementPage.ContentSecurityPolicy;
                return Results.Content(StatementPage.Of(shown, call.Language), "text/html; charset=utf-8");
            }
            // RFC 9530: whoever keeps the file can see that it is the one that was frozen.
            if (shown.IsWhole) http.Response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String([.. shown.Hash])}:";
            return Results.Content(shown.Document, "application/json; charset=utf-8");
        })
        .Does<GetStatement>().Gives<Statement>().GivesText("text/html").Refuses(Refusals.SettlementNoStatement);

    /// <summary>A browser does; who says nothing, or takes anything, gets JSON.</summary>
    private static bool AsksForPage(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return Quality("text/html") > Quality("application/json");

        double Quality(string type) => accepted.Where(a => a.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Max(a => (double?)(a.Quality ?? 1)) ?? 0;
    }

    internal sealed class Handler(Session session) : IRequestHandler<GetStatement, ShownStatement>
    {
        public async Task<ShownStatement> Handle(GetStatement request, CancellationToken cancellationToken)
        {
            var kept = await SettlementStore.Find(session, request.ContractId, request.Id) ?? throw new RefusedException(Refusals.NotFoundHere);
            var statements = await SettlementStore.Statements(session, kept.Id);
            if (statements.Count == 0) throw new RefusedException(Refusals.SettlementNoStatement);
            var row = request.Number is null ? statements[^1] : statements.FirstOrDefault(s => s.Number == request.Number) ?? throw new RefusedException(Refusals.NotFoundHere);
            var stands = row == statements[^1] && kept.On(default, default).State is SettlementState.Decided or SettlementState.ReopeningAsked;
            var whole = StatementDraft.Read(row);
            var seen = session.Caller.SupplierId is { } supplier ? whole.For(supplier) : whole;
            var isWhole = ReferenceEquals(seen, whole);
            return new(seen, isWhole ? row.Document : Json.Write(seen), row.Hash, isWhole, stands, await References(request.ContractId));
        }

        private async Task<IReadOnlyDictionary<Guid, string>> References(Guid contractId) =>
            (await session.Query<Reference>(SelectReferencesSql, new { id = contractId })).ToDictionary(r => r.Id, r => r.SupplierReference);
    }

    private const string SelectReferencesSql = $"""
        SELECT p.id, p.supplierReference FROM PlacementContract pc JOIN Contract c ON c.id = pc.contractId JOIN Placement p ON p.id = pc.placementId
        WHERE pc.contractId = @id AND p.supplierReference IS NOT NULL AND (@callerSupplier IS NULL OR pc.supplierId = @callerSupplier) AND {Scope.Contract}
        UNION ALL
        SELECT e.id, e.supplierReference FROM EffortContract ec JOIN Contract c ON c.id = ec.contractId JOIN Effort e ON e.id = ec.effortId
        WHERE ec.contractId = @id AND (@callerSupplier IS NULL OR ec.supplierId = @callerSupplier) AND {Scope.Contract}
        """;

    private sealed class Reference
    {
        public Guid Id { get; init; }
        public string SupplierReference { get; init; } = "";
    }
}
