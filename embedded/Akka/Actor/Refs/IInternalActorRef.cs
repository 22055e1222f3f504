using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>What the engine needs of a reference beyond telling.</summary>
public interface IInternalActorRef : IActorRef, IActorRefScope
{
    IInternalActorRef Parent { get; }

    IActorRefProvider Provider { get; }

    bool IsTerminated { get; }

    /// <summary>Follows names downwards; "..", "" (here) and "name#uid" are known. Nobody if there is none.</summary>
    IActorRef GetChild(IReadOnlyList<string> name);

    void Start();

    void Suspend();

    void Resume(Exception? causedByFailure = null);

    void Restart(Exception cause);

    void Stop();

    void SendSystemMessage(ISystemMessage message);
}
