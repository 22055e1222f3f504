using Akka.Actor;

namespace Embedded.Akka.Tests.Supervision;

// Akka.NET: "Supervision" and "Fault tolerance": retries within a window, deciders.
public sealed class RetryTests : SupervisionTest
{
    [Fact]
    public void Retries_UsedUp_StopsTheChild()
    {
        var child = Watch(Child(new OneForOneStrategy(2, TimeSpan.FromMinutes(1), _ => Directive.Restart)));

        Fail(child);
        ExpectMsg("restarted");
        Fail(child);
        ExpectMsg("restarted");
        Fail(child);

        ExpectTerminated(child);
    }

    [Fact]
    public void Retries_Zero_StopsAtFirstFailure()
    {
        var child = Watch(Child(new OneForOneStrategy(0, TimeSpan.FromMinutes(1), _ => Directive.Restart)));

        Fail(child);

        ExpectTerminated(child);
    }

    [Theory]
    [InlineData(-1, -1, 100)]
    [InlineData(3, -1, 3)]
    [InlineData(3, 60_000, 3)]
    [InlineData(-1, 60_000, 1)]
    public void Permission_WithinWindow_IsGivenThatOften(int retries, int window, int expected)
    {
        var stats = new ChildRestartStats((IInternalActorRef)TestActor);

        var given = Enumerable.Range(0, 100).Count(_ => stats.RequestRestartPermission(retries, window));

        Assert.Equal(expected, given);
    }

    [Fact]
    public void Permission_WindowOver_IsGivenAgain()
    {
        var stats = new ChildRestartStats((IInternalActorRef)TestActor);
        Assert.True(stats.RequestRestartPermission(1, 60_000));
        Assert.False(stats.RequestRestartPermission(1, 60_000));

        AwaitCondition(() => stats.RequestRestartPermission(1, 1)); // as soon as a millisecond has passed
    }

    [Fact]
    public void Decider_ByType_TakesTheFirstThatFits()
    {
        var decider = Decider.From(
            Directive.Escalate,
            Directive.Resume.When<ArgumentNullException>(),
            Directive.Stop.When<ArgumentException>());

        Assert.Equal(Directive.Resume, decider.Decide(new ArgumentNullException()));
        Assert.Equal(Directive.Stop, decider.Decide(new ArgumentException("x")));
        Assert.Equal(Directive.Escalate, decider.Decide(new InvalidOperationException()));
    }
}
