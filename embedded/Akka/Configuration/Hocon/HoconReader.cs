using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>The characters of a document, and what they mean at the lowest level.</summary>
internal sealed class HoconReader(string text)
{
    private const string Reserved = "$\"{}[]:=,+#`^?!@*&\\";
    private int _at;

    public bool AtEnd => _at >= text.Length;

    public char Peek => AtEnd ? '\0' : text[_at];

    public bool AtValueEnd => AtEnd || Peek is ',' or '}' or ']' or '\n' || AtComment;

    public string Position
    {
        get
        {
            var line = text.AsSpan(0, _at).Count('\n') + 1;
            var column = _at - (_at > 0 ? text.LastIndexOf('\n', _at - 1) : -1);
            return $"line {line}, column {column}";
        }
    }

    private bool AtComment => Peek == '#' || text.AsSpan(Math.Min(_at, text.Length)).StartsWith("//");

    public ConfigurationException Error(string message) => new($"{Position}: {message}");

    public bool TryTake(char c)
    {
        var taken = !AtEnd && Peek == c;
        _at += taken ? 1 : 0;
        return taken;
    }

    public bool TryTake(string expected)
    {
        var taken = string.CompareOrdinal(text, _at, expected, 0, expected.Length) == 0;
        _at += taken ? expected.Length : 0;
        return taken;
    }

    public bool TryTakeInclude()
    {
        var start = _at;
        if (!TryTake("include") || !IsBlank(Peek))
            return Back(start);
        SkipBlanks();
        return Peek == '"' || AtWord("file(") || AtWord("required(") || Back(start);
    }

    public void SkipBlanks()
    {
        while (!AtEnd && IsBlank(Peek))
            _at++;
    }

    /// <param name="comma">Whether one comma may stand here.</param>
    public void SkipSeparators(bool comma = false)
    {
        while (!AtEnd)
        {
            if (AtComment)
                SkipComment();
            else if (IsBlank(Peek) || Peek == '\n')
                _at++;
            else if (comma && TryTake(','))
                comma = false;
            else
                return;
        }
    }

    /// <summary>A key: parts between dots, each quoted or not. Blanks around a part do not count.</summary>
    public string[] TakePath()
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var solid = -1; // length of the part without the blanks behind it; -1: nothing yet
        while (!AtEnd && (Peek == '"' || (!Reserved.Contains(Peek) && Peek != '\n' && !AtComment)))
        {
            if (Peek == '.')
            {
                EndPart();
                _at++;
                continue;
            }
            var blank = IsBlank(Peek);
            if (Peek == '"')
                part.Append(TakeQuoted());
            else if (!blank || solid >= 0)
                part.Append(text[_at++]);
            else
                _at++;
            solid = blank ? solid : part.Length;
        }
        EndPart();
        return parts.ToArray();

        void EndPart()
        {
            if (solid < 0)
                throw Error($"{(AtEnd ? "the end" : $"'{Peek}'")} stands where a key should");
            parts.Add(part.ToString(0, solid));
            part.Clear();
            solid = -1;
        }
    }

    /// <summary>Characters up to the next special one; or a run of blanks, which count between two parts.</summary>
    public string TakeUnquoted(out bool blank)
    {
        var start = _at;
        blank = IsBlank(Peek);
        if (blank)
        {
            SkipBlanks();
            return text[start.._at];
        }
        while (!AtValueEnd && !Reserved.Contains(Peek) && !IsBlank(Peek))
            _at++;
        return _at > start ? text[start.._at] : throw Error($"'{Peek}' must stand in quotes here");
    }

    public string TakeQuoted()
    {
        var start = Position;
        if (TryTake("\"\"\""))
            return TakeRaw(start);
        _at++;
        var result = new StringBuilder();
        while (!TryTake('"'))
        {
            if (AtEnd || Peek == '\n')
                throw new ConfigurationException($"{start}: the string has no closing quote");
            result.Append(TryTake('\\') ? Escaped() : text[_at++]);
        }
        return result.ToString();
    }

    private string TakeRaw(string start)
    {
        var end = text.IndexOf("\"\"\"", _at, StringComparison.Ordinal);
        if (end < 0)
            throw new ConfigurationException($"{start}: the string has no closing \"\"\"");
        while (end + 3 < text.Length && text[end + 3] == '"')
            end++; // quotes before the last three belong to the string
        var result = text[_at..end];
        _at = end + 3;
        return result;
    }

    private char Escaped()
    {
        var c = Peek;
        _at++;
        switch (c)
        {
            case '"' or '\\' or '/': return c;
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'u' when _at + 4 <= text.Length && ushort.TryParse(
                text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                _at--;
                throw Error($"'\\{c}' is no escape; use \\\" \\\\ \\/ \\n \\r \\t \\b \\f or \\uXXXX");
        }
    }

    private void SkipComment()
    {
        var end = text.IndexOf('\n', _at);
        _at = end < 0 ? text.Length : end;
    }

    private bool AtWord(string word) => string.CompareOrdinal(text, _at, word, 0, word.Length) == 0;

    private bool Back(int start)
    {
        _at = start;
        return false;
    }

    private static bool IsBlank(char c) => c != '\n' && (char.IsWhiteSpace(c) || c == '\uFEFF');
}
