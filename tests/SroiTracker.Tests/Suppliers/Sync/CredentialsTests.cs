using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Configuration;
using SroiTracker.Database;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Outbound;
using SroiTracker.Suppliers.Sync;
using SroiTracker.Tests.Contracts;

namespace SroiTracker.Tests.Suppliers.Sync;

/// <summary>Secrets are kept encrypted, for one connection each, with keys that lie beside the database.</summary>
public sealed class CredentialsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sroitracker-keys-");

    private string Keys => Path.Combine(_folder.FullName, "keys");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_secret_is_read_by_another_instance_and_after_a_restart()
    {
        var kept = new Connection { Id = Guid.NewGuid(), Authentication = AuthenticationKind.ApiKeyHeader, HeaderName = "X-Api-Key", Secret = Over().Protect(default, null) };
        Assert.Null(kept.Secret);
        var before = Over();
        // This one read the keys when there were none of the other's.
        var other = Over();
        var own = With(other, "own");
        kept = With(before, "k3y");
        Assert.Equal(new Credential.Header("X-Api-Key", "k3y"), Over().Of(kept));
        Assert.Equal(new Credential.Header("X-Api-Key", "k3y"), other.Of(kept));
        Assert.Equal(new Credential.Header("X-Api-Key", "own"), before.Of(own));
        Assert.DoesNotContain("k3y", System.Text.Encoding.Latin1.GetString(kept.Secret!), StringComparison.Ordinal);
    }

    [Fact]
    public void Client_credentials_are_revealed_with_their_address()
    {
        var credentials = Over();
        var connection = With(credentials, "s3cret") with { Authentication = AuthenticationKind.ClientCredentials, TokenUrl = "https://login.example.org/token", ClientId = "us" };
        Assert.Equal(new Credential.Client(new("https://login.example.org/token"), "us", "s3cret"), credentials.Of(connection));
    }

    [Fact]
    public void A_secret_put_with_another_connection_can_t_be_read()
    {
        var credentials = Over();
        IsLost(credentials, With(credentials, "k3y") with { Id = Guid.NewGuid() });
    }

    [Fact]
    public void With_the_keys_lost_or_the_secret_damaged_it_says_so_and_goes_on_with_new_ones()
    {
        var connection = With(Over(), "k3y");
        Directory.Delete(Keys, recursive: true);
        var credentials = Over();
        IsLost(credentials, connection);
        IsLost(credentials, connection with { Secret = [1, 2, 3] });
        IsLost(credentials, connection with { Secret = null });
        var again = With(credentials, "k3y");
        Assert.Equal(new Credential.Header("X-Api-Key", "k3y"), credentials.Of(again));
    }

    [Fact]
    public void Without_a_folder_nothing_is_encrypted_or_read()
    {
        var nowhere = Over(Engine.SqlServer);
        Assert.Null(nowhere.Protect(Guid.NewGuid(), "k3y"));
        IsLost(nowhere, With(Over(), "k3y"));
        var configured = Over(Engine.SqlServer, Keys);
        Assert.Equal(new Credential.Header("X-Api-Key", "k3y"), configured.Of(With(configured, "k3y")));
    }

    [Fact]
    public void Folder_and_keys_are_the_owners_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Rights are by inheritance there.");
            return;
        }
        var credentials = Over();
        Assert.False(Directory.Exists(Keys));
        credentials.Protect(Guid.NewGuid(), "k3y");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Keys));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(Keys))));
    }

    [Fact]
    public async Task A_service_without_connections_reads_and_makes_no_keys()
    {
        await using var service = new RunningService();
        await service.InitializeAsync();
        await service.Administrator.Ask("supplier-connections").Is(200);
        Assert.False(Directory.Exists(service.KeyFolder));
    }

    [Fact]
    public async Task Who_may_not_see_to_connections_makes_no_keys()
    {
        await using var service = new RunningService();
        await service.InitializeAsync();
        var supplier = (await Rivierenland.In(service)).SupplierId;
        foreach (var caller in new[] { await service.Supplier(supplier), await service.Someone(Role.Team), await service.Someone(Role.Auditor) })
        {
            await caller.Post(ConnectionStage.Connections, ConnectionStage.Entry(supplier)).IsRefused(403, "role.missing");
            await caller.Put($"{ConnectionStage.Connections}/{Guid.NewGuid()}", "\"v1\"", ConnectionStage.Entry(supplier)).IsRefused(403, "role.missing");
        }
        Assert.False(Directory.Exists(service.KeyFolder));
        await service.Administrator.Post(ConnectionStage.Connections, ConnectionStage.Entry(supplier)).Is(201);
        Assert.True(Directory.Exists(service.KeyFolder));
    }

    private static Connection With(Credentials credentials, string secret)
    {
        var id = Guid.NewGuid();
        return new() { Id = id, Authentication = AuthenticationKind.ApiKeyHeader, HeaderName = "X-Api-Key", Secret = credentials.Protect(id, secret)! };
    }

    private static void IsLost(Credentials credentials, Connection connection) =>
        Assert.Equal("source.secret-lost", Assert.Throws<RefusedException>(() => credentials.Of(connection)).Objections[0].Refusal.Code);

    private Credentials Over(Engine engine = Engine.Sqlite, string? configured = null) => new(
        new(engine, "", Path.Combine(_folder.FullName, "test.db")),
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["DataProtection:Folder"] = configured }).Build(), NullLogger<Credentials>.Instance);
}
