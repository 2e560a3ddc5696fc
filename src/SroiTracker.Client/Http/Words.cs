using System.Text.Json;
using System.Text.Json.Serialization;

namespace SroiTracker.Client;

/// <summary>
/// A word of a fixed list in the API. A newer service may know words that this package does not: such a word is kept as its
/// text, so that nothing breaks and it can be sent back as it came.
/// </summary>
/// <typeparam name="TSelf">The list.</typeparam>
public interface IWord<TSelf> where TSelf : struct, IWord<TSelf>
{
    /// <summary>The word as the API writes it; null of a value that was never set.</summary>
    string? Word { get; }

    /// <summary>A word of this list, whether this package knows it or not.</summary>
    /// <param name="word">As the API writes it; case matters.</param>
    static abstract TSelf Of(string word);
}

/// <summary>Reads and writes a word as a JSON string.</summary>
internal sealed class WordConverter<T> : JsonConverter<T> where T : struct, IWord<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch { JsonTokenType.String => T.Of(reader.GetString()!), JsonTokenType.Null => default, _ => throw new JsonException() };

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (value.Word is { } word) writer.WriteStringValue(word);
        else writer.WriteNullValue();
    }
}
