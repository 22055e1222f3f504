using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Start, failure, restart and end. What has to wait until stopped children are gone, is kept in
/// <see cref="_whenChildrenAreGone"/>.</summary>
internal sealed partial class ActorCell
{
    private Action? _whenChildrenAreGone;

    /// <summary>Whose failure the parent has been told and not decided yet: this actor's own, or a child's.</summary>
    private IActorRef? _failed;
    private ActorBase? _constructed;
    private bool _stopping;

    private void Create()
    {
        try
        {
            _actor = NewActor();
            _actor.AroundPreStart();
            RearmReceiveTimeout();
        }
        catch (Exception e)
        {
            DropActor();
            HandleFailure(e as ActorInitializationException ?? new ActorInitializationException(
                Self, $"Exception during creation of {Props.Type}: {e.Message}", e));
        }
    }

    private ActorBase NewActor()
    {
        _constructed = null;
        var actor = Props.Producer.Produce() ?? throw new ActorInitializationException(
            Self, $"The factory of {Props.Type} gave null; it must give a new actor");
        if (!ReferenceEquals(actor, _constructed))
            throw new ActorInitializationException(
                Self, $"The factory of {Props.Type} gave one actor twice; it must give a new one each time");
        actor.Constructed();
        if (actor is IActorStash stashing)
            stashing.Stash = new Stash(this, actor is IWithUnboundedStash ? -1 : _stashCapacity);
        if (actor is IWithTimers timed)
            timed.Timers = Timers;
        return actor;
    }

    /// <param name="child">The child whose failure this is, passed upwards; null for this actor's own.</param>
    private void HandleFailure(Exception failure, IActorRef? child = null)
    {
        if (_failed is not null)
            return; // the parent knows already that this actor has failed
        _failed = child ?? Self;
        Mailbox.Suspend();
        SuspendChildren(except: child);
        ParentRef.SendSystemMessage(new Failed(Self, failure, Self.Path.Uid));
    }

    private void FaultSuspend()
    {
        Mailbox.Suspend();
        SuspendChildren();
    }

    private void FaultResume(Exception? cause)
    {
        if (_actor is null && !_stopping && _whenChildrenAreGone is null)
        {
            FaultCreate(); // there is nothing to resume
            return;
        }
        var failed = _failed;
        Mailbox.Resume();
        if (cause is not null)
            _failed = null;
        ResumeChildren(cause, failed);
    }

    private void FaultRestart(Exception cause)
    {
        if (_stopping || _whenChildrenAreGone is not null)
        {
            Mailbox.Resume(); // keeps the count of suspensions in balance
            return;
        }
        if (_actor is null)
        {
            FaultCreate();
            return;
        }
        var message = CurrentMessage;
        BeforeRestart(_actor, cause, message);
        WhenChildrenAreGone(() => FinishRestart(cause, message));
    }

    private void FaultCreate()
    {
        StopChildren();
        WhenChildrenAreGone(() =>
        {
            Mailbox.Resume();
            _failed = null;
            Create();
        });
    }

    private void BeforeRestart(ActorBase actor, Exception cause, object? message)
    {
        try
        {
            actor.AroundPreRestart(cause, message);
        }
        catch (Exception e)
        {
            var failure = new PreRestartException(Self, e, cause, message);
            Publish(new Error(failure, Self.Path.ToString(), actor.GetType(), e.Message));
        }
        finally
        {
            (actor as IActorStash)?.Stash.UnstashAll();
            DropActor();
        }
    }

    private void FinishRestart(Exception cause, object? message)
    {
        var survivors = GetChildren().Cast<IInternalActorRef>().ToList();
        Mailbox.Resume();
        _failed = null;
        CurrentMessage = null;
        try
        {
            _actor = NewActor();
            _actor.AroundPostRestart(cause, message);
            foreach (var child in survivors)
                child.Restart(cause);
            RearmReceiveTimeout();
        }
        catch (Exception e)
        {
            DropActor();
            HandleFailure(new PostRestartException(Self, e, cause));
        }
    }

    private void Terminate()
    {
        if (_stopping)
            return;
        _stopping = true;
        SetReceiveTimeout(null);
        Mailbox.Suspend(); // no message is handled any more, and a failure is nobody's concern
        _failed = Self;
        Children.Close();
        StopChildren();
        _whenChildrenAreGone = null; // whatever was planned, the end comes before it
        WhenChildrenAreGone(FinishTerminate);
    }

    private void FinishTerminate()
    {
        var actor = _actor;
        try
        {
            actor?.AroundPostStop();
        }
        catch (Exception e)
        {
            Publish(new Error(e, Self.Path.ToString(), actor!.GetType(), e.Message));
        }
        (actor as IActorStash)?.Stash.UnstashAll();
        DropActor();
        Mailbox.Close();
        Dispatcher.Detach();
        ParentRef.SendSystemMessage(new DeathWatchNotification(Self, true, false));
        TellWatchers();
        UnwatchAll();
    }

    private void DropActor()
    {
        _timers?.CancelAll();
        if (_actor is not null)
            Props.Producer.Release(_actor);
        _actor = null;
        CancelReceiveTimeout();
    }

    private void ChildTerminated(IActorRef child)
    {
        if (_actor is not null)
            SupervisorStrategy.HandleChildTerminated(this, child, GetChildren().Cast<IInternalActorRef>());
        if (_whenChildrenAreGone is { } next && !Children.AnyStopping)
        {
            _whenChildrenAreGone = null;
            next();
        }
    }

    private void WhenChildrenAreGone(Action next)
    {
        if (_children?.AnyStopping == true)
            _whenChildrenAreGone = next;
        else
            next();
    }
}
