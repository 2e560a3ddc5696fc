using System.CommandLine;

namespace SroiTracker.CommandLine;

/// <summary>Brings the schema up to date without serving.</summary>
internal static class MigrateCommand
{
    public static Command Command()
    {
        var command = new Command("migrate", "Bring the database up to this version's schema, or say why not.");
        command.SetAction(async (_, token) =>
        {
            await using var app = App.Build();
            var key = await app.Services.Prepare(token);
            Console.WriteLine($"The schema is up to date: {app.Services.GetRequiredService<Database.StorageOptions>().Place}");
            if (key is not null) Console.WriteLine($"The administrator's key, shown once: {key}");
            return 0;
        });
        return command;
    }
}
