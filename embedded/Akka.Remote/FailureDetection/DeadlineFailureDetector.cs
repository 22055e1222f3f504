using Akka.Configuration;
using Akka.Event;

namespace Akka.Remote;

/// <summary>Unavailable once no heartbeat came for the interval plus the acceptable pause.</summary>
public class DeadlineFailureDetector : FailureDetector
{
    private const long Never = long.MinValue;

    private readonly long deadline;
    private readonly Clock clock;
    private long latest = Never;

    public DeadlineFailureDetector(TimeSpan acceptableHeartbeatPause, TimeSpan heartbeatInterval, Clock? clock = null)
    {
        if (heartbeatInterval <= TimeSpan.Zero)
        {
            throw new ArgumentException(
                $"failure-detector.heartbeat-interval is {heartbeatInterval}; it must be > 0",
                nameof(heartbeatInterval));
        }

        deadline = (long)(acceptableHeartbeatPause + heartbeatInterval).TotalMilliseconds;
        this.clock = clock ?? DefaultClock;
    }

    public DeadlineFailureDetector(Config config, EventStream ev)
        : this(config.GetTimeSpan("acceptable-heartbeat-pause"), config.GetTimeSpan("heartbeat-interval"))
    {
    }

    public override bool IsAvailable
    {
        get
        {
            var at = Interlocked.Read(ref latest);
            return at == Never || clock() - at < deadline;
        }
    }

    public override bool IsMonitoring => Interlocked.Read(ref latest) != Never;

    public override void HeartBeat() => Interlocked.Exchange(ref latest, clock());
}
