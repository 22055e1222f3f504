using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

internal sealed partial class ActorCell
{
    /// <summary>Whom this actor watches, each with the message to send itself instead of Terminated, or null.</summary>
    private Dictionary<IActorRef, object?>? _watching;
    private HashSet<IActorRef>? _watchedBy;

    /// <summary>Whose Terminated is in the mailbox and still wanted.</summary>
    private Dictionary<IActorRef, object?>? _terminatedQueued;
    private bool _followsAddresses;

    public IActorRef Watch(IActorRef subject) => Watch(subject, null);

    public IActorRef WatchWith(IActorRef subject, object message) =>
        Watch(subject, message ?? throw new InvalidMessageException());

    public IActorRef Unwatch(IActorRef subject)
    {
        if (_watching?.Remove(subject) == true)
            ((IInternalActorRef)subject).SendSystemMessage(new Unwatch((IInternalActorRef)subject, Self));
        _terminatedQueued?.Remove(subject);
        return subject;
    }

    /// <summary>It was stashed: without this, it would be taken for one that is no longer wanted.</summary>
    internal void TerminatedComesAgain(Terminated terminated) =>
        (_terminatedQueued ??= []).TryAdd(terminated.ActorRef, null);

    private IActorRef Watch(IActorRef subject, object? message)
    {
        if (subject.Equals(Self))
            return subject;
        _watching ??= [];
        if (_watching.TryGetValue(subject, out var before))
        {
            if (!Equals(before, message))
                throw new InvalidOperationException(
                    $"{Self} watches {subject} with {before ?? "Terminated"} already; " +
                    $"Unwatch it before watching it with {message ?? "Terminated"}");
            return subject;
        }
        _watching.Add(subject, message);
        FollowAddresses(subject);
        ((IInternalActorRef)subject).SendSystemMessage(new Watch((IInternalActorRef)subject, Self));
        return subject;
    }

    private void AddWatcher(Watch watch)
    {
        if (watch.Watchee.Equals(Self) && !watch.Watcher.Equals(Self))
        {
            (_watchedBy ??= []).Add(watch.Watcher);
            FollowAddresses(watch.Watcher);
        }
        else if (watch.Watcher.Equals(Self))
        {
            Watch(watch.Watchee); // someone else makes this actor a watcher
        }
    }

    private void RemoveWatcher(Unwatch unwatch)
    {
        if (unwatch.Watchee.Equals(Self))
            _watchedBy?.Remove(unwatch.Watcher);
        else if (unwatch.Watcher.Equals(Self))
            Unwatch(unwatch.Watchee);
    }

    private void WatchedTerminated(DeathWatchNotification gone)
    {
        if (_watching?.Remove(gone.Actor, out var message) == true && !_stopping)
        {
            (_terminatedQueued ??= [])[gone.Actor] = message;
            Self.Tell(new Terminated(gone.Actor, gone.ExistenceConfirmed, gone.AddressTerminated), gone.Actor);
        }
        if (_children?.Remove(gone.Actor) == true)
            ChildTerminated(gone.Actor);
    }

    private void ReceiveTerminated(Terminated terminated)
    {
        if (_terminatedQueued?.Remove(terminated.ActorRef, out var message) == true)
            ReceiveMessage(message ?? terminated);
    }

    private void HandleAddressTerminated(Address address)
    {
        _watchedBy?.RemoveWhere(watcher => watcher.Path.Address == address);
        foreach (var subject in _watching?.Keys.Where(s => s.Path.Address == address).ToList() ?? [])
            Self.SendSystemMessage(new DeathWatchNotification(subject, false, AddressTerminated: true));
    }

    private void FollowAddresses(IActorRef other)
    {
        if (_followsAddresses || other is not IActorRefScope { IsLocal: false })
            return;
        _followsAddresses = true;
        AddressTerminatedTopic.Get(System).Subscribe(Self);
    }

    private void TellWatchers()
    {
        foreach (var watcher in _watchedBy ?? [])
            if (!watcher.Equals(ParentRef)) // the parent is told anyway
                ((IInternalActorRef)watcher).SendSystemMessage(new DeathWatchNotification(Self, true, false));
        _watchedBy = null;
    }

    private void UnwatchAll()
    {
        foreach (var subject in _watching?.Keys.ToList() ?? [])
            Unwatch(subject);
        if (_followsAddresses)
            AddressTerminatedTopic.Get(System).Unsubscribe(Self);
        _watching = _terminatedQueued = null;
    }
}
