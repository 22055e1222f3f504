using Akka.Remote;

namespace Embedded.Akka.Remote.Tests.FailureDetection;

public sealed class PhiAccrualFailureDetectorTests
{
    private long now;

    [Fact]
    public void Resource_NeverHeardOf_IsAvailableAndNotMonitored()
    {
        var detector = Detector();

        now += 1_000_000;

        Assert.True(detector.IsAvailable);
        Assert.False(detector.IsMonitoring);
    }

    [Fact]
    public void Heartbeats_InTheirRhythm_KeepItAvailable()
    {
        var detector = Beating(times: 20, interval: 1000);

        now += 1000;

        Assert.True(detector.IsAvailable);
        Assert.True(detector.IsMonitoring);
    }

    [Fact]
    public void Heartbeats_Missing_MakeItUnavailableOnceThePauseIsOver()
    {
        var detector = Beating(times: 20, interval: 1000);

        now += 3900;
        var withinPause = detector.IsAvailable;
        now += 1000;

        Assert.True(withinPause);
        Assert.False(detector.IsAvailable);
    }

    [Fact]
    public void Heartbeat_AfterALoss_MakesItAvailableAgain()
    {
        var detector = Beating(times: 20, interval: 1000);
        now += 60_000;
        var lost = !detector.IsAvailable;

        detector.HeartBeat();

        Assert.True(lost);
        Assert.True(detector.IsAvailable);
    }

    [Theory] // -log10(1 - F(y)) with y in deviations: the table of the normal distribution.
    [InlineData(0, 0.30103)]
    [InlineData(1, 0.79955)]
    [InlineData(2, 1.64302)]
    [InlineData(3, 2.8697)]
    public void Phi_ManyDeviationsLate_IsThatOfTheNormalDistribution(int deviations, double expected)
    {
        var detector = new PhiAccrualFailureDetector(
            8, 1000, Milliseconds(100), TimeSpan.Zero, Milliseconds(400), () => now);
        detector.HeartBeat(); // before more: mean 400, deviation 100

        now += 400 + deviations * 100;

        Assert.Equal(expected, detector.CurrentPhi, tolerance: 0.05);
    }

    [Fact]
    public void Phi_Waiting_NeverFalls()
    {
        var detector = Beating(times: 5, interval: 1000);

        var course = Enumerable.Range(0, 200).Select(_ =>
        {
            now += 50;
            return detector.CurrentPhi;
        }).ToList();

        Assert.Equal(course.Order(), course);
    }

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(1, 0, 1, 1)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(1, 1, 1, 0)]
    public void Parameter_NotPositive_IsRefused(double threshold, int samples, int deviation, int estimate) =>
        Assert.Throws<ArgumentException>(() => new PhiAccrualFailureDetector(
            threshold, samples, Milliseconds(deviation), TimeSpan.Zero, Milliseconds(estimate), () => now));

    [Fact]
    public void Registry_OfTwoResources_JudgesEachByItsOwnHeartbeats()
    {
        var registry = new DefaultFailureDetectorRegistry<string>(Detector);
        registry.Heartbeat("a");
        registry.Heartbeat("b");

        now += 60_000;
        registry.Heartbeat("b");

        Assert.False(registry.IsAvailable("a"));
        Assert.True(registry.IsAvailable("b"));
        Assert.True(registry.IsAvailable("unknown"));
        Assert.False(registry.IsMonitoring("unknown"));
    }

    [Fact]
    public void Registry_ResourceRemoved_IsMonitoredNoMore()
    {
        var registry = new DefaultFailureDetectorRegistry<string>(Detector);
        registry.Heartbeat("a");

        registry.Remove("a");

        Assert.False(registry.IsMonitoring("a"));
    }

    [Fact]
    public void Deadline_Over_MakesItUnavailable()
    {
        var detector = new DeadlineFailureDetector(Milliseconds(2000), Milliseconds(1000), () => now);
        var before = detector.IsAvailable;
        detector.HeartBeat();

        now += 2999;
        var within = detector.IsAvailable;
        now += 1;

        Assert.True(before);
        Assert.True(within);
        Assert.False(detector.IsAvailable);
    }

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);

    private PhiAccrualFailureDetector Detector() =>
        new(8, 1000, Milliseconds(100), Milliseconds(3000), Milliseconds(1000), () => now);

    private PhiAccrualFailureDetector Beating(int times, int interval)
    {
        var detector = Detector();
        for (var i = 0; i < times; i++)
        {
            now += interval;
            detector.HeartBeat();
        }

        return detector;
    }
}
