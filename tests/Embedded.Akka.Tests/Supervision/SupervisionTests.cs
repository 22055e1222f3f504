using Akka.Actor;

namespace Embedded.Akka.Tests.Supervision;

// Akka.NET: "Supervision" and "Fault tolerance": directives and strategies.
public sealed class SupervisionTests : SupervisionTest
{
    [Fact]
    public void Resume_Failure_KeepsStateAndLosesMessage()
    {
        var child = Child(new OneForOneStrategy(_ => Directive.Resume));
        child.Tell(1);

        EventFilter.Warning("boom").ExpectOne(() => child.Tell(new Boom()));
        child.Tell(2);
        child.Tell("sum");

        ExpectMsg(3);
    }

    [Fact]
    public void Restart_Failure_BeginsAnew()
    {
        var child = Child(new OneForOneStrategy(_ => Directive.Restart));
        child.Tell(1);

        Fail(child);
        child.Tell(2);
        child.Tell("sum");

        ExpectMsg("restarted");
        ExpectMsg(2);
    }

    [Fact]
    public void Stop_Failure_EndsTheChild()
    {
        var child = Watch(Child(new OneForOneStrategy(_ => Directive.Stop)));

        Fail(child);

        ExpectTerminated(child);
    }

    [Fact]
    public void Escalate_Failure_FailsTheParent()
    {
        var grandparent = ActorOf(() => new Parent(new OneForOneStrategy(_ => Directive.Restart), TestActor));
        grandparent.Tell(Props.Create(() => new Parent(new OneForOneStrategy(_ => Directive.Escalate), TestActor)));
        var parent = ExpectMsg<IActorRef>();
        parent.Tell(Props.Create(() => new Worker(TestActor)));
        var child = Watch(ExpectMsg<IActorRef>());

        Fail(child);

        ExpectTerminated(child); // the parent's restart stops its children
        parent.Tell(Props.Create(() => new Worker(TestActor)));
        ExpectMsg<IActorRef>(); // and the parent lives
    }

    [Fact]
    public void Escalate_ResumedAbove_ResumesTheChild()
    {
        var grandparent = ActorOf(() => new Parent(new OneForOneStrategy(_ => Directive.Resume), TestActor));
        grandparent.Tell(Props.Create(() => new Parent(new OneForOneStrategy(_ => Directive.Escalate), TestActor)));
        var parent = ExpectMsg<IActorRef>();
        parent.Tell(Props.Create(() => new Worker(TestActor)));
        var child = ExpectMsg<IActorRef>();
        child.Tell(1);

        EventFilter.Warning("boom").ExpectOne(() => child.Tell(new Boom()));
        child.Tell("sum");

        ExpectMsg(1);
        EventFilter.Warning("boom").ExpectOne(() => child.Tell(new Boom())); // and once more
        child.Tell("sum");
        ExpectMsg(1);
    }

    [Fact]
    public void AllForOne_OneFails_RestartsAll()
    {
        var parent = ActorOf(() => new Parent(new AllForOneStrategy(_ => Directive.Restart), TestActor));
        var children = Enumerable.Range(0, 3).Select(_ => ChildOf(parent)).ToList();
        children.ForEach(child => child.Tell(1));
        children.ForEach(child => child.Tell("sum"));
        ExpectMsgAllOf(1, 1, 1); // none has it still in its mailbox, where a restart would leave it

        Fail(children[1]);

        ExpectMsgAllOf("restarted", "restarted", "restarted");
        children.ForEach(child => child.Tell("sum"));
        ExpectMsgAllOf(0, 0, 0);
    }

    [Fact]
    public void AllForOne_Stop_StopsAll()
    {
        var parent = ActorOf(() => new Parent(new AllForOneStrategy(_ => Directive.Stop), TestActor));
        var children = Enumerable.Range(0, 3).Select(_ => Watch(ChildOf(parent))).ToList();

        Fail(children[0]);

        var gone = ReceiveN(3).Cast<Terminated>().Select(t => t.ActorRef);
        Assert.Equal(children.ToHashSet(), gone.ToHashSet());
    }

    [Fact]
    public void OneForOne_OneFails_LeavesTheOthers()
    {
        var parent = ActorOf(() => new Parent(new OneForOneStrategy(_ => Directive.Restart), TestActor));
        var (first, second) = (ChildOf(parent), ChildOf(parent));
        second.Tell(1);

        Fail(first);

        ExpectMsg("restarted");
        second.Tell("sum");
        ExpectMsg(1);
    }

    [Fact]
    public void Decider_Throws_IsTheParentsFailure()
    {
        var strategy = new OneForOneStrategy(_ => throw new NotSupportedException("undecided"));
        var parent = ActorOf(() => new Parent(strategy, TestActor));
        var child = Watch(ChildOf(parent));

        EventFilter.Exception<NotSupportedException>("undecided").ExpectOne(() => child.Tell(new Boom()));

        ExpectTerminated(child); // the restart of the parent stops it
    }

    [Fact]
    public void Messages_DuringRestart_AreHandledAfterwardsInOrder()
    {
        var child = Child(new OneForOneStrategy(_ => Directive.Restart));

        EventFilter.Exception<InvalidOperationException>().ExpectOne(() =>
        {
            child.Tell(new Boom());
            for (var i = 1; i <= 100; i++)
                child.Tell(i);
            child.Tell("sum");
        });

        ExpectMsg("restarted");
        ExpectMsg(5050);
    }

    [Fact]
    public void Props_WithStrategy_OverridesTheActors()
    {
        var props = Props.Create(() => new Parent(new OneForOneStrategy(_ => Directive.Restart), TestActor))
            .WithSupervisorStrategy(SupervisorStrategy.StoppingStrategy);
        var child = Watch(ChildOf(ActorOf(props)));

        Fail(child);

        ExpectTerminated(child);
    }
}
