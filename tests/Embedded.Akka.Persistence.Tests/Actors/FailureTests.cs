using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.TestKit;

namespace Embedded.Akka.Persistence.Tests.Actors;

// Akka.NET: "Persistent actors: failure handling".
public sealed class FailureTests() : PersistenceTestKit($$"""
    {{TroubledJournal.Config}}
    akka.persistence.max-concurrent-recoveries = 1
    akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
    """)
{
    [Fact]
    public void Persist_JournalFails_StopsTheActorWithOneLine()
    {
        var actor = Watch(StartNew("a", Storing));

        EventFilter.Error(
            "Persisting event [String] of [a] with sequence number [1] failed, the actor stops: the journal is full")
            .ExpectOne(() => actor.Tell("fail"));

        ExpectTerminated(actor); // the handler was not called
    }

    [Fact]
    public void PersistAsync_JournalFailed_StoresNothingMore()
    {
        var actor = Watch(StartNew("a", me => me.On<string>(command =>
        {
            me.PersistAsync(command, e => TestActor.Tell(e));
            if (command == "fail")
                me.Me.Tell("later"); // asked for while the journal is writing
        })));

        EventFilter.Error(contains: "failed, the actor stops").ExpectOne(() => actor.Tell("fail"));
        ExpectTerminated(actor);

        Start("a", Storing);
        ExpectReplay();
    }

    [Fact]
    public void Persist_Rejected_GoesOnWithoutTheHandler()
    {
        var actor = StartNew("a", Storing);

        EventFilter.Warning(contains: "was rejected, the actor goes on: no serializer")
            .ExpectOne(() => actor.Tell("reject"));
        actor.Tell("good");

        ExpectMsg("stored good");
    }

    [Fact]
    public void Recovery_JournalFails_StopsTheActorWithOneLine()
    {
        EventFilter.Error(
            "Recovery of [unreadable] failed behind sequence number [0], the actor stops: the journal is gone")
            .ExpectOne(() => Watch(Start("unreadable", Storing)));

        ExpectMsg<Terminated>();
    }

    [Fact]
    public void Recovery_JournalSilent_StopsTheActorInTime()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(string));
        Start("silent", Storing);
        ExpectMsg("journal asked");
        var other = Start("b", Storing); // waits for the permit of the silent one

        EventFilter.Error(contains: "Journal has not answered for 30 s").ExpectOne(() =>
            ((TestScheduler)Sys.Scheduler).Advance(TimeSpan.FromSeconds(60)));

        ExpectMsg("recovered 0");
        other.Tell("good");
        ExpectMsg("stored good");
    }

    [Fact]
    public void Permit_OfAStoppedActor_GoesToTheNext()
    {
        IgnoreNoMessages();
        Sys.EventStream.Subscribe(TestActor, typeof(string));
        var silent = Start("silent", Storing);
        ExpectMsg("journal asked"); // so it has the permit

        Start("b", Storing);
        Sys.Stop(silent);

        ExpectMsg("stopped silent");
        ExpectMsg("recovered 0");
    }

    [Fact]
    public void Callbacks_Overridden_AreCalledAndTheActorStopsAllTheSame()
    {
        var actor = Watch(ActorOf(() => new Observed(TestActor)));

        actor.Tell("reject");
        actor.Tell("fail");

        ExpectMsg("rejected reject 1");
        ExpectMsg("failed fail 2");
        ExpectTerminated(actor);
    }

    [Theory]
    [InlineData("nowhere", "akka.persistence.journal.plugin is 'nowhere'; there must be such a section")]
    [InlineData("empty", "empty.class is ''; it must name a type")]
    public void Plugin_Missing_FailsTheActorsStart(string plugin, string expected)
    {
        var system = ActorSystem.Create("other", ConfigurationFactory.ParseString(
            $$"""
            akka { persistence.journal.plugin = {{plugin}}, loglevel = OFF, stdout-loglevel = OFF }
            empty.other = 1
            """));
        try
        {
            var error = Assert.Throws<ConfigurationException>(() =>
                global::Akka.Persistence.Persistence.Instance.Apply(system).JournalFor(""));

            Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
            Watch(Start(system, "a", Storing));
            ExpectMsg<Terminated>();
        }
        finally
        {
            Shutdown(system);
        }
    }

    private sealed class Observed : ReceivePersistentActor
    {
        private readonly IActorRef _observer;

        public Observed(IActorRef observer)
        {
            _observer = observer;
            CommandAny(command => Persist(command, _ => observer.Tell("not to be called")));
        }

        public override string PersistenceId => "observed";

        protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
            _observer.Tell($"failed {@event} {sequenceNr}");

        protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
            _observer.Tell($"rejected {@event} {sequenceNr}");
    }
}
