namespace Akka.Remote;

/// <summary>The last intervals between heartbeats, in milliseconds.</summary>
internal sealed class HeartbeatHistory(int maxSampleSize)
{
    private readonly Queue<long> intervals = new();
    private double sum;
    private double squaredSum;

    public double Mean => sum / intervals.Count;

    public double StdDeviation => Math.Sqrt(Math.Max(0, squaredSum / intervals.Count - Mean * Mean));

    public void Add(long interval)
    {
        if (intervals.Count == maxSampleSize) Drop(intervals.Dequeue());
        intervals.Enqueue(interval);
        sum += interval;
        squaredSum += (double)interval * interval;
    }

    private void Drop(long interval)
    {
        sum -= interval;
        squaredSum -= (double)interval * interval;
    }
}
