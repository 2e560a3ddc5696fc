using System.Text.Json;
using System.Text.Json.Nodes;
using SroiTracker.Http;

namespace SroiTracker.Contracts;

/// <summary>The fields of a contract by their names in JSON: which are said, which differ, and which may be taken over.</summary>
internal static class ContractFields
{
    /// <summary>What an obligation and its counting rest on: once a clause is set, only an amendment changes these (rules.md 1).</summary>
    public static readonly IReadOnlySet<string> OfClause = new HashSet<string>
    {
        "buyerId", "kind", "parentId", "value", "labourValue", "estimatedValue", "options", "startDate", "endDate", "durationMonths",
    };

    /// <summary>The fields that say something.</summary>
    public static IReadOnlyList<string> Said(ContractEntry entry) => [.. Fields(entry).Where(f => Says(f.Value)).Select(f => f.Key)];

    /// <summary>The fields in which two entries differ.</summary>
    public static IReadOnlyList<string> Differing(ContractEntry a, ContractEntry b)
    {
        var other = Fields(b);
        return [.. Fields(a).Where(f => !JsonNode.DeepEquals(f.Value, other[f.Key])).Select(f => f.Key)];
    }

    /// <summary>An entry with what a notice says, save for fields that are fixed; and those among them of which it says otherwise.</summary>
    public static (ContractEntry Entry, IReadOnlyList<string> Kept) Merge(ContractEntry was, ContractEntry notice, IEnumerable<string> fixedFields)
    {
        var (merged, stays, kept) = (Fields(was), fixedFields.ToHashSet(), new List<string>());
        foreach (var (name, said) in Fields(notice))
        {
            if (!Says(said) || JsonNode.DeepEquals(said, merged[name])) continue;
            if (stays.Contains(name)) kept.Add(name);
            else merged[name] = said!.DeepClone();
        }
        return (merged.Deserialize<ContractEntry>(Json.Options)!, kept);
    }

    private static JsonObject Fields(ContractEntry entry) => JsonSerializer.SerializeToNode(entry, Json.Options)!.AsObject();

    private static bool Says(JsonNode? field) => field is not (null or JsonArray { Count: 0 });
}
