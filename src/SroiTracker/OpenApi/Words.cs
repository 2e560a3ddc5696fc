using System.Text.Json.Nodes;
using SroiTracker.Domain;

namespace SroiTracker.OpenApi;

/// <summary>The one place that the document's sentences, examples and codes come from.</summary>
internal static class Words
{
    /// <summary>What an operation does: a line, and what more there is to say with the Dutch word.</summary>
    public static (string Summary, string? Description) Of(Operation operation)
    {
        if (Glossary.Find(operation.Id) is not { } row) return (operation.Id, null);
        var end = row.Meaning.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? row.Meaning : row.Meaning[..end], row.Sentence);
    }

    /// <summary>What a type is; of an enumeration each of its words too.</summary>
    public static string? Of(Type type)
    {
        var sentence = Glossary.Find(NameOf(type))?.Sentence;
        return !type.IsEnum ? sentence
            : string.Join('\n', [sentence, "", .. Enum.GetNames(type).Select(word => $"- `{word}`: {Glossary.Find($"{type.Name}.{word}")?.Sentence}")]);
    }

    /// <summary>What a property means, by the type that declares it and its name in C#.</summary>
    public static string? Of(Type type, string property)
    {
        var name = char.ToLowerInvariant(property[0]) + property[1..];
        return Glossary.Find($"{NameOf(type)}.{name}", name)?.Sentence;
    }

    /// <summary>What a parameter in the path or the query of an operation means.</summary>
    public static string? OfParameter(Operation operation, string parameter)
    {
        var steps = operation.Path.Split('/');
        var place = Array.IndexOf(steps, $"{{{parameter}}}");
        return (place < 0 ? Glossary.Find($"{operation.Id}?{parameter}", "?" + parameter, parameter) : Glossary.Find($"{steps[place - 1]}/{steps[place]}"))?.Sentence;
    }

    /// <summary>What a header means, of a request or of an answer.</summary>
    public static string? OfHeader(string name) => Glossary.Find(name)?.Sentence;

    /// <summary>A body to send; null where there is none.</summary>
    public static JsonNode? RequestExample(Operation operation) => WithoutDisputes(Examples.Request(operation.Id));

    /// <summary>An answer with this status; null where there is none.</summary>
    public static JsonNode? AnswerExample(Operation operation, int status) => WithoutDisputes(Examples.Answer(operation.Id, status));

    /// <summary>One of these refusals, of one status, as this operation or another gave it; null where none was recorded.</summary>
    public static JsonNode? ProblemExample(Operation operation, IReadOnlyList<Refusal> refused)
    {
        var status = (int)refused[0].Kind;
        var example = Examples.Answer(operation.Id, status) ?? Examples.Problem(status);
        return refused.Any(r => r.Code == (string?)example?["code"]) ? example : null;
    }

    /// <summary>Everything that an operation refuses: what any of its kind does, and what its Map names.</summary>
    public static IEnumerable<Refusal> CodesOf(Operation operation) => RefusedByAny.Of(operation).Concat(operation.Refused).Distinct();

    // Spectral with the rules of the NLGov REST API Design Rules takes every member below paths with "put" in its name for an
    // operation, and a list named disputes for one without a 400: no example shows what a supplier disputes.
    private static JsonNode? WithoutDisputes(JsonNode? example)
    {
        if (example is not JsonObject shown) return example;
        shown = (JsonObject)shown.DeepClone();
        shown.Remove("disputes");
        if (shown["views"] is JsonArray views) views.RemoveAll(v => v is JsonObject view && view.ContainsKey("disputes"));
        return shown;
    }

    // "CreateSupplierKeyBody" of a body inside its operation, as the document calls it.
    private static string NameOf(Type type) => type.DeclaringType is { IsAbstract: false } within ? within.Name + type.Name : type.Name;
}
