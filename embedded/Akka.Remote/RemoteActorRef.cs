using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Remote.Transport;

namespace Akka.Remote;

public interface IRemoteRef : IActorRefScope;

/// <summary>An actor of another system: what is told goes over the lane that its path calls for.</summary>
public class RemoteActorRef : InternalActorRefBase, IRemoteRef
{
    private readonly RemoteActorRefProvider provider;
    private readonly Association association;
    private readonly Lane lane;

    internal RemoteActorRef(RemoteActorRefProvider provider, ActorPath path)
    {
        this.provider = provider;
        Path = path;
        SerializedPath = path.ToSerializationFormat();
        association = provider.Remoting.AssociationWith(path.Address);
        lane = provider.Outbox.LaneFor(path.Elements);
    }

    public override ActorPath Path { get; }

    public override IInternalActorRef Parent =>
        Path.Depth == 0 ? ActorRefs.Nobody : new RemoteActorRef(provider, Path.Parent);

    public override IActorRefProvider Provider => provider;

    /// <summary>Never known from here; watch it.</summary>
    public override bool IsTerminated => false;

    public override bool IsLocal => false;

    internal string SerializedPath { get; }

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        var path = Path;
        foreach (var step in name) path = step switch { "" => path, ".." => path.Parent, _ => path / step };
        return new RemoteActorRef(provider, path);
    }

    public override void Start()
    {
        // It was started where it lives.
    }

    public override void Suspend() => throw NotHere("suspended");

    public override void Resume(Exception? causedByFailure = null) => throw NotHere("resumed");

    public override void Restart(Exception cause) => throw NotHere("restarted");

    public override void Stop() => SendSystemMessage(new Terminate());

    public override void SendSystemMessage(ISystemMessage message)
    {
        provider.NoteWatch(message);
        provider.Outbox.SendSystem(message, this, association);
    }

    protected override void TellInternal(object message, IActorRef? sender) =>
        provider.Outbox.Send(message, sender, this, association, lane);

    private NotSupportedException NotHere(string what) => new(
        $"{Path} cannot be {what} from another system: remote deployment needs Stack=NuGet");
}
