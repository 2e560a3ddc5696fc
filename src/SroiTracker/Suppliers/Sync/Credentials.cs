using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Outbound;

namespace SroiTracker.Suppliers.Sync;

/// <summary>
/// The secrets by which suppliers' systems know us, encrypted for one connection each: put with another it can't be read. The
/// keys lie beside the database, never in it; they are read when the first secret is. Reads files, so not inside an act.
/// </summary>
internal sealed class Credentials(StorageOptions storage, IConfiguration configuration, ILogger<Credentials> log)
{
    private const string FolderSetting = "DataProtection:Folder";
    private readonly Lock _opening = new();
    private IDataProtectionProvider? _keys;

    // As configured, else in the data folder of an embedded database.
    private string? Folder => configuration[FolderSetting] is { Length: > 0 } folder ? Path.GetFullPath(folder) : storage.Folder is { } data ? Path.Combine(data, "keys") : null;

    /// <summary>A secret as it is kept with a connection; null where none is given, or there are no keys, of which the log says why.</summary>
    public byte[]? Protect(Guid connectionId, string? secret)
    {
        if (secret is null) return null;
        try { return Open(again: false)?.CreateProtector(Purpose(connectionId)).Protect(Encoding.UTF8.GetBytes(secret)); }
        catch (Exception wrong) when (IsOfKeys(wrong))
        {
            log.LogError(wrong, "The keys of {Setting} can't be read or made.", FolderSetting);
            return null;
        }
    }

    /// <summary>By what the system of a connection knows us.</summary>
    /// <exception cref="RefusedException"><c>source.secret-lost</c>: none of the keys that are there is the one that it was encrypted with.</exception>
    public Credential Of(Connection connection) => connection.Authentication == AuthenticationKind.ClientCredentials
        ? new Credential.Client(new(connection.TokenUrl!), connection.ClientId!, Reveal(connection))
        : new Credential.Header(connection.HeaderName!, Reveal(connection));

    /// <summary>Copies the keys, where there are any, to another folder. Whatever was encrypted before can be read with them.</summary>
    public void CopyKeys(string to)
    {
        if (Folder is not { } folder || !Directory.Exists(folder)) return;
        Make(to);
        foreach (var file in Directory.EnumerateFiles(folder)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private string Reveal(Connection connection)
    {
        // Another instance may have made a key since these were read.
        foreach (var again in new[] { false, true })
        {
            try
            {
                if (Open(again) is { } keys && connection.Secret is { } secret)
                    return Encoding.UTF8.GetString(keys.CreateProtector(Purpose(connection.Id)).Unprotect(secret));
            }
            catch (Exception wrong) when (IsOfKeys(wrong))
            {
                if (again) log.LogError(wrong, "The secret of connection {Connection} can't be read with the keys of {Setting}.", connection.Id, FolderSetting);
            }
        }
        throw new RefusedException(Refusals.SourceSecretLost);
    }

    // Not AddDataProtection: that reads the keys at each start, also where there is no connection.
    private IDataProtectionProvider? Open(bool again)
    {
        lock (_opening)
        {
            if (_keys is not null && !again) return _keys;
            if (Folder is not { } folder) return null;
            Make(folder);
            return _keys = DataProtectionProvider.Create(new DirectoryInfo(folder), keys => keys.SetApplicationName("SroiTracker"));
        }
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Purpose(Guid connectionId) => $"supplier-connections/{connectionId}";

    private static bool IsOfKeys(Exception wrong) => wrong is CryptographicException or IOException or UnauthorizedAccessException;
}
