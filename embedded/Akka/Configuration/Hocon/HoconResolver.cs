namespace Akka.Configuration.Hocon;

/// <summary>Turns nodes into values. A substitution that meets a definition still being worked on looks back: it takes
/// what was defined before that one, which is how <c>path = ${path}":/bin"</c> works.</summary>
internal sealed class HoconResolver(ObjectNode root)
{
    private readonly HashSet<HoconNode> _inProgress = new(ReferenceEqualityComparer.Instance);

    public HoconObject Resolve() => (HoconObject)Evaluate(root)!.Content!;

    private HoconValue? Evaluate(HoconNode node)
    {
        if (!_inProgress.Add(node))
            return null;
        try
        {
            return node switch
            {
                LiteralNode literal => new HoconValue(literal.Text),
                ResolvedNode resolved => resolved.Value,
                ObjectNode o => new HoconValue(EvaluateObject(o)),
                ArrayNode array => new HoconValue(array.Items.Select(Evaluate).OfType<HoconValue>().ToArray()),
                SubstitutionNode substitution => Substitute(substitution),
                ConcatNode concat => Concatenate(concat),
                _ => throw new InvalidOperationException($"Unknown node {node.GetType().Name}"),
            };
        }
        finally
        {
            _inProgress.Remove(node);
        }
    }

    private HoconObject EvaluateObject(ObjectNode node)
    {
        var items = new Dictionary<string, HoconValue>();
        foreach (var (key, definitions) in node.Fields)
            if (Fold(definitions) is { } value)
                items[key] = value;
        return new HoconObject(items);
    }

    private HoconValue? Fold(IEnumerable<HoconNode> definitions)
    {
        HoconValue? result = null;
        foreach (var definition in definitions)
            result = HoconValue.Merge(Evaluate(definition), result);
        return result;
    }

    private HoconValue? Substitute(SubstitutionNode node)
    {
        var value = node.Prefix.Length > 0 ? Find([.. node.Prefix, .. node.Path]) : null;
        value ??= Find(node.Path);
        if (value is null && Environment.GetEnvironmentVariable(string.Join('.', node.Path)) is { } variable)
            value = new HoconValue(variable);
        if (value is null && !node.Optional)
            throw new ConfigurationException($"{node.Position}: ${{{string.Join('.', node.Path)}}} is not defined; " +
                "define the key or the environment variable before it is used, or write ${?...} if it may be missing");
        return value;
    }

    private HoconValue? Find(string[] path) =>
        Fold(Definitions(path).TakeWhile(definition => !_inProgress.Contains(definition)).ToList());

    private List<HoconNode> Definitions(string[] path)
    {
        List<HoconNode> current = [root];
        foreach (var key in path)
            current = Step(current, key);
        return current;
    }

    private List<HoconNode> Step(List<HoconNode> definitions, string key)
    {
        var next = new List<HoconNode>();
        foreach (var definition in definitions)
        {
            if (definition is ObjectNode node)
                next.AddRange(node.Fields.GetValueOrDefault(key) ?? []);
            else if (_inProgress.Contains(definition))
                break;
            else if (Evaluate(definition) is not { } value)
                continue;
            else if (value.Content is not HoconObject o)
                next.Clear();
            else if (o.Items.TryGetValue(key, out var item))
                next.Add(new ResolvedNode(item));
        }
        return next;
    }

    private HoconValue? Concatenate(ConcatNode node)
    {
        var pieces = node.Pieces.Select(piece => (Node: piece, Value: Evaluate(piece)))
            .Where(piece => piece.Value is not null).ToList();
        var solid = pieces.Where(piece => piece.Node is not LiteralNode { IsBlank: true })
            .Select(piece => piece.Value!).ToList();
        if (solid.Count == 0)
            return null;
        if (solid.All(value => value.IsObject()))
            return solid.Aggregate((before, value) => HoconValue.Merge(value, before)!);
        if (solid.All(value => value.IsArray()))
            return new HoconValue(solid.SelectMany(value => value.GetArray()).ToArray());
        if (solid.Any(value => value.IsObject() || value.IsArray()))
            throw new ConfigurationException(
                $"{node.Position}: a concatenation mixes objects, arrays or strings; all parts must be of one kind");
        return new HoconValue(string.Concat(pieces.Select(piece => piece.Value!.GetString() ?? "null")).TrimEnd());
    }
}
