using Akka.Actor;
using Akka.Configuration;

namespace Akka.TestKit;

/// <summary>Times, from <c>akka.test</c>.</summary>
public class TestKitSettings : IExtension
{
    public TestKitSettings(Config config)
    {
        TestTimeFactor = config.GetDouble("akka.test.timefactor");
        SingleExpectDefault = config.GetTimeSpan("akka.test.single-expect-default");
        ExpectNoMessageDefault = config.GetTimeSpan("akka.test.expect-no-message-default");
        TestEventFilterLeeway = config.GetTimeSpan("akka.test.filter-leeway");
        DefaultTimeout = config.GetTimeSpan("akka.test.default-timeout");
        if (TestTimeFactor <= 0)
            throw new ConfigurationException($"akka.test.timefactor is {TestTimeFactor}; it must be positive");
    }

    public double TestTimeFactor { get; }

    public TimeSpan SingleExpectDefault { get; }

    public TimeSpan ExpectNoMessageDefault { get; }

    public TimeSpan TestEventFilterLeeway { get; }

    public TimeSpan DefaultTimeout { get; }
}
