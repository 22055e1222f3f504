using System.Globalization;
using System.Net;

namespace SplitLearning.Node.Report;

/// <summary>A piece of HTML. What is put into it is escaped, unless it is HTML itself.</summary>
internal sealed record Html(string Text)
{
    public static Html Empty { get; } = new("");

    /// <param name="text">Its holes take numbers and texts, <see cref="Html"/> and sequences of that.</param>
    public static Html Of(FormattableString text) => new(text.ToString(Escaping.Instance));

    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece.Text)));

    public override string ToString() => Text;

    private sealed class Escaping : IFormatProvider, ICustomFormatter
    {
        public static readonly Escaping Instance = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
        {
            Html html => html.Text,
            IEnumerable<Html> pieces => Join(pieces).Text,
            IFormattable figure => WebUtility.HtmlEncode(figure.ToString(format, CultureInfo.InvariantCulture)),
            _ => WebUtility.HtmlEncode(arg?.ToString() ?? ""),
        };
    }
}
