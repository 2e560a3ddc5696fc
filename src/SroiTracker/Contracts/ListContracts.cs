using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Contracts;

/// <summary>A contract in the portfolio: its key facts, and where it stands today.</summary>
/// <param name="Obligation">Null where there is no clause; so is what is expected.</param>
public sealed record ListedContract(
    Guid Id, string Reference, string Title, ContractKind Kind, ContractNature? Nature, Guid? ParentId, Party Buyer, IReadOnlyList<Party> Suppliers,
    Money? Value, DateOnly? StartDate, DateOnly? EndDate, ContractState State, Euros? Obligation, Euros Counted, Euros Waiting, Euros? Expected,
    Euros Forecast, DateTimeOffset? LastReportAt);

/// <summary>What narrows a portfolio; null does not.</summary>
/// <param name="Reference">The whole reference.</param>
/// <param name="Text">Words in reference, title, parties' names or notice numbers.</param>
public sealed record PortfolioFilter(Guid? BuyerId, Guid? SupplierId, ContractState? State, string? Reference, string? Text);

/// <summary>The contracts in scope with where they stand, by id.</summary>
[For(Role.Officer, Role.Supplier)]
public sealed record ListContracts(PortfolioFilter Filter, Guid After, int Take) : IQuery<IReadOnlyList<ListedContract>>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contracts", async (
        HttpContext http, IMediator mediator, Paging paging, Guid? buyerId, Guid? supplierId, AskedWord<ContractState>? state, string? reference, string? text, int? pageSize) =>
    {
        var size = Paging.Size(pageSize);
        var found = await mediator.Send(new ListContracts(new(buyerId, supplierId, state?.Word, reference, text), paging.After(http.Request), size + 1), http.RequestAborted);
        return http.Answer(paging.Page(http.Request, found, size, c => c.Id));
    })
        .Does<ListContracts>().Gives<ListOf<ListedContract>>();

    internal static readonly FilteredSql SelectSql = new($$"""
        SELECT c.id, c.reference, c.title, c.kind, c.nature, c.parentId, c.value, c.currency, c.startDate, c.endDate,
            c.buyerId, o.name AS buyerName, o.scheme AS buyerScheme, o.identifier AS buyerIdentifier,
            p.hasClause, p.obligation, p.counted, p.waiting, p.forecast, p.lastReportAt, {{ContractStateSql.Expected}} AS expected, {{ContractStateSql.State}} AS state
        FROM ContractProgress p JOIN Contract c ON c.id = p.contractId JOIN Organisation o ON o.id = p.buyerId
        WHERE p.contractId > @after AND {{Scope.Contract}} {filters} ORDER BY p.contractId {page}
        """,
        ("buyer", "AND p.buyerId = @buyerId"),
        ("supplier", "AND p.contractId IN (SELECT f.contractId FROM ContractSupplier f WHERE f.supplierId = @supplierId)"),
        ("own", "AND p.contractId IN (SELECT f.contractId FROM ContractSupplier f WHERE f.supplierId = @callerSupplier)"),
        ("reference", "AND c.reference = @reference"),
        ("text", "AND c.searchText LIKE @text"),
        ("state", $"AND {ContractStateSql.State} = @state"));

    internal sealed class Handler(Session session) : IRequestHandler<ListContracts, IReadOnlyList<ListedContract>>
    {
        public async Task<IReadOnlyList<ListedContract>> Handle(ListContracts request, CancellationToken cancellationToken)
        {
            var filter = request.Filter;
            var buyerId = filter.BuyerId ?? (session.Caller.IsScoped ? await OnlyBuyer() : null);
            // Folded text holds letters, digits and spaces only: nothing in it means something to LIKE.
            var text = SearchText.Fold(filter.Text);
            var rows = await session.Query<Row>(
                SelectSql.With(
                    buyerId is null ? null : "buyer", filter.SupplierId is null ? null : "supplier", session.Caller.SupplierId is null ? null : "own",
                    filter.Reference is null ? null : "reference", text.Length == 0 ? null : "text", filter.State is null ? null : "state"),
                new
                {
                    after = request.After, take = request.Take, today = session.Today.DayNumber, buyerId, supplierId = filter.SupplierId,
                    reference = filter.Reference, text = $"%{text}%", state = filter.State,
                });
            var suppliers = await ContractPartyStore.Suppliers(session, [.. rows.Select(r => r.Id)]);
            return [.. rows.Select(r => r.Shown([.. suppliers[r.Id]]))];
        }

        /// <summary>The buyer of a caller whose scope holds just one, so that its contracts are found by their index.</summary>
        private async Task<Guid?> OnlyBuyer() => await session.Query<Guid>(SelectBuyersSql, new { take = 2 }) is [var buyer] ? buyer : null;
    }

    private const string SelectBuyersSql = $$"""
        SELECT b.organisationId AS buyerId FROM OrganisationBranch b WHERE b.ancestorId IN @callerBranches AND @callerScoped = 1 AND @callerSupplier IS NULL
        UNION SELECT m.buyerId {{Scope.Mandated}} ORDER BY buyerId {page}
        """;

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Reference { get; init; } = "";
        public string Title { get; init; } = "";
        public ContractKind Kind { get; init; }
        public ContractNature? Nature { get; init; }
        public Guid? ParentId { get; init; }
        public Euros? Value { get; init; }
        public string? Currency { get; init; }
        public DateOnly? StartDate { get; init; }
        public DateOnly? EndDate { get; init; }
        public Guid BuyerId { get; init; }
        public string BuyerName { get; init; } = "";
        public string? BuyerScheme { get; init; }
        public string? BuyerIdentifier { get; init; }
        public bool HasClause { get; init; }
        public Euros Obligation { get; init; }
        public Euros Counted { get; init; }
        public Euros Waiting { get; init; }
        public Euros Forecast { get; init; }
        public DateTimeOffset? LastReportAt { get; init; }
        public Euros Expected { get; init; }
        public ContractState State { get; init; }

        public ListedContract Shown(IReadOnlyList<Party> suppliers) => new(
            Id, Reference, Title, Kind, Nature, ParentId, Party.Of(BuyerId, BuyerName, BuyerScheme, BuyerIdentifier), suppliers,
            Value is { } value ? new(value.Amount, Currency!) : null, StartDate, EndDate, State, HasClause ? Obligation : null, Counted, Waiting,
            HasClause ? Expected : null, Forecast, LastReportAt);
    }
}
