using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using SroiTracker.Domain;
using SroiTracker.Http;
using SroiTracker.Privacy;

namespace SroiTracker.OpenApi;

/// <summary>
/// The shapes of bodies and answers, as the serializer reads and writes them. In a body unknown fields are refused and
/// null says nothing more than absence; in an answer every property is there. A type that stands in both has two schemas.
/// </summary>
internal sealed class Schemas(OpenApiDocument document, BodyLimits limits)
{
    private const string Uuid = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

    private readonly Dictionary<string, (Type, bool)> _names = [];

    /// <summary>A body of an operation.</summary>
    public IOpenApiSchema Body(Operation operation)
    {
        var schema = Of(operation.Takes!.Body, isBody: true);
        return limits.AlsoNeeded(operation) is not { Count: > 0 } more ? schema
            : new OpenApiSchema { AllOf = [schema, new OpenApiSchema { Required = more.ToHashSet() }] };
    }

    /// <summary>An answer.</summary>
    public IOpenApiSchema Answer(Type type) => Of(type, isBody: false);

    /// <summary>A parameter in the path or the query.</summary>
    public IOpenApiSchema Parameter(Type type) => Of(Nullable.GetUnderlyingType(type) ?? type, isBody: true);

    private IOpenApiSchema Of(Type type, bool isBody)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return OrNull(Of(inner, isBody));
        if (Leaf(type) is { } leaf) return leaf;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(AskedWord<>)) return Of(type.GetGenericArguments()[0], isBody);
        if (type.IsEnum) return Named(type, type.Name, () => Words(type));
        var shape = Shapes.Of(type);
        return shape.Kind switch
        {
            JsonTypeInfoKind.Enumerable => new OpenApiSchema { Type = JsonSchemaType.Array, Items = Of(shape.ElementType!, isBody) },
            JsonTypeInfoKind.Dictionary => new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = Of(shape.ElementType!, isBody) },
            JsonTypeInfoKind.Object => Named(type, NameOf(type, isBody), () => isBody ? BodyObject(shape) : AnswerObject(shape), isBody),
            _ => throw new InvalidOperationException($"The API document has no schema for {type}."),
        };
    }

    /// <summary>What is written and read as one value, whatever its C# looks like.</summary>
    private IOpenApiSchema? Leaf(Type type) => type switch
    {
        _ when type == typeof(string) => new OpenApiSchema { Type = JsonSchemaType.String },
        _ when type == typeof(bool) => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        _ when type == typeof(int) => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
        _ when type == typeof(long) => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
        _ when type == typeof(decimal) => new OpenApiSchema { Type = JsonSchemaType.Number },
        _ when type == typeof(Guid) => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid", Pattern = Uuid },
        _ when type == typeof(DateOnly) || type == typeof(AskedDate) => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
        _ when type == typeof(DateTimeOffset) || type == typeof(AskedInstant) => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
        _ when type == typeof(SentPseudonym) => new OpenApiSchema
        {
            Type = JsonSchemaType.String, MinLength = 16, MaxLength = 128, Pattern = "^(?=.*[A-Za-z])(?=.*[0-9])[A-Za-z0-9_-]+$", WriteOnly = true,
        },
        _ when type == typeof(Euros) => Named(type, "Euros", () => Whole(type,
            ("amount", new() { Type = JsonSchemaType.Number, Minimum = "-100000000000000", Maximum = "100000000000000" }),
            ("currency", new() { Type = JsonSchemaType.String, Enum = ["EUR"] }))),
        _ when type == typeof(Money) => Named(type, "Money", () => Whole(type,
            ("amount", new() { Type = JsonSchemaType.Number }), ("currency", new() { Type = JsonSchemaType.String, Pattern = "^[A-Z]{3}$" }))),
        _ when type == typeof(OrganisationIdentifier) => Named(type, "OrganisationIdentifier", () => Whole(type,
            ("scheme", new() { Type = JsonSchemaType.String, MinLength = 4, MaxLength = 32 }), ("id", new() { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 64 }))),
        _ => null,

    };

    private OpenApiSchema BodyObject(JsonTypeInfo shape)
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema>(), Required = new HashSet<string>(), AdditionalPropertiesAllowed = false };
        foreach (var property in shape.Properties.Where(IsRead))
        {
            var asked = limits.Of(shape.Type, property.Name);
            var needed = asked.Value.Needed || property.IsRequired;
            var type = needed ? Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType : property.PropertyType;
            var value = Bounded(Of(type, isBody: true), asked);
            // Null is read as absence, whatever the type says of itself.
            if (!needed && (property.IsSetNullable || !property.PropertyType.IsValueType)) value = OrNull(value);
            if (needed) schema.Required.Add(property.Name);
            schema.Properties[property.Name] = Said(value, shape.Type, property);
        }
        return schema;
    }

    private OpenApiSchema AnswerObject(JsonTypeInfo shape)
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema>(), Required = new HashSet<string>() };
        foreach (var property in shape.Properties.Where(p => p.Get is not null && p.PropertyType != typeof(SentPseudonym)))
        {
            var leftOut = property.AttributeProvider!.GetCustomAttributes(typeof(JsonIgnoreAttribute), true).Length > 0;
            var value = Of(property.PropertyType, isBody: false);
            if (!leftOut && property.IsGetNullable) value = OrNull(value);
            if (!leftOut) schema.Required.Add(property.Name);
            schema.Properties[property.Name] = Said(value, shape.Type, property);
        }
        return schema;
    }

    /// <summary>What the path says, a body does not: such properties are ignored in JSON, though a constructor takes them.</summary>
    private static bool IsRead(JsonPropertyInfo property) => property.Set is not null || property.AssociatedParameter is not null && property.Get is not null;

    private static IOpenApiSchema Bounded(IOpenApiSchema schema, BodyLimits.Asked asked)
    {
        if (schema is not OpenApiSchema own) return schema;
        var limit = asked.Value;
        own.MaxLength = limit.Longest ?? own.MaxLength;
        if (limit.Needed && own is { Type: JsonSchemaType.String, Format: null, MinLength: null }) own.MinLength = 1;
        (own.MinItems, own.MaxItems) = (limit.Fewest, limit.Most);
        own.Minimum = limit.Least?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? own.Minimum;
        own.Maximum = limit.Largest?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? own.Maximum;
        if (own.Items is { } items) own.Items = Bounded(items, new(asked.Item, Limit.None));
        return own;
    }

    /// <summary>With the property's own words; a reference bears them beside it, as JSON Schema 2020-12 lets it.</summary>
    private static IOpenApiSchema Said(IOpenApiSchema value, Type declaring, JsonPropertyInfo property)
    {
        var member = (MemberInfo)property.AttributeProvider!;
        var words = OpenApi.Words.Of(member.DeclaringType ?? declaring, member.Name);
        if (value is OpenApiSchema own) own.Description = words;
        else if (value is OpenApiSchemaReference reference) reference.Description = words;
        return value;
    }

    private static IOpenApiSchema OrNull(IOpenApiSchema schema)
    {
        if (schema is not OpenApiSchema { OneOf: null } own) return schema is OpenApiSchemaReference ? new OpenApiSchema { OneOf = [schema, new OpenApiSchema { Type = JsonSchemaType.Null }] } : schema;
        own.Type |= JsonSchemaType.Null;
        return own;
    }

    private static OpenApiSchema Whole(Type type, params (string Name, OpenApiSchema Schema)[] properties)
    {
        foreach (var (name, schema) in properties) schema.Description = OpenApi.Words.Of(type, name);
        return new()
        {
            Type = JsonSchemaType.Object, Properties = properties.ToDictionary(p => p.Name, p => (IOpenApiSchema)p.Schema),
            Required = properties.Select(p => p.Name).ToHashSet(), AdditionalPropertiesAllowed = false,
        };
    }

    private static OpenApiSchema Words(Type type) => new() { Type = JsonSchemaType.String, Enum = [.. Enum.GetNames(type).Select(n => (JsonNode)n)] };

    private OpenApiSchemaReference Named(Type type, string name, Func<OpenApiSchema> make, bool isBody = false)
    {
        var known = _names.TryGetValue(name, out var other);
        if (known && other != (type, isBody)) throw new InvalidOperationException($"Two schemas would be called {name}: of {type} and of {other.Item1}.");
        if (!known)
        {
            _names[name] = (type, isBody);
            var schema = make();
            schema.Description = OpenApi.Words.Of(type);
            document.AddComponent<IOpenApiSchema>(name, schema);
        }
        return new(name, document);
    }

    /// <summary>"PlacementView"; "PlacementViewList" of a page; "CreateSupplierKeyBody" of a body inside its operation; "ShownWaiverEntry" where a body has the plain name.</summary>
    private string NameOf(Type type, bool isBody)
    {
        var name = type.IsGenericType ? NameOf(type.GetGenericArguments()[0], isBody: true) + type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)].Replace("ListOf", "List", StringComparison.Ordinal)
            : type.DeclaringType is { IsAbstract: false } within ? within.Name + type.Name : type.Name;
        return isBody || !limits.Has(type) ? name : "Shown" + name;
    }
}
