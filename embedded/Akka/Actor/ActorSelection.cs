namespace Akka.Actor;

/// <summary>All actors at a path, which may have wildcards; looked up anew for each message.</summary>
public class ActorSelection : ICanTell
{
    public ActorSelection(IActorRef anchor, SelectionPathElement[] path)
    {
        Anchor = anchor;
        Path = path;
    }

    public ActorSelection(IActorRef anchor, string path)
        : this(anchor, path.Split('/').Where(name => name is not ("" or ".")))
    {
    }

    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
        : this(anchor, elements.Select(SelectionPathElement.Parse).ToArray())
    {
    }

    public IActorRef Anchor { get; }

    public SelectionPathElement[] Path { get; }

    public string PathString => "/" + string.Join<SelectionPathElement>('/', Path);

    public void Tell(object message, IActorRef? sender = null) => Deliver(
        (IInternalActorRef)Anchor,
        sender ?? ActorCell.GetCurrentSelfOrNoSender(),
        new ActorSelectionMessage(message ?? throw new InvalidMessageException(), Path));

    /// <summary>The one actor that answers first.</summary>
    /// <exception cref="ActorNotFoundException">Nobody answered in time, or there is nobody.</exception>
    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct = default)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null!), timeout, ct).ConfigureAwait(false);
            return identity.Subject ?? throw new ActorNotFoundException($"There is no actor at {this}");
        }
        catch (AskTimeoutException e)
        {
            throw new ActorNotFoundException($"No actor at {this} answered within {timeout}", e);
        }
    }

    public override bool Equals(object? obj) =>
        obj is ActorSelection other && Anchor.Equals(other.Anchor) && PathString == other.PathString;

    public override int GetHashCode() => HashCode.Combine(Anchor, PathString);

    public override string ToString() => $"{Anchor.Path.ToStringWithUid()}{PathString}";

    /// <summary>Goes down the path while the actors are of this process; from there the message is sent on.</summary>
    internal static void Deliver(IInternalActorRef from, IActorRef? sender, ActorSelectionMessage selection)
    {
        var current = from;
        for (var i = 0; i < selection.Elements.Length; i++)
        {
            if (current is not (LocalActorRef or VirtualPathContainer))
            {
                current.Tell(Rest(selection, i), sender);
                return;
            }
            if (selection.Elements[i] is SelectChildPattern pattern)
            {
                DeliverToAll(current, pattern, i, sender, selection);
                return;
            }
            var next = Next(current, selection.Elements[i]);
            if (next.IsNobody())
            {
                Missing(current, i, sender, selection);
                return;
            }
            current = (IInternalActorRef)next;
        }
        current.Tell(selection.Message, sender);
    }

    private static IActorRef Next(IInternalActorRef current, SelectionPathElement element) => element switch
    {
        SelectParent => current.Parent.IsNobody() ? current : current.Parent,
        SelectChildName child => current.GetChild([child.Name]),
        _ => throw new NotSupportedException($"Path element {element} is not known"),
    };

    private static void DeliverToAll(
        IInternalActorRef parent,
        SelectChildPattern pattern,
        int at,
        IActorRef? sender,
        ActorSelectionMessage selection)
    {
        var children = (parent as LocalActorRef)?.Cell.GetChildren() ?? [];
        var matching = children.Where(child => pattern.Matches(child.Path.Name)).Cast<IInternalActorRef>().ToList();
        if (matching.Count == 0)
            Missing(parent, at, sender, selection);
        foreach (var child in matching)
            Deliver(child, sender, Rest(selection, at + 1, fanOut: matching.Count > 1 || selection.WildCardFanOut));
    }

    private static void Missing(IInternalActorRef at, int index, IActorRef? sender, ActorSelectionMessage selection)
    {
        var names = selection.Elements.Skip(index).Select(element => element.ToString());
        var events = at.Provider.Guardian.Cell.System.EventStream;
        var place = new EmptyLocalActorRef(at.Provider, at.Path / names!, events);
        place.Tell(Rest(selection, index), sender);
    }

    private static ActorSelectionMessage Rest(ActorSelectionMessage selection, int from, bool? fanOut = null) => new(
        selection.Message, selection.Elements[from..], fanOut ?? selection.WildCardFanOut);
}
