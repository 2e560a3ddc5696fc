using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Outbound;

namespace SroiTracker.Suppliers.Sync;

/// <summary>Connects to a supplier's own system, from which its placements are pulled from then on.</summary>
/// <param name="Secret">Encrypted for this id; null where there were no keys to do it with.</param>
[For(Role.Officer)]
internal sealed record CreateConnection(Guid Id, ConnectionEntry With, byte[]? Secret) : ICommand<Connection>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPost("/supplier-connections", async (HttpContext http, IMediator mediator, TimeProvider time) =>
    {
        var (id, entry) = (Guid.CreateVersion7(time.GetUtcNow()), await http.Body<ConnectionEntry>());
        var secret = await mediator.Send(new EncryptSecret(id, entry), http.RequestAborted);
        return await http.Act(new CreateConnection(id, entry, secret),
            made => http.Created($"/api/v1/supplier-connections/{id}", made.Version, ConnectionView.Of(made)));
    })
        .Does<CreateConnection>().Takes<ConnectionEntry>().Gives<ConnectionView>(201)
        .Refuses([.. RefusedBy.Connecting]);

    internal sealed class Validator : AbstractValidator<CreateConnection>
    {
        public Validator(OutboundSettings outbound)
        {
            RuleFor(c => c.With).SetValidator(new ConnectionEntry.Validator(outbound)).OverridePropertyName("");
            RuleFor(c => c.With.Authentication!.ClientSecret).Must(v => v is { Length: > 0 }).Or(Refusals.ValueMissing).OverridePropertyName("Authentication.ClientSecret")
                .When(c => c.With.Authentication?.Kind == AuthenticationKind.ClientCredentials);
            RuleFor(c => c.With.Authentication!.HeaderValue).Must(v => v is { Length: > 0 }).Or(Refusals.ValueMissing).OverridePropertyName("Authentication.HeaderValue")
                .When(c => c.With.Authentication?.Kind == AuthenticationKind.ApiKeyHeader);
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<CreateConnection, Connection>
    {
        public async Task<Connection> Handle(CreateConnection request, CancellationToken cancellationToken)
        {
            var (entry, supplierId, by) = (request.With, request.With.SupplierId!.Value, session.Caller.PrincipalId);
            if (await SupplierStore.Find(session, supplierId) is null) throw new RefusedException(Refusals.SupplierUnknown.At("/supplierId"));
            await SupplierStore.RefuseShared(session, supplierId, Refusals.ConnectionSupplierShared);
            if (entry.State == ConnectionState.Stopped) throw new RefusedException(Refusals.ConnectionStoppedByHand.At("/state"));
            var secret = request.Secret ?? throw new RefusedException(Refusals.ConnectionKeys);
            var empty = new Connection { Id = request.Id, SupplierId = supplierId, PrincipalId = await PrincipalStore.MeetSupplier(session, supplierId), CreatedAt = session.Now };
            var connection = entry.On(empty, secret, by, session.Now);
            await ConnectionStore.Add(session, connection);
            session.Record("connection.created", $"supplier-connections/{connection.Id}", supplierId, ConnectionView.Of(connection).Logged);
            return connection;
        }
    }
}
