using MediatR;
using SroiTracker.Database;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Suppliers.Sync;

/// <summary>An item that was refused, as the API shows it: nothing in it says who it is about.</summary>
/// <param name="SourceId">As the supplier's system calls it; null where that can't be kept.</param>
/// <param name="SupplierReference">Of its placement; null where it has none that can be kept.</param>
/// <param name="Errors">As in a problem; at most twenty.</param>
public sealed record QuarantinedView(
    Guid Id, string? SourceId, string? SupplierReference, IReadOnlyList<Problems.ProblemError> Errors, QuarantinedFacts Item, long Tries, DateTimeOffset FirstRefusedAt, DateTimeOffset LastRefusedAt);

/// <summary>An item that was refused, as it is kept.</summary>
internal sealed class QuarantinedRow
{
    public Guid Id { get; init; }
    public string? SourceId { get; init; }
    public string? SupplierReference { get; init; }
    public string Errors { get; init; } = "[]";
    public string Item { get; init; } = "{}";
    public long Tries { get; init; }
    public DateTimeOffset FirstRefusedAt { get; init; }
    public DateTimeOffset LastRefusedAt { get; init; }

    public QuarantinedView Shown(string language) => new(
        Id, SourceId, SupplierReference, [.. Json.Read<IReadOnlyList<KeptObjection>>(Errors).Select(e => e.Shown(language))], Json.Read<QuarantinedFacts>(Item), Tries, FirstRefusedAt, LastRefusedAt);
}

/// <summary>The items of a connection that were refused and not taken since, by id.</summary>
[For(Role.Officer)]
internal sealed record ListQuarantine(Guid Id, Guid After, int Take) : IQuery<IReadOnlyList<QuarantinedRow>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/supplier-connections/{id:guid}/quarantine", async (
        HttpContext http, Guid id, IMediator mediator, Call call, Paging paging, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(new ListQuarantine(id, paging.After(http.Request), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, [.. found.Select(q => q.Shown(call.Language))], size, q => q.Id));
    })
        .Does<ListQuarantine>().Gives<ListOf<QuarantinedView>>().Refuses(Domain.Refusals.ConnectionSupplierShared);

    internal sealed class Handler(Session session) : IRequestHandler<ListQuarantine, IReadOnlyList<QuarantinedRow>>
    {
        public async Task<IReadOnlyList<QuarantinedRow>> Handle(ListQuarantine request, CancellationToken cancellationToken)
        {
            await ConnectionStore.Get(session, request.Id);
            return await session.Query<QuarantinedRow>(SelectSql, new { request.Id, request.After, take = request.Take });
        }
    }

    internal const string SelectSql = """
        SELECT q.id, q.sourceId, q.supplierReference, q.errors, q.item, q.tries, q.firstRefusedAt, q.lastRefusedAt FROM QuarantinedItem q
        WHERE q.connectionId = @Id AND q.id > @After AND @callerSupplier IS NULL ORDER BY q.id {page}
        """;
}
