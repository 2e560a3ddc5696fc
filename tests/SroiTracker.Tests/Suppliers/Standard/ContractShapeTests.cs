using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using SroiTracker.Domain;
using SroiTracker.Placements;
using SroiTracker.Suppliers.Sync;

namespace SroiTracker.Tests.Suppliers.Standard;

/// <summary>contracts/supplier-system.openapi.json says what is read and what is told: a field or a word that either gets is in the other.</summary>
public class ContractShapeTests
{
    private static readonly JsonNode Schemas =
        JsonNode.Parse(File.ReadAllText(Path.Combine(SharedData.Repository, "contracts", "supplier-system.openapi.json")))!["components"]!["schemas"]!;

    [Fact]
    public void A_placement_has_the_fields_of_a_report_save_those_that_a_supplier_has_no_use_for() => Assert.Equal(
        Fields(typeof(PlacementStatement)).Except(["supplierId", "proeftuinId"]).Concat(["id", "changedAt", "deleted"]).Order(), Properties("ReportedPlacement"));

    [Theory]
    [InlineData(typeof(StatedShare), "StatedShare")]
    [InlineData(typeof(StatedIndicatie), "StatedIndicatie")]
    [InlineData(typeof(PlacementStatus), "PlacementStatus")]
    [InlineData(typeof(ContractStatus), "ContractStatus")]
    [InlineData(typeof(StatusVerdict), "StatusVerdict")]
    public void A_part_has_the_fields_of_its_record(Type type, string schema) => Assert.Equal(Fields(type).Order(), Properties(schema));

    [Theory]
    [InlineData(typeof(Doelgroep))]
    [InlineData(typeof(Doelgroepindicatie))]
    [InlineData(typeof(PlacementMethod))]
    [InlineData(typeof(Employment))]
    [InlineData(typeof(AgeBand))]
    [InlineData(typeof(PlacementState))]
    public void A_list_of_words_is_ours(Type words) => Assert.Equal(Enum.GetNames(words), Schemas[words.Name]!["enum"]!.AsArray().Select(w => (string?)w));

    [Fact]
    public void What_is_told_is_never_left_out() => Assert.All(["PlacementStatus", "ContractStatus", "StatusVerdict"],
        schema => Assert.Equal(Properties(schema), Schemas[schema]!["required"]!.AsArray().Select(r => (string)r!).Order()));

    private static IEnumerable<string> Fields(Type type) =>
        type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)[0].GetParameters().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!));

    private static IEnumerable<string> Properties(string schema) => Schemas[schema]!["properties"]!.AsObject().Select(p => p.Key).Order();
}
