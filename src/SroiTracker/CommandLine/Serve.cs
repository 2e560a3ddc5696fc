using System.CommandLine;

namespace SroiTracker.CommandLine;

/// <summary>Starts the service and says where it listens and where its data lies.</summary>
internal static class Serve
{
    public static Command Command()
    {
        var command = new Command("serve", "Start the service (also without a command).");
        command.SetAction((_, token) => Run(null, token));
        return command;
    }

    /// <summary>Runs until it is stopped.</summary>
    /// <param name="settings">Settings that come before all others.</param>
    public static async Task<int> Run(IReadOnlyDictionary<string, string?>? settings, CancellationToken token)
    {
        await using var app = App.Build(settings);
        var key = await app.Services.Prepare(token);
        await app.StartAsync(token);
        Console.WriteLine($"SroiTracker {Http.Door.ApiVersion} listens on {string.Join(", ", app.Urls)}; data: {app.Services.GetRequiredService<Database.StorageOptions>().Place}");
        if (key is not null) Console.WriteLine($"First start. The administrator's key, shown once: {key}");
        await app.WaitForShutdownAsync(token);
        return 0;
    }
}
