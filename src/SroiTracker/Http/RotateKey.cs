using FluentValidation;
using MediatR;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Http;

/// <summary>A key that came in the place of another, shown once.</summary>
public sealed record RotatedKey(string Key, Guid OldId, DateTimeOffset OldEndsAt)
{
    /// <summary>Without the key: what is printed or logged by mistake opens nothing.</summary>
    public override string ToString() => $"in the place of {OldId}";
}

/// <summary>Makes a key in the place of any one, by its id or its prefix; the old one goes on for some days.</summary>
[For(Role.Administrator)]
public sealed record RotateKey(string IdOrPrefix, string? Name, DateTimeOffset? ExpiresAt, int? OverlapDays) : ICommand<RotatedKey>
{
    internal sealed class Validator : AbstractValidator<RotateKey>
    {
        public Validator()
        {
            RuleFor(c => c.Name).AtMost(200);
            RuleFor(c => c.OverlapDays).Must(days => days is null or (>= 0 and <= KeyStore.MostOverlapDays)).Or(Refusals.KeyOverlap, KeyStore.MostOverlapDays);
        }
    }

    internal sealed class Handler(Session session) : IRequestHandler<RotateKey, RotatedKey>
    {
        public async Task<RotatedKey> Handle(RotateKey request, CancellationToken cancellationToken)
        {
            if (request.ExpiresAt <= session.Now) throw new RefusedException(Refusals.KeyExpiry.At("/expiresAt"));
            var old = await KeyStore.Valid(session, request.IdOrPrefix);
            var made = ApiKeys.Make();
            var name = request.Name ?? old.Name;
            var (id, oldEndsAt) = await KeyStore.Replace(session, old, made, name, request.ExpiresAt, request.OverlapDays ?? KeyStore.UsualOverlapDays);
            session.Record("key.created", $"keys/{id}", null, new { made.Prefix, old.PrincipalId, name, request.ExpiresAt, ReplacesKeyId = old.Id, oldEndsAt });
            return new(made.Text, old.Id, oldEndsAt);
        }
    }
}
