namespace SplitLearning.Node.Records;

/// <summary>Seconds that a run has taken; breaks between its sessions do not count.</summary>
/// <param name="clock">Measures this session, from now on.</param>
/// <param name="before">Seconds of the sessions before.</param>
internal sealed class RunClock(TimeProvider clock, double before)
{
    private readonly long _ticks = clock.GetTimestamp();

    /// <summary>Seconds of the sessions before this one.</summary>
    public double Before => before;

    /// <summary>When this session began.</summary>
    public DateTimeOffset Started { get; } = clock.GetLocalNow();

    /// <summary>Seconds of all sessions until now.</summary>
    public double Seconds => before + clock.GetElapsedTime(_ticks).TotalSeconds;
}
