using System.Security.Cryptography;
using System.Text;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;

namespace SroiTracker.Privacy;

/// <summary>
/// The service's secret key. From it come the keyed hash of pseudonyms (rules.md 8) and the seals of cursors, each by
/// its own derivation, so that none tells anything of another. The key lies beside the database, never in it.
/// </summary>
public sealed class ServiceKey
{
    private const int KeyVersionNow = 1;
    private readonly byte[] _pseudonyms;
    private readonly byte[] _cursors;
    private readonly byte[] _contents;
    private readonly byte[] _requests;
    private readonly byte[] _items;
    private readonly byte[] _proof;

    private ServiceKey(byte[] secret)
    {
        _pseudonyms = Derive(secret, "pseudonym");
        _cursors = Derive(secret, "cursor");
        _contents = Derive(secret, "content");
        _requests = Derive(secret, "request");
        _items = Derive(secret, "item");
        _proof = Derive(secret, "proof");
    }

    /// <summary>The version that new hashes are made with.</summary>
    public static int Version => KeyVersionNow;

    /// <summary>HMAC-SHA-256 of a pseudonym, per supplier: the same person at two suppliers cannot be joined.</summary>
    public byte[] Hash(Guid supplierId, Pseudonym pseudonym) => Keyed(_pseudonyms, supplierId, pseudonym.Reveal());

    /// <summary>
    /// A keyed hash over the content of a report: without the key nobody finds by trying what a removal blanked.
    /// </summary>
    public byte[] HashContent(string content) => HMACSHA256.HashData(_contents, Encoding.UTF8.GetBytes(content));

    /// <summary>A keyed hash over the body of a request, by which it is known again: the pseudonym in it can't be found by trying.</summary>
    public byte[] HashRequest(ReadOnlySpan<byte> body) => HMACSHA256.HashData(_requests, body);

    /// <summary>The same for a body that comes in parts, and for its lines.</summary>
    public IncrementalHash HashRequest() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _requests);

    /// <summary>
    /// A keyed hash, 32 bytes, over something of one supplier's system: an item's id, or what was sent of it. The same at two
    /// systems can't be joined, and what was sent can't be found by trying.
    /// </summary>
    /// <param name="connectionId">Of the system.</param>
    /// <param name="part">What is hashed: equal contents of two parts have other hashes.</param>
    public byte[] HashItem(Guid connectionId, string part, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _items);
        hash.AppendData(connectionId.ToByteArray(bigEndian: true));
        hash.AppendData(Encoding.ASCII.GetBytes(part + "\n"));
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    /// <summary>A keyed hash over a cursor's content, 16 bytes.</summary>
    public byte[] Seal(ReadOnlySpan<byte> content) => HMACSHA256.HashData(_cursors, content)[..16];

    /// <summary>
    /// The key of configuration (Privacy:PseudonymKey, at least 32 characters), else the file pseudonym.key in the data
    /// folder, made on first start with owner-only rights.
    /// </summary>
    /// <exception cref="RefusedException">Too short, or the file can't be read or made.</exception>
    public static ServiceKey Load(string? configured, string? folder)
    {
        if (configured is not null)
            return configured.Length >= 32 ? new(Encoding.UTF8.GetBytes(configured)) : throw new RefusedException(Refusals.PseudonymKeyShort);
        if (folder is null) throw new RefusedException(Refusals.PseudonymKeyMissing);
        var path = Path.Combine(folder, "pseudonym.key");
        try
        {
            if (!File.Exists(path)) Write(path);
            var secret = Convert.FromBase64String(File.ReadAllText(path).Trim());
            return secret.Length == 32 ? new(secret) : throw new RefusedException(Refusals.PseudonymKeyBroken, path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new RefusedException(Refusals.PseudonymKeyBroken, path);
        }
    }

    /// <summary>
    /// Compares the key with the one the database was made with: with another key every known candidate would become a
    /// stranger, and count twice.
    /// </summary>
    /// <exception cref="RefusedException">It is another key.</exception>
    public Task Check(ITransactions transactions, CancellationToken token) => transactions.Run<object?>(Caller.TheService, async session =>
    {
        var kept = await session.QueryOne<Proof>(SelectProofSql, new { keyVersion = KeyVersionNow });
        if (kept is null) await session.Execute(InsertProofSql, new { keyVersion = KeyVersionNow, proof = _proof });
        else if (!CryptographicOperations.FixedTimeEquals(kept.Value, _proof)) throw new RefusedException(Refusals.PseudonymKeyWrong);
        return null;
    }, token);

    private const string SelectProofSql = "SELECT proof AS value FROM KeyCheck WHERE keyVersion = @keyVersion";
    private const string InsertProofSql = "INSERT INTO KeyCheck (keyVersion, proof) VALUES (@keyVersion, @proof)";

    private sealed class Proof
    {
        public byte[] Value { get; init; } = [];
    }

    private static byte[] Derive(byte[] secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.ASCII.GetBytes("sroitracker/" + purpose));

    private static byte[] Keyed(byte[] key, Guid supplierId, string text)
    {
        Span<byte> content = stackalloc byte[16 + text.Length];
        supplierId.TryWriteBytes(content, bigEndian: true, out _);
        Encoding.ASCII.GetBytes(text, content[16..]);
        return HMACSHA256.HashData(key, content);
    }

    private static void Write(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) + "\n"));
        file.Flush(flushToDisk: true);
    }
}

/// <summary>Registers the key; it is read when it is first needed.</summary>
public static class ServiceKeyRegistration
{
    /// <summary>From Privacy:PseudonymKey, or from the data folder of an embedded database.</summary>
    public static void AddServiceKey(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(p => ServiceKey.Load(configuration["Privacy:PseudonymKey"], p.GetRequiredService<StorageOptions>().Folder));
}
