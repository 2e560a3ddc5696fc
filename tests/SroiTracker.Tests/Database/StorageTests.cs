using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SroiTracker.Database;
using SroiTracker.Domain;

namespace SroiTracker.Tests.Database;

/// <summary>A storage that cannot be used stops the start, with a sentence.</summary>
public sealed class StorageTests : IDisposable
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sroitracker");

    string In(params string[] names) => Path.Combine([folder.FullName, .. names]);

    public void Dispose() => folder.Delete(recursive: true);

    static SqliteLane Open(string file) =>
        (SqliteLane)Storage.Open(TestDatabase.OptionsOf(Engine.Sqlite, $"Data Source={file}"), TimeProvider.System, NullLoggerFactory.Instance);

    static void IsRefused(Refusal refusal, string place, Action open)
    {
        var objection = Assert.Throws<RefusedException>(open).Objections[0];
        Assert.Equal(refusal, objection.Refusal);
        Assert.Contains(place, objection.Sentence("nl"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_start_makes_folder_file_and_schema_and_a_second_changes_nothing()
    {
        var file = In("new", "folder", "test.db");
        Open(file).Dispose();

        Assert.True(File.Exists(file));
        Assert.Empty(Migrations.Apply(TestDatabase.OptionsOf(Engine.Sqlite, $"Data Source={file}")));
    }

    [Fact]
    public async Task Two_that_start_at_the_same_time_make_one_schema()
    {
        var lanes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Open(In("test.db")), Token)));
        foreach (var lane in lanes) lane.Dispose();

        await using var connection = new SqliteConnection($"Data Source={In("test.db")};Pooling=False");
        Assert.Equal(Migrations.Scripts(Engine.Sqlite).Count, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM SchemaVersions"));
    }

    [Fact]
    public void A_newer_schema_is_refused_and_left_as_it_is()
    {
        var file = In("test.db");
        Open(file).Dispose();
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
            connection.Execute("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('9999_later', '2030-01-01')");

        IsRefused(Refusals.StorageNewer, "9999_later", () => Open(file));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_refused()
    {
        File.WriteAllText(In("file"), "");

        IsRefused(Refusals.StorageFolder, In("file", "below", "test.db"), () => Open(In("file", "below", "test.db")));
        // The administrator of the machine may write any folder, save what is none.
        if (OperatingSystem.IsLinux()) IsRefused(Refusals.StorageFolder, "/proc/test.db", () => Open("/proc/test.db"));
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(In("test.db"));

        IsRefused(Refusals.StorageFolder, In("test.db"), () => Open(In("test.db")));
    }

    [Theory]
    [InlineData("not a database")]
    [InlineData("SQLite format 3\0and then something else altogether, longer than the header of a hundred bytes would be, which it is not")]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is(string content)
    {
        File.WriteAllText(In("test.db"), content);

        IsRefused(Refusals.StorageNoDatabase, In("test.db"), () => Open(In("test.db")));
        Assert.Equal(content, File.ReadAllText(In("test.db")));
    }

    [Fact]
    public void The_database_of_another_program_is_refused_and_left_as_it_is()
    {
        using (var connection = new SqliteConnection($"Data Source={In("test.db")};Pooling=False")) connection.Execute("CREATE TABLE Theirs (id INTEGER)");

        IsRefused(Refusals.StorageNoDatabase, In("test.db"), () => Open(In("test.db")));
        using var after = new SqliteConnection($"Data Source={In("test.db")};Pooling=False");
        Assert.Equal(["Theirs"], after.Query<string>("SELECT name FROM sqlite_master"));
    }

    [Fact]
    public void A_full_disk_is_named()
    {
        using var connection = new SqliteConnection($"Data Source={In("test.db")};Pooling=False");
        connection.Open();
        connection.Execute("PRAGMA max_page_count = 2; CREATE TABLE T (a)");
        var full = Assert.Throws<SqliteException>(() => connection.Execute("INSERT INTO T VALUES (zeroblob(100000))"));

        Assert.Equal(Refusals.StorageFull, StorageFaults.AtStart(full, "the place")!.Objections[0].Refusal);
    }

    [Fact]
    public void A_server_that_does_not_answer_is_refused_without_the_password()
    {
        var options = TestDatabase.OptionsOf(Engine.SqlServer, "Server=127.0.0.1,1;Database=sroi;User Id=sa;Password=Secret-1;Connect Timeout=1;Encrypt=False");

        var error = Assert.Throws<RefusedException>(() => Storage.Open(options, TimeProvider.System, NullLoggerFactory.Instance));
        Assert.Equal(Refusals.StorageServer, error.Objections[0].Refusal);
        Assert.Contains("127.0.0.1,1/sroi", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Storage:Engine", "Oracle")]
    [InlineData("Storage:Engine", "3")]
    [InlineData("ConnectionStrings:SroiTracker", "Data Source=:memory:")]
    [InlineData("ConnectionStrings:SroiTracker", "Mode=Memory;Data Source=x")]
    [InlineData("ConnectionStrings:SroiTracker", "Nonsense=x")]
    [InlineData("ConnectionStrings:SroiTracker", "no pairs at all")]
    public void A_wrong_setting_is_refused_by_its_name(string key, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [key] = value }).Build();

        IsRefused(Refusals.SettingInvalid, key, () => StorageOptions.From(configuration));
    }

    [Fact]
    public void SQL_Server_needs_to_be_told_where()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Engine"] = "SqlServer" }).Build();

        IsRefused(Refusals.SettingInvalid, "ConnectionStrings:SroiTracker", () => StorageOptions.From(configuration));
    }

    [Fact]
    public void Without_settings_it_is_a_file_in_the_current_directory() =>
        Assert.Equal(Path.GetFullPath("data/sroitracker.db"), StorageOptions.From(new ConfigurationBuilder().Build()).Place);
}
