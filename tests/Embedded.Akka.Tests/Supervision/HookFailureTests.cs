using Akka.Actor;

namespace Embedded.Akka.Tests.Supervision;

// Akka.NET: "Supervision" and "Fault tolerance": what is thrown at the start, the restart and the end.
public sealed class HookFailureTests : SupervisionTest
{
    [Fact]
    public void Default_StartFails_StopsTheChild()
    {
        var parent = ActorOf(() => new Parent(SupervisorStrategy.DefaultStrategy, TestActor));

        EventFilter.Exception<ActorInitializationException>().ExpectOne(
            () => parent.Tell(Props.Create(() => new FailsToStart())));

        ExpectTerminated(Watch(ExpectMsg<IActorRef>()));
    }

    [Fact]
    public void Restart_StartFailed_TriesAgain()
    {
        var attempts = new Attempts();
        var parent = ActorOf(() => new Parent(new OneForOneStrategy(_ => Directive.Restart), TestActor));

        EventFilter.Exception<ActorInitializationException>().Expect(2, () =>
            parent.Tell(Props.Create(() => new StartsAtThird(attempts))));

        ExpectMsg<IActorRef>().Tell("sum");
        ExpectMsg(3);
    }

    [Fact]
    public void PostRestart_Fails_IsTheParentsAgain()
    {
        var child = Watch(Child(
            new OneForOneStrategy(1, TimeSpan.FromMinutes(1), _ => Directive.Restart),
            Props.Create(() => new FailsToRestart())));

        EventFilter.Exception<PostRestartException>().ExpectOne(() => Fail(child));

        ExpectTerminated(child);
    }

    [Fact]
    public void PreRestart_Fails_IsLoggedAndTheRestartGoesOn()
    {
        var child = Child(
            new OneForOneStrategy(_ => Directive.Restart), Props.Create(() => new FailsInPreRestart()));

        EventFilter.Exception<PreRestartException>().ExpectOne(() => Fail(child));
        child.Tell("x");

        ExpectMsg("alive");
    }

    [Fact]
    public void PostStop_Fails_IsLoggedAndTheActorIsGone()
    {
        var actor = Watch(ActorOf(() => new FailsInPostStop()));

        EventFilter.Exception<InvalidOperationException>("post stop").ExpectOne(() => Sys.Stop(actor));

        ExpectTerminated(actor);
    }

    private sealed class FailsToStart : ReceiveActor
    {
        protected override void PreStart() => throw new InvalidOperationException("no start");
    }

    private sealed class Attempts
    {
        public int Count { get; set; }
    }

    private sealed class StartsAtThird : ReceiveActor
    {
        public StartsAtThird(Attempts attempts)
        {
            if (++attempts.Count < 3)
                throw new InvalidOperationException("not yet");
            Receive<string>(_ => Sender.Tell(attempts.Count));
        }
    }

    private sealed class FailsToRestart : ReceiveActor
    {
        public FailsToRestart() => Receive<Boom>(_ => throw new InvalidOperationException("boom"));

        protected override void PostRestart(Exception reason) => throw new InvalidOperationException("again");
    }

    private sealed class FailsInPreRestart : ReceiveActor
    {
        public FailsInPreRestart()
        {
            Receive<Boom>(_ => throw new InvalidOperationException("boom"));
            Receive<string>(_ => Sender.Tell("alive"));
        }

        protected override void PreRestart(Exception reason, object message) =>
            throw new InvalidOperationException("pre restart");
    }

    private sealed class FailsInPostStop : ReceiveActor
    {
        protected override void PostStop() => throw new InvalidOperationException("post stop");
    }
}
