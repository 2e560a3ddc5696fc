using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Privacy;

namespace SroiTracker.Suppliers.Sync;

/// <summary>What became of a page, an item each, in the order in which they came.</summary>
internal sealed record TakenPage(IReadOnlyList<TakenItem> Items)
{
    public int Count(ItemOutcome outcome) => Items.Count(i => i.Outcome == outcome);
}

/// <summary>Another holds the lease of the run since, or the connection was changed: nothing of the page is kept.</summary>
internal sealed class RunLostException : Exception;

/// <summary>
/// Takes the items of a page and from where to go on, in one act: each is reported as its supplier would report it, or kept
/// in quarantine with why not. Sent as the connection's <see cref="Connection.Reporter"/>.
/// </summary>
/// <param name="Connection">As it was when the page was fetched.</param>
/// <param name="Items">At most <see cref="Most"/>.</param>
/// <param name="Run">That the page is of; null to try it: then nothing is kept, and what would become of it is answered.</param>
[For(Role.Supplier)]
internal sealed record TakePage(Connection Connection, IReadOnlyList<SourceItem> Items, HeldRun? Run) : ICommand<TakenPage>
{
    /// <summary>The most items of one act: others wait for it.</summary>
    public const int Most = 100;

    /// <summary>From where to go on: where it stays, as it is.</summary>
    public string? Cursor { get; init; }

    /// <summary>1 for a page; 0 for items that were asked for one by one.</summary>
    public int Pages { get; init; }

    /// <summary>As they came.</summary>
    public long Bytes { get; init; }

    internal sealed class Handler(Session session, IMediator mediator, ServiceKey key) : IRequestHandler<TakePage, TakenPage>
    {
        /// <exception cref="RunLostException">The run is no longer this one's to write.</exception>
        public async Task<TakenPage> Handle(TakePage request, CancellationToken cancellationToken)
        {
            if (request.Run is not { } run) return await Tried(request);
            if (!await RunStore.Reach(session, run, request.Connection.Version, request.Cursor)) throw new RunLostException();
            var taken = await new ItemIntake(session, mediator, key, request.Connection).Take(request.Items);
            var counts = new PageCounts(request.Pages, taken.Items.Count, taken.Count(ItemOutcome.New), taken.Count(ItemOutcome.Changed),
                taken.Count(ItemOutcome.Unchanged), taken.Count(ItemOutcome.Refused), request.Bytes);
            return await RunStore.Count(session, run, counts) ? taken : throw new RunLostException();
        }

        /// <summary>Does it all, and takes it back.</summary>
        private async Task<TakenPage> Tried(TakePage request)
        {
            try { return await session.Nested<TakenPage>(async () => throw new TriedException(await new ItemIntake(session, mediator, key, request.Connection).Take(request.Items))); }
            catch (TriedException tried) { return tried.Page; }
        }
    }

    private sealed class TriedException(TakenPage page) : Exception
    {
        public TakenPage Page => page;
    }
}
