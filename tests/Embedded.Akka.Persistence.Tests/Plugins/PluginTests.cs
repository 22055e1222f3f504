using Akka.Actor;
using Akka.Persistence;

namespace Embedded.Akka.Persistence.Tests.Plugins;

public sealed class InMemoryPluginTests() : PluginTests("");

public sealed class SqlitePluginTests : PluginTests
{
    private readonly SqliteFolder _folder;

    public SqlitePluginTests()
        : this(new SqliteFolder())
    {
    }

    private SqlitePluginTests(SqliteFolder folder)
        : base(folder.Config) => _folder = folder;

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }
}

// Akka.NET: "Persistent actors: snapshots" and "message deletion", the same for each journal and snapshot store.
public abstract class PluginTests(string config) : PersistenceTestKit(config)
{
    [Fact]
    public void Events_Stored_ComeBackInOrder()
    {
        History("a", [.. Enumerable.Range(1, 20).Select(i => $"{i}")]);
        History("b", "other");

        Start("a", Storing);

        ExpectReplay([.. Enumerable.Range(1, 20).Select(i => $"{i}")]);
    }

    [Fact]
    public void PersistAsync_ManyActors_KeepTheirOwnOrder()
    {
        var ids = Enumerable.Range(0, 5).Select(i => $"actor-{i}").ToList();
        foreach (var id in ids)
        {
            var actor = Start(id, me => me.On<int>(i => me.PersistAsync(i, _ =>
            {
                if (i == 200)
                    TestActor.Tell("done");
            })));
            for (var i = 1; i <= 200; i++)
                actor.Tell(i);
        }
        var answers = ReceiveN(10, TimeSpan.FromSeconds(30)).Cast<string>().ToList();
        Assert.Equal(5, answers.Count(answer => answer == "done"));

        foreach (var id in ids)
        {
            Start(id, Storing); // while the first is still there: it only reads
            ExpectReplay([.. Enumerable.Range(1, 200).Select(i => $"{i}")]);
        }
    }

    [Fact]
    public void Snapshot_Saved_IsOfferedBeforeTheEventsBehindIt()
    {
        Save("a");

        Start("a", Storing);

        var offer = ExpectMsg<SnapshotOffer>();
        Assert.Equal("at 2", offer.Snapshot);
        Assert.Equal(("a", 2L), (offer.Metadata.PersistenceId, offer.Metadata.SequenceNr));
        Assert.InRange(offer.Metadata.Timestamp, DateTime.UtcNow.AddHours(-1), DateTime.UtcNow.AddHours(1));
        ExpectMsg("replayed three");
        ExpectMsg("recovered 3");
    }

    [Theory]
    [InlineData(1, "at 1", "two,three")]
    [InlineData(0, null, "one,two,three")]
    public void FromSnapshot_Bounded_OffersTheOneThatFits(int maxSequenceNr, string? snapshot, string events)
    {
        Save("a");

        Start("a", Storing, new Recovery(new SnapshotSelectionCriteria(maxSequenceNr)));

        if (snapshot is not null)
            Assert.Equal(snapshot, ExpectMsg<SnapshotOffer>().Snapshot);
        foreach (var e in events.Split(','))
            ExpectMsg($"replayed {e}");
        ExpectMsg("recovered 3");
    }

    [Fact]
    public void ToSequenceNr_BeforeTheSnapshot_TakesAnEarlierOne()
    {
        Save("a");

        Start("a", Storing, new Recovery(toSequenceNr: 1));

        Assert.Equal("at 1", ExpectMsg<SnapshotOffer>().Snapshot);
        ExpectMsg("recovered 3");
    }

    [Fact]
    public void Snapshot_Deleted_IsNotOffered()
    {
        Save("a", me => me.DeleteSnapshot(2));
        Assert.Equal(2, ExpectMsg<DeleteSnapshotSuccess>().Metadata.SequenceNr);

        Start("a", Storing);

        Assert.Equal("at 1", ExpectMsg<SnapshotOffer>().Snapshot);
        ExpectMsg("replayed two");
    }

    [Fact]
    public void Snapshots_DeletedByCriteria_AreNotOffered()
    {
        Save("a", me => me.DeleteSnapshots(new SnapshotSelectionCriteria(2)));
        Assert.Equal(2, ExpectMsg<DeleteSnapshotsSuccess>().Criteria.MaxSequenceNr);

        Start("a", Storing);

        ExpectReplay("one", "two", "three");
    }

    [Theory]
    [InlineData(2, "three")]
    [InlineData(long.MaxValue, "")]
    public void Events_Deleted_AreNotReplayedAndTheirNumbersNotGivenAgain(long to, string left)
    {
        Save("a", me => me.DeleteMessages(to));
        Assert.Equal(to, ExpectMsg<DeleteMessagesSuccess>().ToSequenceNr);

        Start("a", Storing, new Recovery(SnapshotSelectionCriteria.None)).Tell("four");

        foreach (var e in left.Split(',', StringSplitOptions.RemoveEmptyEntries))
            ExpectMsg($"replayed {e}");
        ExpectMsg("recovered 3");
        ExpectMsg("stored four");
    }

    [Fact]
    public void PersistenceId_UsedByTwo_StopsTheOneThatIsBehind()
    {
        var first = StartNew("a", Storing);
        var second = Watch(StartNew("a", Storing));
        first.Tell("one");
        ExpectMsg("stored one");

        EventFilter.Error(contains: "two actors have that PersistenceId").ExpectOne(() => second.Tell("also one"));

        ExpectTerminated(second);
        first.Tell("two");
        ExpectMsg("stored two");
    }

    /// <summary>Stores one, two and three, with snapshots after one and two, then runs something.</summary>
    private void Save(string id, Action<Scripted>? then = null)
    {
        var actor = StartNew(id, me =>
        {
            me.On<string>(command => me.Persist(command, _ =>
            {
                if (me.LastSequenceNr == 3)
                    TestActor.Tell("all stored");
                else
                    me.SaveSnapshot($"at {me.LastSequenceNr}");
            }));
            me.On<SaveSnapshotSuccess>(_ => TestActor.Tell("saved"));
            me.On<Action<Scripted>>(action => action(me));
            me.On<object>(answer => TestActor.Tell(answer));
        });
        foreach (var e in (string[])["one", "two"])
        {
            actor.Tell(e);
            ExpectMsg("saved");
        }
        actor.Tell("three");
        ExpectMsg("all stored");
        if (then is not null)
            actor.Tell(then);
    }
}
