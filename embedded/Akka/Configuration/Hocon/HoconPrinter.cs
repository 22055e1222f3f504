using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Writes a value as text that parses to the same value.</summary>
internal static class HoconPrinter
{
    public static string Print(HoconValue value) =>
        value.Content is string text ? text : Write(new StringBuilder(), value, 0).ToString();

    private static StringBuilder Write(StringBuilder to, HoconValue value, int depth) => value.Content switch
    {
        null => to.Append("null"),
        string text => Quote(to, text),
        HoconValue[] items => WriteItems(to, items, depth),
        _ => WriteObject(to, value.GetObject(), depth),
    };

    private static StringBuilder WriteItems(StringBuilder to, HoconValue[] items, int depth)
    {
        to.Append('[');
        for (var i = 0; i < items.Length; i++)
            Write(i > 0 ? to.Append(", ") : to, items[i], depth);
        return to.Append(']');
    }

    private static StringBuilder WriteObject(StringBuilder to, HoconObject value, int depth)
    {
        to.Append("{\n");
        foreach (var (key, item) in value.Items)
            Write(Quote(to.Append(' ', 2 * depth + 2), key).Append(" : "), item, depth + 1).Append('\n');
        return to.Append(' ', 2 * depth).Append('}');
    }

    private static StringBuilder Quote(StringBuilder to, string text)
    {
        if (text.Length > 0 && text != "null" && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return to.Append(text);
        to.Append('"');
        foreach (var c in text)
            _ = c switch
            {
                '"' or '\\' => to.Append('\\').Append(c),
                '\n' => to.Append("\\n"),
                '\r' => to.Append("\\r"),
                '\t' => to.Append("\\t"),
                < ' ' => to.Append("\\u").Append(((int)c).ToString("x4")),
                _ => to.Append(c),
            };
        return to.Append('"');
    }
}
