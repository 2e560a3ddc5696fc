using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Organisations;

namespace SroiTracker.Suppliers;

/// <summary>Registers a supplier.</summary>
[For(Role.Officer)]
public sealed record CreateSupplier(string? Name, Identifier? Identifier) : ICommand<Guid>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/suppliers", async (HttpContext http, IMediator mediator) =>
        await http.Act(await http.Body<CreateSupplier>(), async id =>
        {
            var (supplier, version) = await mediator.Send(new GetSupplier(id));
            return http.Created($"/api/v1/suppliers/{id}", version, supplier);
        }))
        .Does<CreateSupplier>().Takes<CreateSupplier>().Gives<Supplier>(201)
        .Refuses(RefusedBy.Identifying);

    internal sealed class Validator : AbstractValidator<CreateSupplier>
    {
        public Validator()
        {
            RuleFor(c => c.Name).Required(400);
            RuleFor(c => c.Identifier).RightIdentifier();
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<CreateSupplier, Guid>
    {
        public async Task<Guid> Handle(CreateSupplier request, CancellationToken cancellationToken)
        {
            var id = await SupplierStore.Add(session, request.Name!.Trim(), request.Identifier.Parsed());
            session.Record("supplier.created", $"suppliers/{id}", id, request);
            return id;
        }
    }
}
