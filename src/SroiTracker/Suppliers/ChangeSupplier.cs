using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Organisations;

namespace SroiTracker.Suppliers;

/// <summary>Replaces what is known of a supplier.</summary>
[For(Role.Officer)]
public sealed record ChangeSupplier(Guid Id, int Version, CreateSupplier With) : ICommand<bool>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPut("/suppliers/{id:guid}", async (HttpContext http, Guid id, IMediator mediator) =>
        await http.Act(new ChangeSupplier(id, http.IfMatch(), await http.Body<CreateSupplier>()), async _ =>
        {
            var (supplier, version) = await mediator.Send(new GetSupplier(id));
            return http.Answer(supplier, version);
        }))
        .Does<ChangeSupplier>().Takes<CreateSupplier>().Gives<Supplier>()
        .Refuses([.. RefusedBy.Identifying, Refusals.SupplierShared]);

    internal sealed class Validator : AbstractValidator<ChangeSupplier>
    {
        public Validator() => RuleFor(c => c.With).SetValidator(new CreateSupplier.Validator()).OverridePropertyName("");
    }

    internal sealed class Handler(Session session) : IRequestHandler<ChangeSupplier, bool>
    {
        public async Task<bool> Handle(ChangeSupplier request, CancellationToken cancellationToken)
        {
            var (_, version) = await SupplierStore.Find(session, request.Id) ?? throw new RefusedException(Refusals.NotFoundHere);
            if (version != request.Version) throw new RefusedException(Refusals.IfMatchStale);
            await SupplierStore.RefuseShared(session, request.Id, Refusals.SupplierShared);
            await SupplierStore.Change(session, request.Id, version, request.With.Name!.Trim(), request.With.Identifier.Parsed());
            session.Record("supplier.changed", $"suppliers/{request.Id}", request.Id, request.With);
            return true;
        }
    }
}
