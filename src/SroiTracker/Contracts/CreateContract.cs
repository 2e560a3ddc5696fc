using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Contracts;

/// <summary>Registers a contract: of its own, a framework agreement, or a call-off under one.</summary>
[For(Role.Officer)]
public sealed record CreateContract(ContractEntry With) : ICommand<Guid>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/contracts", async (HttpContext http, IMediator mediator) =>
        await http.Act(new CreateContract(await http.Body<ContractEntry>()), async id =>
        {
            var (contract, version) = await mediator.Send(new GetContract(id));
            return http.Created($"/api/v1/contracts/{id}", version, contract);
        }))
        .Does<CreateContract>().Takes<ContractEntry>().Gives<Contract>(201)
        .Refuses(RefusedBy.ContractFacts);

    internal sealed class Validator : AbstractValidator<CreateContract>
    {
        public Validator() => RuleFor(c => c.With).SetValidator(new ContractEntryValidator()).OverridePropertyName("");
    }

    internal sealed class Handler(Session session) : IRequestHandler<CreateContract, Guid>
    {
        public async Task<Guid> Handle(CreateContract request, CancellationToken cancellationToken)
        {
            var id = await ContractStore.Add(session, request.With, byOfficer: true);
            session.Record("contract.created", $"contracts/{id}", null, request.With);
            return id;
        }
    }
}
