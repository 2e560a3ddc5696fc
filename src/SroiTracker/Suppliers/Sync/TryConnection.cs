using MediatR;
using SroiTracker.Contracts;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Suppliers.Sync;

/// <summary>What would become of an item.</summary>
/// <param name="Errors">Why it would be refused, as in a problem.</param>
public sealed record TriedItem(string? Id, string? SupplierReference, ItemOutcome Outcome, IReadOnlyList<Problems.ProblemError> Errors);

/// <summary>What the next page would do.</summary>
/// <param name="HasMore">Whether there is more after it.</param>
/// <param name="Error">Why the page could not be read; null where it was.</param>
public sealed record TriedPage(long Received, long New, long Changed, long Unchanged, long Refused, IReadOnlyList<TriedItem> Items, bool HasMore, long Bytes, Told? Error);

/// <summary>
/// Fetches the page that the next run would begin with, and says what would happen; nothing is stored. A paused or stopped
/// connection can be tried too.
/// </summary>
[For(Role.Officer)]
internal sealed record TryConnection(Guid Id) : IRequest<TriedPage>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/supplier-connections/{id:guid}/tries", async (
        HttpContext http, Guid id, IMediator mediator) =>
        await http.Keep(http.Answer(await mediator.Send(new TryConnection(id), http.RequestAborted))))
        .Does<TryConnection>().Gives<TriedPage>().Refuses(Refusals.ConnectionSupplierShared);

    internal sealed class Handler(IMediator mediator, IServiceScopeFactory scopes, Synchroniser synchroniser, Slots slots, Call call) : IRequestHandler<TryConnection, TriedPage>
    {
        public async Task<TriedPage> Handle(TryConnection request, CancellationToken cancellationToken)
        {
            var connection = await mediator.Send(new GetConnection(request.Id), cancellationToken);
            SourcePage page;
            try
            {
                using var slot = await slots.Enter(connection.Failures > 0, cancellationToken);
                var system = synchroniser.SystemOf(connection);
                // A file stays open from one page to the next, which here does not come.
                using (system as IDisposable) page = await system.Page(connection.SourceCursor, connection.PageSize, cancellationToken);
                if (page.Items.Count > connection.PageSize) throw new RefusedException(Refusals.SourcePageTooLarge, page.Items.Count, connection.PageSize);
            }
            catch (RefusedException refused) when (refused.Objections[0] is { Refusal: { Kind: RefusalKind.Upstream } why } objection)
            {
                return new(0, 0, 0, 0, 0, [], false, 0, new(why.Code, objection.Sentence(call.Language)));
            }
            // Judged as its supplier would report it.
            using var scope = scopes.CreateScope();
            scope.ServiceProvider.GetRequiredService<Call>().Caller = connection.Reporter;
            var taken = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new TakePage(connection, page.Items, null), cancellationToken);
            return new(
                taken.Items.Count, taken.Count(ItemOutcome.New), taken.Count(ItemOutcome.Changed), taken.Count(ItemOutcome.Unchanged), taken.Count(ItemOutcome.Refused),
                [.. taken.Items.Select(i => new TriedItem(i.SourceId, i.SupplierReference, i.Outcome, [.. i.Errors.Select(e => e.Shown(call.Language))]))], page.HasMore, page.Bytes, null);
        }
    }
}
