using System.Text.RegularExpressions;

namespace Akka.Actor;

/// <summary>A message on its way down (or up) a selection's path; remoting carries it to the other root.</summary>
public sealed class ActorSelectionMessage(object message, SelectionPathElement[] elements, bool wildCardFanOut = false)
    : IAutoReceivedMessage, IPossiblyHarmful
{
    public object Message { get; } = message;

    public SelectionPathElement[] Elements { get; } = elements;

    /// <summary>Whether a wildcard may match several: those that have no such child, then stay silent.</summary>
    public bool WildCardFanOut { get; } = wildCardFanOut;
}

public abstract record SelectionPathElement
{
    internal static SelectionPathElement Parse(string name) => name switch
    {
        ".." => SelectParent.Instance,
        _ when name.AsSpan().ContainsAny('*', '?') => new SelectChildPattern(name),
        _ => new SelectChildName(name),
    };
}

public sealed record SelectChildName(string Name) : SelectionPathElement
{
    public override string ToString() => Name;
}

/// <summary>* stands for any characters, ? for one.</summary>
public sealed record SelectChildPattern(string PatternStr) : SelectionPathElement
{
    private readonly Regex _pattern = new(
        "^" + Regex.Escape(PatternStr).Replace("\\*", ".*").Replace("\\?", ".") + "$", RegexOptions.CultureInvariant);

    public bool Matches(string name) => _pattern.IsMatch(name);

    public override string ToString() => PatternStr;
}

public sealed record SelectParent : SelectionPathElement
{
    public static readonly SelectParent Instance = new();

    public override string ToString() => "..";
}
