using System.Text.RegularExpressions;
using SroiTracker.Client;
using SroiTracker.CommandLine;
using SroiTracker.Tests.Placements;

namespace SroiTracker.Tests.Client;

/// <summary>What the README of the client says is true: its pieces are compiled and run on what the demo shows.</summary>
public partial class ReadmeTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Folders = ["src", "SroiTracker.Client", "README.md"];

    [Fact]
    public async Task Its_pieces_are_the_program_that_is_run_here()
    {
        var readme = await Text(Folders);
        var pieces = string.Join("\n\n", Piece().Matches(readme).Select(m => m.Groups[1].Value.TrimEnd()));
        var source = await Text("tests", "SroiTracker.Tests", "Client", "Readme.cs");
        var body = Body().Match(source).Groups[1].Value.Split('\n').Select(line => line.Length > 8 ? line[8..] : "");
        var usings = Using().Matches(pieces).Select(m => m.Value).ToList();
        Assert.All(usings, u => Assert.Contains(u, source, StringComparison.Ordinal));
        Assert.Equal(string.Join("\n", usings) + "\n\n" + string.Join("\n", body).TrimEnd(), pieces);
    }

    [Fact]
    public async Task They_run_on_the_demo_and_once_more_after_the_officer_verified()
    {
        var demo = await new DemoStory(service.Services, TestContext.Current.CancellationToken).Play();
        var address = new Uri(service.Administrator.BaseAddress!, "/api/v1").ToString();
        var readme = new Readme(address, demo.SupplierKey, Pseudonym.NewSecret());
        await readme.Run();
        Assert.Contains(readme.Written, l => l.StartsWith("219964 for Waterschap Rivierenland: € ", StringComparison.Ordinal));
        Assert.Contains("R-2026-118 is Reported, worth € 9698.63", readme.Written);
        Assert.Contains(readme.Written, l => l.StartsWith("219964 would count € 9698.63, run on € ", StringComparison.Ordinal));
        Assert.Contains("Report 2 of R-2026-118", readme.Written);
        Assert.Contains(readme.Written, l => l.StartsWith("400 ", StringComparison.Ordinal));
        Assert.Contains(readme.Written, l => l.StartsWith("  /hoursPerWeek: ", StringComparison.Ordinal));
        Assert.Contains(readme.Written, l => l.StartsWith("  /candidate: ", StringComparison.Ordinal));
        Assert.Contains("2 accepted, 1 refused", readme.Written);
        Assert.Contains(readme.Written, l => l.StartsWith("  line 3, R-2026-203: ", StringComparison.Ordinal));

        var officer = service.With(demo.OfficerKey);
        var list = await officer.Ask("placements?supplierReference=R-2026-118").Is(200);
        await officer.Post($"placements/{(Guid)list["items"]![0]!["id"]!}/verifications", new { reportNumber = 2, throughDate = "2026-09-30" }).Is(201);
        readme.Written.Clear();
        await readme.Run();
        Assert.Contains("R-2026-118 is Reported, worth € 9698.63", readme.Written);
        Assert.Contains(readme.Written, l => l.StartsWith("R-2026-118 on 219964: Verified, € ", StringComparison.Ordinal));
        Assert.Contains(readme.Written, l => l.StartsWith("2026 R-2026-118 € ", StringComparison.Ordinal));
        Assert.Contains("Report 2 of R-2026-118", readme.Written);
    }

    private static Task<string> Text(params string[] path) => File.ReadAllTextAsync(Path.Combine([SharedData.Repository, .. path]), TestContext.Current.CancellationToken);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Piece();

    [GeneratedRegex(@"public async Task Run\(\)\n    \{\n(.*?)\n    \}\n", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex(@"^using [\w.]+;$", RegexOptions.Multiline)]
    private static partial Regex Using();
}
