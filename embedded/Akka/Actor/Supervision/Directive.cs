namespace Akka.Actor;

/// <summary>What to do with a child that failed.</summary>
public enum Directive
{
    /// <summary>It goes on as if nothing had happened; the message is lost.</summary>
    Resume,

    /// <summary>A new instance takes its place.</summary>
    Restart,

    /// <summary>The supervisor fails itself.</summary>
    Escalate,

    Stop,
}

public static class DirectiveExtensions
{
    public static KeyValuePair<Type, Directive> When<TException>(this Directive self)
        where TException : Exception => new(typeof(TException), self);
}
