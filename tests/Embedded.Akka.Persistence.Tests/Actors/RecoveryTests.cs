using Akka.Actor;
using Akka.Persistence;

namespace Embedded.Akka.Persistence.Tests.Actors;

// Akka.NET: "Persistent actors: recovery".
public sealed class RecoveryTests : PersistenceTestKit
{
    [Fact]
    public void Commands_BeforeRecoveryIsDone_ComeAfterIt()
    {
        History("a", "one");

        Start("a", me => me.On<string>(command => TestActor.Tell($"{command} {me.IsRecovering}"))).Tell("command");

        ExpectMsg("replayed one");
        ExpectMsg("recovered 1");
        ExpectMsg("command False");
    }

    [Fact]
    public void ToSequenceNr_Given_ReplaysSoFarAndGoesOnBehindTheLast()
    {
        History("a", "one", "two", "three");

        var actor = Start("a", Storing, new Recovery(toSequenceNr: 2));
        actor.Tell("four");

        ExpectMsg("replayed one");
        ExpectMsg("replayed two");
        ExpectMsg("recovered 3");
        ExpectMsg("stored four");
    }

    [Fact]
    public void ReplayMax_Given_ReplaysSoMany()
    {
        History("a", "one", "two");

        Start("a", Storing, new Recovery(SnapshotSelectionCriteria.Latest, long.MaxValue, 1));

        ExpectMsg("replayed one");
        ExpectMsg("recovered 2");
    }

    [Fact]
    public void None_Given_ReplaysNothing()
    {
        History("a", "one", "two");

        Start("a", Storing, Recovery.None).Tell("three");

        ExpectMsg("recovered 2");
        ExpectMsg("stored three");
    }

    [Fact]
    public void RecoveryCompleted_Persists_IsStored()
    {
        ActorOf(() => new Persisting(TestActor, whileRecovering: false)).Tell("command");

        ExpectMsg("stored");
        ExpectMsg("command");
    }

    [Fact]
    public void Replay_Persists_StopsTheActor()
    {
        History("persisting", "one");

        EventFilter.Error(contains: "Cannot persist during replay").ExpectOne(() =>
            ExpectTerminated(Watch(ActorOf(() => new Persisting(TestActor, whileRecovering: true)))));
    }

    [Fact]
    public void Handler_Fails_StopsTheActorAndSaysWhere()
    {
        History("a", "one", "poison");

        EventFilter.Error(contains: "Recovery of [a] failed behind sequence number [2]").ExpectOne(() =>
            Watch(Start("a", Storing)));

        ExpectMsg("replayed one");
        ExpectMsg<Terminated>();
    }

    [Fact]
    public void PersistenceId_Empty_IsRefused()
    {
        EventFilter.Exception<ActorInitializationException>(contains: "PersistenceId of")
            .ExpectOne(() => Start("", Storing));
    }

    private sealed class Persisting : ReceivePersistentActor
    {
        public Persisting(IActorRef observer, bool whileRecovering)
        {
            Recover<string>(e => Persist(e, _ => { }), _ => whileRecovering);
            Recover<RecoveryCompleted>(_ => Persist("first", _ => observer.Tell("stored")));
            CommandAny(command => observer.Tell(command));
        }

        public override string PersistenceId => "persisting";
    }
}
