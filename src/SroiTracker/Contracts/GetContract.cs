using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Contracts;

/// <summary>A contract as the API shows it.</summary>
public sealed record Contract : ContractTerms
{
    public Contract(ContractTerms terms) : base(terms) { }

    public required Guid Id { get; init; }
    public required Party Buyer { get; init; }
    /// <summary>The lead partner first; who left is none.</summary>
    public required IReadOnlyList<Party> Suppliers { get; init; }
    public required Clause? Clause { get; init; }
    /// <summary>Null where there is no clause.</summary>
    public required Euros? Obligation { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>One contract, with its version.</summary>
[For(Role.Officer, Role.Supplier)]
public sealed record GetContract(Guid Id) : IQuery<(Contract Contract, int Version)>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contracts/{id:guid}", async (HttpContext http, Guid id, IMediator mediator) =>
    {
        var (contract, version) = await mediator.Send(new GetContract(id), http.RequestAborted);
        return http.Answer(contract, version);
    })
        .Does<GetContract>().Gives<Contract>().Tagged();

    internal sealed class Handler(Session session, Call call) : IRequestHandler<GetContract, (Contract, int)>
    {
        public async Task<(Contract, int)> Handle(GetContract request, CancellationToken cancellationToken)
        {
            var kept = await ContractStore.Find(session, request.Id) ?? throw new RefusedException(Refusals.NotFoundHere);
            var (buyer, suppliers) = await ContractPartyStore.Find(session, request.Id);
            var clause = kept.ClauseVersion is null ? null : await Shown(request.Id);
            return (new Contract(kept.Entry)
            {
                Id = kept.Id, Buyer = buyer, Suppliers = suppliers, Clause = clause, Obligation = clause?.Obligation, Kind = kept.Entry.Kind ?? ContractKind.Contract,
                CreatedAt = kept.CreatedAt, ChangedAt = kept.ChangedAt,
            }, kept.Version);
        }

        private async Task<Clause> Shown(Guid id)
        {
            var newest = (await ClauseStore.Of(session, id))[^1];
            return new Clause(newest.Body.Clause)
            {
                Version = newest.Version, BoundDate = newest.BoundDate, Warnings = Told.In(call.Language, newest.Body.Warnings),
                // Of the row of progress: where call-offs carry the obligation it is their sum, which moves without this clause.
                Obligation = await session.QueryOne<Euros>(SelectObligationSql, new { id }),
            };
        }
    }

    private const string SelectObligationSql = $"""
        SELECT p.obligation FROM ContractProgress p JOIN Contract c ON c.id = p.contractId WHERE p.contractId = @id AND {Scope.Contract}
        """;
}
