using System.Diagnostics;

namespace Akka.Actor;

/// <summary>How often a child was restarted within the present window.</summary>
public sealed class ChildRestartStats
{
    private int _restarts;
    private long _windowStart;

    internal ChildRestartStats(IInternalActorRef child) => Child = child;

    public IInternalActorRef Child { get; }

    public long Uid => Child.Path.Uid;

    internal bool Stopping { get; set; }

    /// <param name="maxNrOfRetries">Restarts allowed within a window; negative for any number.</param>
    /// <param name="withinTimeMilliseconds">Length of a window; not positive for one that never ends.</param>
    public bool RequestRestartPermission(int maxNrOfRetries, int withinTimeMilliseconds)
    {
        if (maxNrOfRetries == 0)
            return false;
        if (maxNrOfRetries < 0 && withinTimeMilliseconds <= 0)
            return true;
        if (withinTimeMilliseconds > 0 &&
            (_restarts == 0 || Stopwatch.GetElapsedTime(_windowStart).TotalMilliseconds > withinTimeMilliseconds))
        {
            _windowStart = Stopwatch.GetTimestamp();
            _restarts = 1;
            return true;
        }
        // A window without a number allows one restart.
        return ++_restarts <= (maxNrOfRetries < 0 ? 1 : maxNrOfRetries);
    }
}
