using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Events;

// Akka.NET: "Logging".
public sealed class LoggingTests()
    : TestKit("akka { loglevel = INFO, log-dead-letters = 2, actor.debug.unhandled = on }")
{
    [Fact]
    public void Actor_Logs_EventHasSourceClassAndText()
    {
        Sys.EventStream.Subscribe<LogEvent>(TestActor);
        var actor = ActorOf(() => new LoggingActor(), "logging");

        actor.Tell("warn");

        var warning = ExpectMsg<Warning>();
        Assert.Equal("akka://test/user/logging", warning.LogSource);
        Assert.Equal(typeof(LoggingActor), warning.LogClass);
        Assert.Equal("1 and 2.5", warning.Message.ToString());
        Assert.Equal(LogLevel.WarningLevel, warning.LogLevel());
    }

    [Fact]
    public void Level_BelowConfigured_IsNotPublished()
    {
        Sys.EventStream.Subscribe<LogEvent>(TestActor);

        Sys.Log.Debug("hidden");
        Sys.Log.Info("shown");

        ExpectMsg<Info>(info => Assert.Equal("shown", info.Message.ToString()));
        Assert.False(Sys.Log.IsDebugEnabled);
        Assert.True(Sys.Log.IsInfoEnabled && Sys.Log.IsWarningEnabled && Sys.Log.IsErrorEnabled);
    }

    [Fact]
    public void Error_WithCause_KeepsIt()
    {
        Sys.EventStream.Subscribe<Error>(TestActor);
        var cause = new FormatException("why");

        Sys.Log.Error(cause, "It failed at {0}", "x");

        var error = ExpectMsg<Error>();
        Assert.Same(cause, error.Cause);
        Assert.Equal("It failed at x", error.Message.ToString());
    }

    [Fact]
    public void Event_Printed_IsOneShortLine()
    {
        var line = new Warning("akka://sys/user/a", typeof(string), "text").ToString();

        Assert.Matches(new Regex(@"^\d\d:\d\d:\d\d\.\d{3} WARNING \[akka://sys/user/a\] text$"), line);
    }

    [Theory]
    [InlineData("no arguments {0}", new object[0], "no arguments {0}")]
    [InlineData("{0} {1}", new object[] { 1, "b" }, "1 b")]
    [InlineData("{0:0.00}", new object[] { 1.5 }, "1.50")]
    [InlineData("{0} {1}", new object[] { 1 }, "{0} {1} (arguments do not fit: 1)")]
    public void Format_WithArguments_GivesText(string format, object[] args, string expected)
    {
        var message = new LogMessage(DefaultLogMessageFormatter.Instance, format, args);

        Assert.Equal(expected, message.ToString());
    }

    [Fact]
    public void DeadLetters_MoreThanConfigured_AreNotLogged()
    {
        EventFilter.Info(contains: "[Int32] from").Expect(2, () =>
        {
            Sys.DeadLetters.Tell(1);
            Sys.DeadLetters.Tell(2);
            Sys.DeadLetters.Tell(3);
        });
    }

    [Fact]
    public void Unhandled_DebugOn_IsPublishedAsDebug() =>
        EventFilter.Debug(contains: "Unhandled message from").ExpectOne(
            () => ActorOf(() => new LoggingActor()).Tell(5));

    [Fact]
    public void Logger_OfOnesOwn_GetsEventsFromItsLevelUp()
    {
        using var system = ActorSystem.Create("own", $$"""
            akka { loglevel = WARNING, loggers = ["{{typeof(ListLogger).FullName}}, Embedded.Akka.Tests"] }
            """);
        var probe = CreateTestProbe(system);
        system.EventStream.Subscribe<ListLogger.Heard>(probe.Ref);

        system.Log.Info("low");
        system.Log.Warning("high");

        probe.ExpectMsg(new ListLogger.Heard("high"));
        probe.ExpectNoMsg(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("akka.loglevel = LOUD", "akka.loglevel is 'LOUD'; it must be DEBUG, INFO, WARNING, ERROR or OFF")]
    [InlineData("akka.loggers = [\"No.Such\"]", "akka.loggers is 'No.Such'; it must name a type as")]
    public void Configuration_Wrong_NamesKey(string config, string expected)
    {
        var error = Assert.Throws<ConfigurationException>(() => ActorSystem.Create("wrong", config));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Logger_SilentAtStart_NamesIt()
    {
        var error = Assert.Throws<ConfigurationException>(() => ActorSystem.Create("silent", $$"""
            akka.loggers = ["{{typeof(SilentLogger).FullName}}, Embedded.Akka.Tests"]
            akka.logger-startup-timeout = 10ms
            """));

        Assert.Contains("did not answer InitializeLogger within", error.Message, StringComparison.Ordinal);
    }

    public sealed class ListLogger : ReceiveActor
    {
        public ListLogger()
        {
            Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
            Receive<LogEvent>(e => Context.System.EventStream.Publish(new Heard(e.Message.ToString()!)));
        }

        public sealed record Heard(string Text);
    }

    public sealed class SilentLogger : ReceiveActor
    {
        public SilentLogger() => ReceiveAny(_ => { });
    }

    private sealed class LoggingActor : ReceiveActor
    {
        public LoggingActor()
        {
            var log = Context.GetLogger();
            Receive<string>(_ => log.Warning("{0} and {1}", 1, 2.5));
        }
    }
}
