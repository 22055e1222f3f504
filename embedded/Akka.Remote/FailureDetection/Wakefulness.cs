namespace Akka.Remote;

/// <summary>Says whether it is fair to judge others by their silence: it is not while this process was asleep itself,
/// and for a pause after, in which they can be heard again.</summary>
/// <remarks>
/// Asked at every tick of the judge. A tick that is late by more than half the acceptable pause means that the machine
/// stalled. Between two such pauses there is at least one judgement, so that a process which is always late finds a
/// dead peer as well, at most one pause later.
/// </remarks>
/// <param name="tick">How often the judge ticks.</param>
/// <param name="pause">acceptable-heartbeat-pause of the failure detector.</param>
internal sealed class Wakefulness(TimeSpan tick, TimeSpan pause, Clock clock)
{
    private long? last;
    private long? fairFrom;

    public bool MayJudge()
    {
        var now = clock();
        var overslept = now - last > (tick + pause / 2).TotalMilliseconds;
        last = now;
        if (fairFrom is null && overslept) fairFrom = now + (long)pause.TotalMilliseconds;
        if (now < fairFrom) return false;
        fairFrom = null;
        return true;
    }
}
