using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SroiTracker.Settlements;

/// <summary>
/// HTML that is written as interpolated text: what the program says is markup, what is filled in is encoded.
/// </summary>
internal sealed class Markup(CultureInfo culture)
{
    // Letters, signs and digits of any script as they are; what means something in HTML is always encoded.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    /// <summary>Adds text with what is filled in.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] Filled filled) => _ = filled;

    /// <summary>Adds markup of the program itself.</summary>
    public void Literal(string markup) => _text.Append(markup);

    public override string ToString() => _text.ToString();

    /// <summary>Writes the pieces of an interpolated text into its markup.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Filled
    {
        private readonly Markup _into;

        public Filled(int literalLength, int formattedCount, Markup into)
        {
            _into = into;
            into._text.EnsureCapacity(into._text.Length + literalLength + formattedCount * 16);
        }

        public void AppendLiteral(string markup) => _into._text.Append(markup);

        public void AppendFormatted(string? text) => _into._text.Append(Encoder.Encode(text ?? ""));

        public void AppendFormatted<T>(T value, string? format = null) where T : IFormattable =>
            _into._text.Append(Encoder.Encode(value.ToString(format, _into.Culture)));
    }

    private CultureInfo Culture { get; } = culture;
}
