using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SroiTracker.Database;
using SroiTracker.Http;

namespace SroiTracker.Benchmarks;

/// <summary>The service in this process, on a database of its own: asked as its endpoints ask, or over HTTP.</summary>
internal sealed class InProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sroitracker-bench-");
    private readonly WebApplication _app;

    private InProcess(Dictionary<string, string?> settings) => _app = App.Build(new Dictionary<string, string?>(settings)
    {
        ["Urls"] = "http://127.0.0.1:0", ["ConnectionStrings:SroiTracker"] = $"Data Source={Database}",
        ["Authentication:BootstrapKey"] = "srt_the-administrator-of-the-benchmarks-012345", ["Logging:LogLevel:Default"] = "Error",
        ["RateLimit:PerSecond"] = "1000000", ["RateLimit:Burst"] = "1000000",
    });

    /// <summary>May everything.</summary>
    public Caller Administrator { get; } = new(Guid.CreateVersion7(), "administrator", true, [new(Role.Administrator, null, null)]);

    public IServiceProvider Services => _app.Services;

    /// <summary>The one write lane.</summary>
    public ITransactions Lane => Services.GetRequiredService<ITransactions>();

    private string Database => Path.Combine(_folder.FullName, "bench.db");

    /// <param name="settings">Beside those that every benchmark has.</param>
    public static async Task<InProcess> Start(Dictionary<string, string?>? settings = null)
    {
        var service = new InProcess(settings ?? []);
        await service._app.Services.Prepare(CancellationToken.None);
        await service._app.StartAsync();
        return service;
    }

    /// <summary>Sends a request through the whole pipeline, in a scope as the endpoint does.</summary>
    public async Task<T> Send<T>(Caller caller, IRequest<T> request)
    {
        using var scope = Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Call>().Caller = caller;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>A client with a key, and the same caller as the pipeline knows it.</summary>
    public async Task<(HttpClient Client, Caller Caller)> With(Role role, Guid? supplierId = null, Guid? organisationId = null)
    {
        var made = await Send(Administrator, new CreateKey(role, supplierId, organisationId, "benchmark", role != Role.Supplier, null));
        var client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", made.Key);
        return (client, (await Services.GetRequiredService<ApiKeys>().Find(made.Key, CancellationToken.None))!);
    }

    /// <summary>A connection past the service.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Copies the database and its key to a folder, under the names that the executable expects there.</summary>
    public void CopyTo(DirectoryInfo folder)
    {
        using var database = Open();
        using var copy = database.CreateCommand();
        copy.CommandText = "VACUUM INTO @copy";
        copy.Parameters.AddWithValue("@copy", Path.Combine(folder.FullName, "sroitracker.db"));
        copy.ExecuteNonQuery();
        File.Copy(Path.Combine(_folder.FullName, "pseudonym.key"), Path.Combine(folder.FullName, "pseudonym.key"));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
