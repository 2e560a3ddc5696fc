using System.Text.Json;
using System.Text.Json.Serialization;

namespace SroiTracker.Bouwblokken;

/// <summary>What buying from a seller in a register counts for, in some days.</summary>
/// <param name="ValidFrom">First day; null where the source has none.</param>
/// <param name="ValidTo">Last day; null is until further notice.</param>
/// <param name="Factor">Of the amount without VAT: 0,5 is half; at most four decimals.</param>
public sealed record RegisterFactor(DateOnly? ValidFrom, DateOnly? ValidTo, decimal Factor);

/// <summary>A register of social enterprises (rules.md 4).</summary>
/// <param name="Code">Kebab-case.</param>
/// <param name="Region">Where the source says that it counts.</param>
/// <param name="Source">Address of the page that the factors were read from.</param>
/// <param name="Factors">By date.</param>
/// <param name="Note">What the source leaves open.</param>
public sealed record SocialRegister(string Code, string Name, string? Region, string Source, IReadOnlyList<RegisterFactor> Factors, string? Note)
{
    /// <summary>What an invoice of a day counts for, in basis points; null where the register does not count then.</summary>
    public int? On(DateOnly day) => Factors.LastOrDefault(f => day >= (f.ValidFrom ?? DateOnly.MinValue) && day <= (f.ValidTo ?? DateOnly.MaxValue)) is { } factor
        ? (int)(factor.Factor * 10_000) : null;
}

/// <summary>
/// The registers that come with the product, dated data in <c>Registers/</c>; another register or another factor is a line
/// there. A report keeps the factor of its day, so that no later file changes what was counted.
/// </summary>
public static class RegisterFiles
{
    private const string Folder = "SroiTracker.Bouwblokken.Registers.";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>All registers, in the order of the files.</summary>
    public static IReadOnlyList<SocialRegister> All { get; } = Read();

    /// <summary>The register with this code; null if there is none.</summary>
    public static SocialRegister? Find(string code) => All.FirstOrDefault(r => r.Code == code);

    private static List<SocialRegister> Read()
    {
        var assembly = typeof(RegisterFiles).Assembly;
        var registers = new List<SocialRegister>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            registers.AddRange(JsonSerializer.Deserialize<List<SocialRegister>>(stream, Strict)!);
        }
        return registers;
    }
}
