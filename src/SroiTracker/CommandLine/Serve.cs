using System.CommandLine;
using System.Net.Sockets;
using SroiTracker.Domain;

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
        await app.Listen(token);
        Console.WriteLine($"SroiTracker {typeof(App).Assembly.GetName().Version?.ToString(3)} listens on {string.Join(", ", app.Urls)}; data: {app.Services.GetRequiredService<Database.StorageOptions>().Place}");
        if (key is not null) Console.WriteLine($"First start. The administrator's key, shown once: {key}");
        await app.WaitForShutdownAsync(token);
        return 0;
    }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="RefusedException">The address is taken or can't be listened on; names the setting.</exception>
    public static async Task Listen(this WebApplication app, CancellationToken token)
    {
        try
        {
            await app.StartAsync(token);
        }
        catch (Exception wrong) when (wrong is IOException or SocketException or FormatException or InvalidOperationException)
        {
            throw new RefusedException(Refusals.AddressUnusable, app.Configuration["Urls"], wrong.Message);
        }
    }
}
