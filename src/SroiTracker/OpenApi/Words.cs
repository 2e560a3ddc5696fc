using System.Text.Json.Nodes;
using SroiTracker.Domain;

namespace SroiTracker.OpenApi;

/// <summary>The one place that the document's sentences, examples and codes come from.</summary>
internal static class Words
{
    /// <summary>What an operation does: a line, and what more there is to say.</summary>
    public static (string Summary, string? Description) Of(Operation operation) => (operation.Request.Name, null);

    /// <summary>What a schema is.</summary>
    public static string? Of(Type type) => null;

    /// <summary>What a property means, by the type that declares it and its name in C#.</summary>
    public static string? Of(Type type, string property) => null;

    /// <summary>What a parameter in the path or the query of an operation means.</summary>
    public static string? OfParameter(Operation operation, string parameter) => null;

    /// <summary>A body to send; null where there is none.</summary>
    public static JsonNode? RequestExample(Operation operation) => null;

    /// <summary>An answer with this status; null where there is none.</summary>
    public static JsonNode? AnswerExample(Operation operation, int status) => null;

    /// <summary>Everything that an operation refuses: what any of its kind does, and what its Map names.</summary>
    public static IEnumerable<Refusal> CodesOf(Operation operation) => CommonCodes.Of(operation).Concat(operation.Refused).Distinct();
}
