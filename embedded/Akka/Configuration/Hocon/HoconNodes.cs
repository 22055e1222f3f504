namespace Akka.Configuration.Hocon;

/// <summary>A value as written, before substitutions are resolved.</summary>
internal abstract record HoconNode
{
    /// <summary>The same value moved below a path: its substitutions look there first.</summary>
    public virtual HoconNode Below(string[] path) => this;
}

internal sealed record LiteralNode(string? Text, bool IsBlank = false) : HoconNode
{
    public bool IsQuoted { get; init; }
}

internal sealed record ResolvedNode(HoconValue Value) : HoconNode;

internal sealed record SubstitutionNode(string[] Path, string[] Prefix, bool Optional, string Position) : HoconNode
{
    public override HoconNode Below(string[] path) => this with { Prefix = [.. path, .. Prefix] };
}

internal sealed record ConcatNode(List<HoconNode> Pieces, string Position) : HoconNode
{
    public override HoconNode Below(string[] path) => this with { Pieces = Pieces.ConvertAll(p => p.Below(path)) };
}

internal sealed record ArrayNode(List<HoconNode> Items) : HoconNode
{
    public override HoconNode Below(string[] path) => new ArrayNode(Items.ConvertAll(i => i.Below(path)));
}

/// <summary>Every key with all its definitions in order: a later one overrides, objects merge.</summary>
internal sealed record ObjectNode : HoconNode
{
    public Dictionary<string, List<HoconNode>> Fields { get; } = [];

    public void Add(ReadOnlySpan<string> path, HoconNode value)
    {
        if (!Fields.TryGetValue(path[0], out var definitions))
            Fields[path[0]] = definitions = [];
        if (path.Length == 1)
        {
            definitions.Add(value);
            return;
        }
        var inner = new ObjectNode();
        inner.Add(path[1..], value);
        definitions.Add(inner);
    }

    public void AddAll(ObjectNode other)
    {
        foreach (var (key, definitions) in other.Fields)
            foreach (var definition in definitions)
                Add([key], definition);
    }

    public override HoconNode Below(string[] path)
    {
        var moved = new ObjectNode();
        foreach (var (key, definitions) in Fields)
            moved.Fields[key] = definitions.ConvertAll(d => d.Below(path));
        return moved;
    }
}
