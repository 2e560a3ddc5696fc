using System.CommandLine;
using Microsoft.Data.Sqlite;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Events;
using SroiTracker.Http;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.CommandLine;

/// <summary>
/// Copies the database and its keys to a folder while the service runs, checks the copy, and prints count and head of the
/// event chain: kept elsewhere, they show later whether a tail was cut off.
/// </summary>
internal static class Backup
{
    public static Command Command()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "A folder that is not there yet, or is empty." };
        var command = new Command("backup", "Copy the database and its keys, and print count and head of the event chain.") { folder };
        command.SetAction(async (parsed, token) =>
        {
            await using var app = App.Build();
            await app.Services.Prepare(token);
            await Run(app.Services.GetRequiredService<StorageOptions>(), app.Services, parsed.GetValue(folder)!, token);
            return 0;
        });
        return command;
    }

    private static async Task Run(StorageOptions source, IServiceProvider services, DirectoryInfo folder, CancellationToken token)
    {
        if (source.Engine == Engine.SqlServer) throw new RefusedException(Refusals.BackupByServer);
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any()) throw new RefusedException(Refusals.BackupFolder, folder.FullName);
        folder.Create();
        var (unfinished, copy) = (Path.Combine(folder.FullName, "sroitracker.db.unfinished"), Path.Combine(folder.FullName, "sroitracker.db"));
        try
        {
            await using (var from = new SqliteConnection(source.ConnectionString))
            await using (var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = unfinished, Pooling = false }.ToString()))
            {
                await from.OpenAsync(token);
                await to.OpenAsync(token);
                from.BackupDatabase(to);
            }
            token.ThrowIfCancellationRequested();
            File.Move(unfinished, copy);
            var key = Path.Combine(source.Folder!, "pseudonym.key");
            if (File.Exists(key)) File.Copy(key, Path.Combine(folder.FullName, "pseudonym.key"));
            services.GetRequiredService<Credentials>().CopyKeys(Path.Combine(folder.FullName, "keys"));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new RefusedException(Refusals.BackupFailed, folder.FullName, wrong.Message);
        }
        // What counts is what the copy says, not what the original said.
        var opened = Storage.Open(source with { ConnectionString = new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString(), Place = copy },
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILoggerFactory>());
        using (opened as IDisposable)
        {
            var chain = await opened.Read(Caller.TheService, EventLog.Verify, token);
            if (chain.FirstBroken is { } broken) throw new RefusedException(Refusals.ChainBroken, broken);
            Console.WriteLine($"{copy}: {chain.Count} events, head {chain.Head}");
        }
    }
}
