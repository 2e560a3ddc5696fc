using System.Text.Json.Serialization.Metadata;
using FluentValidation;
using FluentValidation.Internal;
using FluentValidation.Validators;
using SroiTracker.Http;

namespace SroiTracker.OpenApi;

/// <summary>
/// What the validators ask of bodies, by type and property. A type that stands in several places has what all of them ask;
/// what one operation asks beyond that is said at the operation.
/// </summary>
internal sealed class BodyLimits
{
    /// <summary>What is asked of one property: of its value, and of each item where it is a list.</summary>
    internal sealed record Asked(Limit Value, Limit Item)
    {
        public static readonly Asked Nothing = new(Limit.None, Limit.None);
    }

    private readonly Dictionary<Type, Dictionary<string, Asked>> _types = [];
    private readonly Dictionary<Operation, IReadOnlyList<string>> _needed = [];

    public BodyLimits(IEnumerable<Operation> operations, IServiceProvider services)
    {
        foreach (var operation in operations)
        {
            if (operation.Takes is not { } takes || takes.Body == typeof(Stream)) continue;
            var validators = services.GetServices(typeof(IValidator<>).MakeGenericType(operation.Request)).Cast<IValidator>();
            var asked = Visit(takes.Body, [.. validators], takes.FilledIn);
            _needed[operation] = [.. asked.Where(a => a.Value.Value.Needed).Select(a => a.Key)];
        }
    }

    /// <summary>Whether a type stands in a body.</summary>
    public bool Has(Type type) => _types.ContainsKey(type);

    /// <summary>What is asked of a property wherever its type stands.</summary>
    public Asked Of(Type type, string property) => _types[type].GetValueOrDefault(property, Asked.Nothing);

    /// <summary>Fields that this operation asks for and others with the same body do not.</summary>
    public IReadOnlyList<string> AlsoNeeded(Operation operation) =>
        [.. _needed[operation].Where(name => !Of(operation.Takes!.Body, name).Value.Needed)];

    private Dictionary<string, Asked> Visit(Type type, IReadOnlyList<IValidator> validators, IReadOnlyList<string> filledIn)
    {
        var (asked, below) = (new Dictionary<string, Asked>(), new List<(string Name, IValidator Validator)>());
        foreach (var validator in validators) Read(validator, asked, below);
        foreach (var name in filledIn) asked[name] = asked[name] with { Value = asked[name].Value with { Needed = false } };
        _types[type] = _types.TryGetValue(type, out var before) ? Weakest(before, asked) : asked;
        foreach (var property in Shapes.Of(type).Properties)
        {
            var inner = Shapes.ItemOf(property.PropertyType) ?? property.PropertyType;
            if (Shapes.IsObject(inner)) Visit(Nullable.GetUnderlyingType(inner) ?? inner, [.. below.Where(b => b.Name == property.Name).Select(b => b.Validator)], []);
        }
        return asked;
    }

    private static void Read(IValidator validator, Dictionary<string, Asked> asked, List<(string, IValidator)> below)
    {
        foreach (var rule in validator.CreateDescriptor().Rules)
        {
            var name = rule.PropertyName is { Length: > 0 } said ? char.ToLowerInvariant(said[0]) + said[1..] : "";
            var ofItems = rule.GetType().GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICollectionRule<,>));
            // What is asked only now and then is no property of the body; the refusal tells it.
            foreach (var component in rule.Components.Where(c => !rule.HasCondition && !c.HasCondition))
                if (component.Validator is ISaysLimit { Limit: var limit })
                {
                    var known = asked.GetValueOrDefault(name, Asked.Nothing);
                    asked[name] = ofItems ? known with { Item = known.Item.And(limit) } : known with { Value = known.Value.And(limit) };
                }
                else if (Child(component.Validator) is { } child)
                {
                    if (name.Length == 0) Read(child, asked, below);
                    else below.Add((name, child));
                }
        }
    }

    private static IValidator? Child(IPropertyValidator validator)
    {
        if (validator is not IChildValidatorAdaptor) return null;
        var get = validator.GetType().GetMethod(nameof(ChildValidatorAdaptor<,>.GetValidator))!;
        return (IValidator?)get.Invoke(validator, [Activator.CreateInstance(get.GetParameters()[0].ParameterType, [null]), null]);
    }

    private static Dictionary<string, Asked> Weakest(Dictionary<string, Asked> a, Dictionary<string, Asked> b) =>
        a.Where(x => b.ContainsKey(x.Key)).ToDictionary(x => x.Key, x => new Asked(x.Value.Value.Or(b[x.Key].Value), x.Value.Item.Or(b[x.Key].Item)));
}

/// <summary>How the serializer sees a type: the document says what it does, not what we think of it.</summary>
internal static class Shapes
{
    static Shapes() => Json.Options.MakeReadOnly(populateMissingResolver: true);

    public static JsonTypeInfo Of(Type type) => Json.Options.GetTypeInfo(type);

    /// <summary>An object with properties of its own, read and written without a converter of ours.</summary>
    public static bool IsObject(Type type) => Of(Nullable.GetUnderlyingType(type) ?? type).Kind == JsonTypeInfoKind.Object;

    /// <summary>What a list holds; null where it is none.</summary>
    public static Type? ItemOf(Type type) => Of(type) is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } item } ? item : null;
}
