using Akka.Actor;

namespace Akka.Routing;

/// <summary>A message in a wrapper for the router: routees get what is inside.</summary>
public abstract class RouterEnvelope(object message)
{
    public object Message { get; } = message ?? throw new InvalidMessageException();
}

/// <summary>For every routee, whatever the router does with other messages.</summary>
public sealed class Broadcast(object message) : RouterEnvelope(message);

/// <summary>For the router itself.</summary>
public abstract class RouterManagementMessage;

/// <summary>Asks for the routees: the answer is Routees.</summary>
public sealed class GetRoutees : RouterManagementMessage
{
    private GetRoutees()
    {
    }

    public static GetRoutees Instance { get; } = new();
}

/// <summary>The answer to GetRoutees.</summary>
public sealed class Routees(IEnumerable<Routee> routees)
{
    public IEnumerable<Routee> Members { get; } = routees;
}

/// <summary>One routee more.</summary>
public sealed class AddRoutee(Routee routee) : RouterManagementMessage
{
    public Routee Routee { get; } = routee;
}

/// <summary>The routee gets nothing more; a pool stops it when it has done what it got.</summary>
public sealed class RemoveRoutee(Routee routee) : RouterManagementMessage
{
    public Routee Routee { get; } = routee;
}

/// <summary>Makes or removes that many routees of a pool.</summary>
public sealed class AdjustPoolSize(int change) : RouterManagementMessage
{
    /// <summary>Negative to remove.</summary>
    public int Change { get; } = change;
}
