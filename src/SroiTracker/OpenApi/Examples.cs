using System.Globalization;
using System.Text.Json.Nodes;

namespace SroiTracker.OpenApi;

/// <summary>
/// Requests and answers as the service took and gave them, a file for each operation (Examples/*.json) and one for refusals
/// that any may give. A test records them, and fails where the service would take or give something else.
/// </summary>
internal static class Examples
{
    /// <summary>The body that was sent; null where there is none.</summary>
    public static JsonNode? Request(string operation) => Of(operation)?["request"];

    /// <summary>The answer with this status; null where none was recorded.</summary>
    public static JsonNode? Answer(string operation, int status) => Of(operation)?["answers"]?[Text(status)]?.DeepClone();

    /// <summary>A refusal with this status that any operation may give; null where none was recorded.</summary>
    public static JsonNode? Problem(int status) => Of("problems")?[Text(status)]?.DeepClone();

    private static JsonNode? Of(string name)
    {
        using var file = typeof(Examples).Assembly.GetManifestResourceStream($"SroiTracker.OpenApi.Examples.{name}.json");
        return file is null ? null : JsonNode.Parse(file);
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
