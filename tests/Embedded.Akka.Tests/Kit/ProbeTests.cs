using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Kit;

// Akka.NET: "Testing actor systems": test probes, auto-pilot, TestActorRef.
public sealed class ProbeTests : TestKit
{
    [Fact]
    public void Probe_SendReplyForward_HaveTheRightSenders()
    {
        var (client, server, backend) = (CreateTestProbe("client"), CreateTestProbe(), CreateTestProbe());

        client.Send(server.Ref, "ask");
        server.ExpectMsgFrom(client.Ref, "ask");
        server.Reply("answer");
        server.Forward(backend.Ref);

        client.ExpectMsgFrom(server.Ref, "answer");
        backend.ExpectMsgFrom(client.Ref, "ask");
        Assert.Equal("client", client.Ref.Path.Name);
    }

    [Fact]
    public void Probe_AsReference_IsItsTestActor()
    {
        var probe = CreateTestProbe();
        IActorRef reference = probe;

        reference.Tell("x");

        probe.ExpectMsgFrom(TestActor, "x");
        Assert.Equal(probe.Ref, reference);
        Assert.Equal(reference.Path, probe.Ref.Path);
    }

    [Fact]
    public async Task AutoPilot_UntilItEnds_Answers()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"re: {message}");
            return message is "last" ? AutoPilot.NoAutoPilot : AutoPilot.KeepRunning;
        }));

        Assert.Equal("re: a", await probe.Ref.Ask<string>("a"));
        Assert.Equal("re: last", await probe.Ref.Ask<string>("last"));
        await Assert.ThrowsAsync<AskTimeoutException>(
            () => probe.Ref.Ask<string>("b", TimeSpan.FromMilliseconds(10)));
        Assert.Equal(["a", "last", "b"], probe.ReceiveN(3));
    }

    [Fact]
    public void Probe_Unwatch_NothingComes()
    {
        var (probe, subject) = (CreateTestProbe(), CreateTestProbe().Ref);
        probe.Watch(subject);
        probe.Unwatch(subject);
        Watch(subject);

        Sys.Stop(subject);

        ExpectTerminated(subject);
        probe.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Probe_Shutdown_Refuses() => Assert.Throws<NotSupportedException>(() => CreateTestProbe().Shutdown());

    [Fact]
    public void TestActorRef_Tell_IsHandledBeforeItComesBack()
    {
        var actor = ActorOfAsTestActorRef<Summing>("summing");

        actor.Tell(2);
        actor.Tell(3);

        Assert.Equal(5, actor.UnderlyingActor.Sum);
        Assert.Equal("/user/summing", actor.Path.ToStringWithoutAddress());
    }

    [Fact]
    public void TestActorRef_Receive_ThrowsWhatTheHandlerThrows()
    {
        var actor = ActorOfAsTestActorRef(() => new Summing());

        Assert.Throws<FormatException>(() => actor.Receive("wrong"));
        actor.Receive(new Identify(1), TestActor);

        Assert.Equal(1, actor.UnderlyingActor.Unknown);
    }

    [Fact]
    public void TestActorRef_OfParent_IsItsChild()
    {
        var parent = ActorOfAsTestActorRef<Summing>();

        var child = ActorOfAsTestActorRef<Summing>(Props.Create<Summing>(), parent, "child");
        Watch(child);
        Sys.Stop(parent);

        Assert.Equal(parent.Path, child.Path.Parent);
        ExpectTerminated(child);
        Assert.Throws<InvalidOperationException>(() => child.UnderlyingActor);
    }

    [Fact]
    public void CallingThread_ActorsTellingEachOther_DoNotRecurseForever()
    {
        var props = Props.Create<Bouncing>().WithDispatcher("akka.test.calling-thread-dispatcher");
        var (a, b) = (Sys.ActorOf(props), Sys.ActorOf(props));

        a.Tell((100_000, b, TestActor), b);

        ExpectMsg("done");
    }

    private sealed class Summing : ReceiveActor
    {
        public Summing()
        {
            Receive<int>(i => Sum += i);
            Receive<string>(_ => throw new FormatException());
            ReceiveAny(_ => Unknown++);
        }

        public int Sum { get; private set; }

        public int Unknown { get; private set; }
    }

    private sealed class Bouncing : ReceiveActor
    {
        public Bouncing() => Receive<(int Left, IActorRef Other, IActorRef End)>(m =>
        {
            if (m.Left == 0)
                m.End.Tell("done");
            else
                m.Other.Tell((m.Left - 1, Self, m.End));
        });
    }
}
