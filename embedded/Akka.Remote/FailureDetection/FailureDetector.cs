using System.Diagnostics;

namespace Akka.Remote;

/// <summary>Time in milliseconds from any fixed point; must not go back.</summary>
public delegate long Clock();

/// <summary>Judges from the rhythm of heartbeats whether a resource is still there. Thread-safe.</summary>
public abstract class FailureDetector
{
    public static readonly Clock DefaultClock = () => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000);

    /// <summary>True as well before the first heartbeat.</summary>
    public abstract bool IsAvailable { get; }

    /// <summary>Whether a heartbeat has come yet.</summary>
    public abstract bool IsMonitoring { get; }

    public abstract void HeartBeat();
}
