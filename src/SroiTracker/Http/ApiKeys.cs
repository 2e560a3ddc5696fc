using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SroiTracker.Database;

namespace SroiTracker.Http;

/// <summary>
/// API keys: 256 random bits, shown once, stored as SHA-256. Keys that were looked up are remembered under a version
/// number that every change of keys or grants raises and every request reads, so that a revocation holds at once, also
/// one by another process.
/// </summary>
public sealed class ApiKeys(ITransactions transactions, TimeProvider time)
{
    private const int MostKnown = 10_000;

    // Version and keys are replaced as one: no request meets the keys of another version than it read.
    private volatile Remembered _remembered = new(-1);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _used = new();

    /// <summary>A key as it is made: the text is shown once, the hash kept.</summary>
    public sealed record Made(string Text, string Prefix, byte[] Hash)
    {
        /// <summary>Without the key: what is printed or logged by mistake opens nothing.</summary>
        public override string ToString() => Prefix;
    }

    private sealed record Remembered(long Version)
    {
        public ConcurrentDictionary<string, Known> Keys { get; } = new();
    }

    private sealed class Known(KeptKey key, Caller caller)
    {
        public KeptKey Key { get; } = key;
        public Caller Caller { get; } = caller;
        public long UsedInMinute;
    }

    /// <summary>A new random key: <c>srt_</c> and 43 characters.</summary>
    public static Made Make() => From("srt_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>A key with a text that was chosen elsewhere (the bootstrap key of the configuration).</summary>
    public static Made From(string text) => new(text, text[..Math.Min(12, text.Length / 2)], SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The caller behind a key; null when there is none, it expired or it was revoked.</summary>
    public async Task<Caller?> Find(string text, CancellationToken token)
    {
        if (text.Length is < 16 or > 200) return null;
        // The look-up is by the hash of the whole key, so its time tells nothing of how much of a guess was right.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var name = Convert.ToHexString(hash);
        var version = await transactions.Read(Caller.TheService, KeyStore.Version, token);
        var remembered = _remembered;
        if (remembered.Version != version) _remembered = remembered = new(version);
        if (!remembered.Keys.TryGetValue(name, out var found))
        {
            found = await Load(hash, token);
            if (found is null) return null;
            if (remembered.Keys.Count < MostKnown) remembered.Keys[name] = found;
        }
        var now = time.GetUtcNow();
        if (found.Key.ExpiresAt <= now) return null;
        Use(found, now);
        return found.Caller;
    }

    /// <summary>The keys that were used since this was asked last, each with the minute of its last use.</summary>
    internal IReadOnlyList<(Guid KeyId, DateTimeOffset Minute)> TakeUsed() =>
        [.. _used.Keys.Select(id => (Id: id, IsThere: _used.TryRemove(id, out var minute), Minute: minute)).Where(u => u.IsThere).Select(u => (u.Id, u.Minute))];

    /// <summary>Puts back what could not be written.</summary>
    internal void GiveBack(IEnumerable<(Guid KeyId, DateTimeOffset Minute)> used)
    {
        foreach (var (id, minute) in used) _used.TryAdd(id, minute);
    }

    private void Use(Known key, DateTimeOffset now)
    {
        var minute = now.ToUnixTimeSeconds() / 60;
        if (Volatile.Read(ref key.UsedInMinute) == minute) return;
        Volatile.Write(ref key.UsedInMinute, minute);
        _used[key.Key.Id] = DateTimeOffset.FromUnixTimeSeconds(minute * 60);
    }

    private Task<Known?> Load(byte[] hash, CancellationToken token) => transactions.Read(Caller.TheService, async session =>
        await KeyStore.WithHash(session, hash) is { } key && await PrincipalStore.Find(session, key.PrincipalId) is { } caller
            ? new Known(key, caller with { KeyMadeBy = key.MadeBy })
            : null, token);
}
