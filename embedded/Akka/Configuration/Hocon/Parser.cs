namespace Akka.Configuration.Hocon;

/// <summary>Recursive-descent parser for HOCON documents.</summary>
public sealed class Parser
{
    private readonly HoconReader _reader;
    private readonly Func<string, HoconRoot>? _include;

    private Parser(string text, Func<string, HoconRoot>? include)
    {
        _reader = new HoconReader(text);
        _include = include;
    }

    /// <param name="includeCallback">Gives the document for the name in an <c>include</c>; it decides what a relative
    /// name is relative to. Null where there is none: an error only for <c>include required(...)</c>.</param>
    /// <exception cref="ConfigurationException">No HOCON; the message begins with line and column.</exception>
    public static HoconRoot Parse(string text, Func<string, HoconRoot>? includeCallback) =>
        new(new Parser(text, includeCallback).Document());

    private ObjectNode Document()
    {
        _reader.SkipSeparators();
        var braces = _reader.TryTake('{');
        var root = new ObjectNode();
        Fields(root, [], braces ? '}' : '\0');
        if (braces)
            _reader.SkipSeparators();
        return _reader.AtEnd ? root : throw _reader.Error($"'{_reader.Peek}' stands after the end of the document");
    }

    private void Fields(ObjectNode into, string[] path, char close)
    {
        for (var first = true; ; first = false)
        {
            _reader.SkipSeparators(comma: !first);
            if (_reader.AtEnd)
            {
                if (close != '\0')
                    throw _reader.Error($"the text ends where '{close}' is missing");
                return;
            }
            if (close != '\0' && _reader.TryTake(close))
                return;
            if (_reader.TryTakeInclude())
                Include(into, path);
            else
                Field(into, path);
        }
    }

    private void Field(ObjectNode into, string[] path)
    {
        var key = _reader.TakePath();
        var position = _reader.Position;
        _reader.SkipBlanks();
        string[] full = [.. path, .. key];
        if (_reader.TryTake("+="))
        {
            var before = new SubstitutionNode(full, [], Optional: true, position);
            into.Add(key, new ConcatNode([before, new ArrayNode([Value(full)])], position));
        }
        else if (_reader.Peek == '{' || _reader.TryTake('=') || _reader.TryTake(':'))
        {
            into.Add(key, Value(full));
        }
        else
        {
            throw _reader.Error($"key '{string.Join('.', key)}' needs '=', ':', '+=' or '{{' behind it");
        }
    }

    private HoconNode Value(string[] path)
    {
        _reader.SkipSeparators();
        var position = _reader.Position;
        var pieces = new List<HoconNode>();
        while (!_reader.AtValueEnd)
            pieces.Add(Piece(path));
        while (pieces.Count > 0 && pieces[^1] is LiteralNode { IsBlank: true })
            pieces.RemoveAt(pieces.Count - 1);
        return pieces switch
        {
            [] => throw _reader.Error(path.Length == 0 ? "an array's item is missing"
                : $"'{string.Join('.', path)}' has no value"),
            [LiteralNode { Text: "null", IsQuoted: false }] => new LiteralNode(null),
            [var only] => only,
            _ => new ConcatNode(pieces, position),
        };
    }

    private HoconNode Piece(string[] path)
    {
        if (_reader.TryTake('{'))
        {
            var node = new ObjectNode();
            Fields(node, path, '}');
            return node;
        }
        if (_reader.TryTake('['))
            return Items();
        if (_reader.TryTake("${"))
            return Substitution();
        return _reader.Peek == '"'
            ? new LiteralNode(_reader.TakeQuoted()) { IsQuoted = true }
            : new LiteralNode(_reader.TakeUnquoted(out var blank), blank);
    }

    private ArrayNode Items()
    {
        var items = new List<HoconNode>();
        for (var first = true; ; first = false)
        {
            _reader.SkipSeparators(comma: !first);
            if (_reader.TryTake(']'))
                return new ArrayNode(items);
            if (_reader.AtEnd)
                throw _reader.Error("the text ends where ']' is missing");
            items.Add(Value([]));
        }
    }

    private SubstitutionNode Substitution()
    {
        var position = _reader.Position;
        var optional = _reader.TryTake('?');
        var path = _reader.TakePath();
        return _reader.TryTake('}')
            ? new SubstitutionNode(path, [], optional, position)
            : throw _reader.Error("a substitution ends with '}'");
    }

    private void Include(ObjectNode into, string[] path)
    {
        var position = _reader.Position;
        var (name, required) = IncludeName();
        HoconRoot? included;
        try
        {
            included = _include?.Invoke(name);
        }
        catch (ConfigurationException e)
        {
            throw new ConfigurationException($"{name}: {e.Message} (included at {position})", e);
        }
        if (included is null && (required || _include is null))
            throw new ConfigurationException($"{position}: include \"{name}\" was not found; give a file that exists");
        if (included?.Source is { } source)
            into.AddAll(path.Length > 0 ? (ObjectNode)source.Below(path) : source);
        else if (included is not null)
            foreach (var (key, value) in included.Value.GetObject().Items)
                into.Add([key], new ResolvedNode(value));
    }

    private (string Name, bool Required) IncludeName()
    {
        var required = _reader.TryTake("required(");
        var wrapped = _reader.TryTake("file(");
        _reader.SkipBlanks();
        if (_reader.Peek != '"')
            throw _reader.Error("include takes \"name\", file(\"name\") or required(file(\"name\"))");
        var name = _reader.TakeQuoted();
        for (var open = (required ? 1 : 0) + (wrapped ? 1 : 0); open > 0; open--)
        {
            _reader.SkipBlanks();
            if (!_reader.TryTake(')'))
                throw _reader.Error("include is missing ')'");
        }
        return (name, required);
    }
}
