using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.OpenApi;
using SroiTracker.Outbound;

namespace SroiTracker.Suppliers.Sync;

/// <summary>
/// Replaces what is said of a connection of which the caller saw a version; also pauses it, and sets one that was stopped going
/// again. A secret that is left out stays, unless it would go to another party: then who changes that must know it.
/// </summary>
/// <param name="Secret">Encrypted; null where it was left out, or where there were no keys to do it with.</param>
[For(Role.Officer)]
internal sealed record ChangeConnection(Guid Id, int Version, ConnectionEntry With, byte[]? Secret) : ICommand<Connection>
{
    internal static void Map(RouteGroupBuilder api) => api.MapPut("/supplier-connections/{id:guid}", async (HttpContext http, Guid id, IMediator mediator) =>
    {
        var (version, entry) = (http.IfMatch(), await http.Body<ConnectionEntry>());
        var secret = await mediator.Send(new EncryptSecret(id, entry), http.RequestAborted);
        return await http.Act(new ChangeConnection(id, version, entry, secret), changed => http.Answer(ConnectionView.Of(changed), changed.Version));
    })
        .Does<ChangeConnection>().Takes<ConnectionEntry>().Gives<ConnectionView>()
        .Refuses([.. RefusedBy.Connecting, Refusals.ConnectionSecretAgain]);

    internal sealed class Validator : AbstractValidator<ChangeConnection>
    {
        public Validator(OutboundSettings outbound) => RuleFor(c => c.With).SetValidator(new ConnectionEntry.Validator(outbound)).OverridePropertyName("");
    }

    internal sealed class Handler(Session session) : IRequestHandler<ChangeConnection, Connection>
    {
        public async Task<Connection> Handle(ChangeConnection request, CancellationToken cancellationToken)
        {
            var entry = request.With;
            var was = await ConnectionStore.Get(session, request.Id);
            if (was.Version != request.Version) throw new RefusedException(Refusals.IfMatchStale);
            if (entry.SupplierId != was.SupplierId) throw new RefusedException(Refusals.SupplierUnknown.At("/supplierId"));
            if (entry.State == ConnectionState.Stopped && was.State != ConnectionState.Stopped) throw new RefusedException(Refusals.ConnectionStoppedByHand.At("/state"));
            if (entry.Secret is null && entry.SendsElsewhere(was))
                throw new RefusedException(Refusals.ConnectionSecretAgain.At(entry.Authentication!.Kind == AuthenticationKind.ClientCredentials ? "/authentication/clientSecret" : "/authentication/headerValue"));
            if (entry.Secret is not null && request.Secret is null) throw new RefusedException(Refusals.ConnectionKeys);
            var connection = entry.On(was, request.Secret, session.Caller.PrincipalId, session.Now);
            await ConnectionStore.Change(session, connection);
            session.Record(ActOf(was.State, connection.State), $"supplier-connections/{was.Id}", was.SupplierId, ConnectionView.Of(connection).Logged);
            return connection;
        }

        private static string ActOf(ConnectionState before, ConnectionState after) =>
            before == after ? "connection.changed" : after == ConnectionState.Active ? "connection.activated" : "connection.paused";
    }
}
