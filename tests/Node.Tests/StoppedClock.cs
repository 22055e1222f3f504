namespace SplitLearning.Node.Tests;

/// <summary>Time moves only when a test moves it.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public TimeSpan Elapsed { get; set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 31, 14, 22, 33, TimeSpan.Zero) + Elapsed;
}
