using System.Text.RegularExpressions;
using Akka.Event;
using Akka.TestKit.Xunit2;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Embedded.Akka.Tests.Kit;

// Akka.NET: "Testing actor systems": expecting log messages.
public sealed class EventFilterTests : TestKit
{
    private readonly Lines _output;

    public EventFilterTests()
        : this(new Lines())
    {
    }

    private EventFilterTests(Lines output)
        : base("akka { loglevel = DEBUG, test.filter-leeway = 50ms }", output) => _output = output;

    [Fact]
    public void Expect_AsManyAsLogged_Passes()
    {
        EventFilter.Info("exact").ExpectOne(() => Sys.Log.Info("exact"));
        EventFilter.Warning(start: "war").ExpectOne(() => Sys.Log.Warning("warning"));
        EventFilter.Error(contains: "rro").Expect(2, () =>
        {
            Sys.Log.Error("error");
            Sys.Log.Error("another error");
        });
        EventFilter.Debug(source: "ActorSystem(test)").ExpectOne(() => Sys.Log.Debug("x"));
        EventFilter.Info(new Regex("^[0-9]+$")).ExpectOne(() => Sys.Log.Info("123"));
        EventFilter.Exception<FormatException>("why").ExpectOne(
            () => Sys.Log.Error(new FormatException("why"), "text"));
        EventFilter.Custom<Info>(info => info.Message.ToString() == "c").ExpectOne(() => Sys.Log.Info("c"));
        Assert.Equal(5, EventFilter.Info().ExpectOne(() =>
        {
            Sys.Log.Info("with result");
            return 5;
        }));
    }

    [Fact]
    public void Expect_FewerLogged_SaysHowMany()
    {
        var error = Assert.Throws<FailException>(() => EventFilter.Info("x").Expect(2, () => Sys.Log.Info("x")));

        Assert.Contains("Expected 2 events of type Info that fit, got 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Expect_NoneButOneLogged_Fails() =>
        Assert.Throws<FailException>(() => EventFilter.Info("x").Expect(0, () => Sys.Log.Info("x")));

    [Fact]
    public void Expect_OtherLevelOrText_DoesNotCount()
    {
        Assert.Throws<FailException>(() => EventFilter.Info("x").ExpectOne(() => Sys.Log.Warning("x")));
        Assert.Throws<FailException>(() => EventFilter.Info("x").ExpectOne(() => Sys.Log.Info("xy")));
    }

    [Fact]
    public async Task ExpectAsync_LoggedLater_Passes()
    {
        await EventFilter.Info("later").ExpectOneAsync(async () =>
        {
            await Task.Yield();
            Sys.Log.Info("later");
        });
        await EventFilter.Info("later").ExpectAsync(2, () =>
        {
            Sys.Log.Info("later");
            Sys.Log.Info("later");
        });
    }

    [Fact]
    public void Output_Given_GetsTheLog()
    {
        Sys.Log.Info("a line");

        AwaitAssert(() => Assert.Contains(_output.All, line => line.EndsWith("a line", StringComparison.Ordinal)));
    }

    [Fact]
    public void Mute_WhileInForce_IsNotPrinted()
    {
        var (before, printed) = (Console.Out, new StringWriter());
        var (muted, shown) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        Console.SetOut(TextWriter.Synchronized(printed));

        EventFilter.Info(muted).Mute(() =>
        {
            Sys.Log.Info(muted);
            Sys.Log.Info(shown);
            AwaitCondition(() => printed.ToString().Contains(shown, StringComparison.Ordinal));
        });

        Console.SetOut(before);
        Assert.DoesNotContain(muted, printed.ToString(), StringComparison.Ordinal);
    }

    private sealed class Lines : ITestOutputHelper
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> All
        {
            get
            {
                lock (_lines)
                    return [.. _lines];
            }
        }

        public void WriteLine(string message)
        {
            lock (_lines)
                _lines.Add(message);
        }

        public void WriteLine(string format, params object[] args) => WriteLine(string.Format(null, format, args));
    }
}
