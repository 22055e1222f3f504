namespace Akka.Remote.Transport;

/// <summary>Closed for a while after a peer could not be reached: nobody waits for it, nobody calls it again.</summary>
internal sealed class Gate(TimeSpan closedFor, TimeProvider time)
{
    private long reopensAt = long.MinValue;

    public bool IsClosed => time.GetTimestamp() < Interlocked.Read(ref reopensAt);

    /// <summary>Never zero: a wait for it always sleeps.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var left = Interlocked.Read(ref reopensAt) - time.GetTimestamp();
            return TimeSpan.FromMilliseconds(Math.Max(1, left * 1000 / time.TimestampFrequency + 1));
        }
    }

    public void Close() => Interlocked.Exchange(
        ref reopensAt, time.GetTimestamp() + (long)(closedFor.TotalSeconds * time.TimestampFrequency));

    /// <summary>The peer has called by itself, so it is there.</summary>
    public void Open() => Interlocked.Exchange(ref reopensAt, long.MinValue);
}
