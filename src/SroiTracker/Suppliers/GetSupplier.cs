using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;

namespace SroiTracker.Suppliers;

/// <summary>One supplier, with its version.</summary>
[For(Role.Officer, Role.Team, Role.Auditor, Role.Supplier)]
public sealed record GetSupplier(Guid Id) : IQuery<(Supplier Supplier, int Version)>
{
    internal static void Map(RouteGroupBuilder api) => api.MapGet("/suppliers/{id:guid}", async (HttpContext http, Guid id, IMediator mediator) =>
    {
        var (supplier, version) = await mediator.Send(new GetSupplier(id), http.RequestAborted);
        return http.Answer(supplier, version);
    })
        .Does<GetSupplier>().Gives<Supplier>().Tagged();

    internal sealed class Handler(Session session) : IRequestHandler<GetSupplier, (Supplier, int)>
    {
        public async Task<(Supplier, int)> Handle(GetSupplier request, CancellationToken cancellationToken) =>
            await SupplierStore.Find(session, request.Id) ?? throw new RefusedException(Refusals.NotFoundHere);
    }
}
