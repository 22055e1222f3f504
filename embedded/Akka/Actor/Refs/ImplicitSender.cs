namespace Akka.Actor;

/// <summary>The sender of what is told outside of actors: a test kit makes it its test actor.</summary>
internal static class ImplicitSender
{
    private static readonly AsyncLocal<IActorRef?> Sender = new();
    private static bool _used;

    public static IActorRef? Current
    {
        get => _used ? Sender.Value : null;
        set
        {
            _used = true;
            Sender.Value = value;
        }
    }
}
