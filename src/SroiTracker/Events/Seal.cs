using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SroiTracker.Events;

/// <summary>A link of the chain over the log: who changes an event, or its place, breaks every seal from there on.</summary>
/// <param name="Sequence">From 1, without gaps; cursors read by it.</param>
/// <param name="Hash">SHA-256 over the previous hash and the event's fields.</param>
public readonly record struct Seal(long Sequence, byte[] Hash)
{
    /// <summary>Before the first event: sequence 0, a hash of zeros.</summary>
    public static readonly Seal Start = new(0, new byte[32]);

    /// <summary>The seal of the event that follows this one.</summary>
    public Seal Next(EventEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Hash);
        Add(hash, Sequence + 1);
        Add(hash, entry.Id);
        Add(hash, entry.At.ToUnixTimeMilliseconds());
        Add(hash, entry.Principal);
        Add(hash, Encoding.UTF8.GetBytes(entry.Act));
        Add(hash, Encoding.UTF8.GetBytes(entry.Subject));
        if (entry.Supplier is { } supplier) Add(hash, supplier);
        else Add(hash, []);
        Add(hash, entry.Digest);
        return new(Sequence + 1, hash.GetHashAndReset());
    }

    // Each field after its length, so that no two lists of fields give the same bytes.
    static void Add(IncrementalHash hash, ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
        hash.AppendData(length);
        hash.AppendData(field);
    }

    static void Add(IncrementalHash hash, long field)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, field);
        Add(hash, bytes);
    }

    static void Add(IncrementalHash hash, Guid field)
    {
        Span<byte> bytes = stackalloc byte[16];
        field.TryWriteBytes(bytes, bigEndian: true, out _);
        Add(hash, bytes);
    }
}
