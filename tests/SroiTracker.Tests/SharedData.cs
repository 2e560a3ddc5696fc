namespace SroiTracker.Tests;

/// <summary>
/// The folder of real notices and published tables, <c>shared/data</c> beside the repository. It is no part of the
/// repository: where it is absent, the tests that read it are skipped and say so.
/// </summary>
public static class SharedData
{
    /// <summary>The full path of a file or folder in it; skips the running test where it is absent.</summary>
    public static string Path(params string[] parts)
    {
        var path = Folder is null ? null : System.IO.Path.Combine([Folder, .. parts]);
        Assert.SkipUnless(path is not null && (File.Exists(path) || Directory.Exists(path)),
            $"shared/data/{string.Join('/', parts)} is not beside this repository.");
        return path!;
    }

    /// <summary>Whether there is such a folder at all.</summary>
    public static bool IsThere => Folder is not null;

    /// <summary>The folder of this repository.</summary>
    public static string Repository { get; } = Ancestors(AppContext.BaseDirectory).First(d => File.Exists(System.IO.Path.Combine(d, "SroiTracker.sln")));

    private static readonly string? Folder = Ancestors(Repository).Skip(1)
        .Select(d => System.IO.Path.Combine(d, "shared", "data"))
        .FirstOrDefault(Directory.Exists);

    private static IEnumerable<string> Ancestors(string directory)
    {
        for (var d = new DirectoryInfo(directory); d is not null; d = d.Parent) yield return d.FullName;
    }
}
