using System.Security.Cryptography;
using System.Text;
using SroiTracker.Database;
using SroiTracker.Http;

namespace SroiTracker.Events;

/// <summary>Something that was done, as the log keeps it.</summary>
/// <param name="At">When, to the millisecond.</param>
/// <param name="Principal">Who; the empty id is the service itself.</param>
/// <param name="Act">What: <c>placement.reported</c>.</param>
/// <param name="Subject">To what: <c>placements/&lt;uuid&gt;</c>.</param>
/// <param name="Supplier">The supplier that may read it; null for none.</param>
/// <param name="Payload">JSON; null once it was erased.</param>
/// <param name="Salt">Sixteen random bytes, so that an erased payload cannot be guessed from its digest; erased with it.</param>
/// <param name="Digest">SHA-256 over salt and payload; stays, so that the chain still verifies.</param>
public sealed record EventEntry(
    Guid Id, DateTimeOffset At, Guid Principal, string Act, string Subject, Guid? Supplier, string? Payload, byte[]? Salt, byte[] Digest)
{
    internal static EventEntry Of(Session session, string act, string subject, Guid? supplier, object payload)
    {
        var json = Json.Write(payload);
        var salt = RandomNumberGenerator.GetBytes(16);
        return new(session.NewId(), session.Now, session.Caller.PrincipalId, act, subject, supplier, json, salt, DigestOf(salt, json));
    }

    /// <summary>SHA-256 over the salt and the payload in UTF-8.</summary>
    public static byte[] DigestOf(byte[] salt, string payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(Encoding.UTF8.GetBytes(payload));
        return hash.GetHashAndReset();
    }
}
