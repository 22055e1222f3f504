using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>What references tell cells about their life. Processed before all other messages, also while the mailbox
/// is suspended, in the order sent.</summary>
public interface ISystemMessage : INoSerializationVerificationNeeded;

/// <summary>From the watcher: tell me when you are gone.</summary>
public sealed record Watch(IInternalActorRef Watchee, IInternalActorRef Watcher) : ISystemMessage;

/// <summary>From the watcher: no longer.</summary>
public sealed record Unwatch(IInternalActorRef Watchee, IInternalActorRef Watcher) : ISystemMessage;

/// <summary>To the watcher and to the parent: Actor is gone.</summary>
public sealed record DeathWatchNotification(IActorRef Actor, bool ExistenceConfirmed, bool AddressTerminated)
    : ISystemMessage;

/// <summary>Make the actor and start it.</summary>
public sealed record Create : ISystemMessage;

public sealed record Suspend : ISystemMessage;

/// <summary>Go on; with the cause if the failure that led to the suspension was the receiver's own.</summary>
public sealed record Resume(Exception? CausedByFailure) : ISystemMessage;

/// <summary>Restart: drop the actor and make a new one.</summary>
public sealed record Recreate(Exception Cause) : ISystemMessage;

public sealed record Terminate : ISystemMessage;

/// <summary>To the parent: what shall I do?</summary>
public sealed record Failed(IActorRef Child, Exception Cause, long Uid) : ISystemMessage;
