using Akka.Configuration;
using Akka.Event;

namespace Akka.Remote;

/// <summary>Suspicion as a scale: phi = -log10 of the chance that a heartbeat this late still comes.</summary>
/// <remarks>
/// Hayashibara et al., "The phi accrual failure detector" (2004). Intervals are taken as normally distributed; the
/// distribution function is the logistic approximation 1 / (1 + e^(-y(1.5976 + 0.070566 y^2))), y in deviations.
/// </remarks>
public class PhiAccrualFailureDetector : FailureDetector
{
    private readonly double threshold;
    private readonly double minStdDeviation;
    private readonly double acceptablePause;
    private readonly Clock clock;
    private readonly HeartbeatHistory history;
    private readonly Lock guard = new();
    private long? latest;

    /// <param name="threshold">Phi from which on the resource counts as lost; 8 is one false alarm in 10^8.</param>
    /// <param name="firstHeartbeatEstimate">Stands for the intervals before there are any, widely spread.</param>
    /// <exception cref="ArgumentException">A value is not positive (the pause: negative).</exception>
    public PhiAccrualFailureDetector(
        double threshold, int maxSampleSize, TimeSpan minStdDeviation, TimeSpan acceptableHeartbeatPause,
        TimeSpan firstHeartbeatEstimate, Clock? clock = null)
    {
        Check(threshold > 0, "threshold", threshold, "> 0");
        Check(maxSampleSize > 0, "max-sample-size", maxSampleSize, "> 0");
        Check(minStdDeviation > TimeSpan.Zero, "min-std-deviation", minStdDeviation, "> 0");
        var pause = acceptableHeartbeatPause;
        Check(pause >= TimeSpan.Zero, "acceptable-heartbeat-pause", pause, ">= 0");
        Check(firstHeartbeatEstimate > TimeSpan.Zero, "heartbeat-interval", firstHeartbeatEstimate, "> 0");
        this.threshold = threshold;
        this.minStdDeviation = minStdDeviation.TotalMilliseconds;
        acceptablePause = pause.TotalMilliseconds;
        this.clock = clock ?? DefaultClock;
        history = new HeartbeatHistory(maxSampleSize);
        var mean = (long)firstHeartbeatEstimate.TotalMilliseconds;
        history.Add(mean - mean / 4);
        history.Add(mean + mean / 4);
    }

    public PhiAccrualFailureDetector(Config config, EventStream ev)
        : this(
            config.GetDouble("threshold"),
            config.GetInt("max-sample-size"),
            config.GetTimeSpan("min-std-deviation"),
            config.GetTimeSpan("acceptable-heartbeat-pause"),
            config.GetTimeSpan("heartbeat-interval"))
    {
    }

    public override bool IsAvailable => CurrentPhi < threshold;

    public override bool IsMonitoring
    {
        get
        {
            lock (guard) return latest is not null;
        }
    }

    internal double CurrentPhi
    {
        get
        {
            lock (guard) return latest is { } at ? Phi(clock() - at) : 0;
        }
    }

    public override void HeartBeat()
    {
        lock (guard)
        {
            var now = clock();
            // The pause after which a resource came back says nothing about its rhythm.
            if (latest is { } before && Phi(now - before) < threshold) history.Add(now - before);
            latest = now;
        }
    }

    private double Phi(long elapsed)
    {
        var deviation = Math.Max(history.StdDeviation, minStdDeviation);
        var mean = history.Mean + acceptablePause;
        var y = (elapsed - mean) / deviation;
        var e = Math.Exp(-y * (1.5976 + 0.070566 * y * y));
        // The two forms are equal; each keeps its digits on its own side of the mean.
        return elapsed > mean ? -Math.Log10(e / (1 + e)) : -Math.Log10(1 - 1 / (1 + e));
    }

    private static void Check(bool holds, string key, object value, string rule)
    {
        if (!holds) throw new ArgumentException($"failure-detector.{key} is {value}; it must be {rule}");
    }
}
