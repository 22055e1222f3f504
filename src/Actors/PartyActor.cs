using Akka.Actor;

namespace SplitLearning.Actors;

/// <summary>
/// The server or an agent: where it or one of its children fails, the run ends and the cause is told.
/// </summary>
public abstract class PartyActor : ReceiveActor, IWithTimers
{
    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!; // Akka sets it before PreStart

    /// <summary>A child that fails has a defect, or torch refused its data: the run ends, with the cause.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(EndRun());

    /// <summary>Stops the child that failed and ends the run with the cause.</summary>
    private protected Func<Exception, Directive> EndRun()
    {
        var self = Self;
        return e =>
        {
            self.Tell(new PartBroken(e));
            return Directive.Stop;
        };
    }

    /// <summary>A defect ends the run with its cause; after a restart nobody would know of those who wait.</summary>
    protected override bool AroundReceive(Receive receive, object message)
    {
        try
        {
            return base.AroundReceive(receive, message);
        }
        catch (Exception e)
        {
            Self.Tell(new PartBroken(e));
            return true;
        }
    }

    /// <summary>A child, or the actor itself, has failed.</summary>
    private protected sealed record PartBroken(Exception Error);
}
