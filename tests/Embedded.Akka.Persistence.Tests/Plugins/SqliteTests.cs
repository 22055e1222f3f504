using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Sqlite;
using Microsoft.Data.Sqlite;

namespace Embedded.Akka.Persistence.Tests.Plugins;

// What a file adds to "Storage plugins": it outlives the system, and it can be missing, damaged, full, newer.
public sealed class SqliteTests : PersistenceTestKit
{
    private readonly SqliteFolder _folder = new();

    [Fact]
    public void File_AfterTheSystem_HasEventsAndSnapshots()
    {
        Run(_folder.Config, system =>
        {
            Start(system, "a", me => me.On<string>(command => me.Persist(command, e =>
            {
                if (e == "two")
                    me.SaveSnapshot("state");
                me.Requester.Tell($"stored {e}");
            }))).Tell("one");
            ExpectMsg("recovered 0");
            ExpectMsg("stored one");
            LastSender.Tell("two");
            ExpectMsg("stored two");
        });

        Run(_folder.Config, system =>
        {
            Start(system, "a", Storing).Tell("three");
            Assert.Equal("state", ExpectMsg<SnapshotOffer>().Snapshot);
            ExpectMsg("recovered 2");
            ExpectMsg("stored three");
        });
    }

    [Fact]
    public void File_CopiedWhileInUse_HasAllThatWasAcknowledged()
    {
        var copy = _folder.File + ".copy";

        Run(_folder.Config, system =>
        {
            Store(system, "one", "two");
            // What kill -9 would leave behind: neither is the log closed nor written back.
            File.Copy(_folder.File, copy);
            File.Copy(_folder.File + "-wal", copy + "-wal");
        });

        Run(SqliteFolder.ConfigFor(copy), system =>
        {
            Start(system, "a", Storing);
            ExpectReplay("one", "two");
        });
    }

    [Fact]
    public void Event_WithoutSerializer_IsRejectedAndLeavesNoGap()
    {
        Run(_folder.Config, system =>
        {
            var actor = Start(system, "a", me => me.On<object>(command =>
                me.Persist(command, e => me.Requester.Tell($"stored {e}"))));
            ExpectMsg("recovered 0");
            CreateEventFilter(system).Warning(contains: "was rejected, the actor goes on: No serializer for")
                .ExpectOne(() => actor.Tell(new Version(1, 0)));
            actor.Tell("good");
            ExpectMsg("stored good");
        });

        Run(_folder.Config, system =>
        {
            Start(system, "a", Storing);
            ExpectMsg("replayed good");
            ExpectMsg("recovered 2");
        });
    }

    [Fact]
    public void Event_Missing_IsAnErrorAndNotSkipped()
    {
        Run(_folder.Config, system => Store(system, "one", "two", "three"));
        _folder.Execute("DELETE FROM event_journal WHERE sequence_nr = 2");

        Run(_folder.Config, system => ExpectStop(system, $"{_folder.File}: event 2 of 'a' is missing", "replayed one"));
    }

    [Theory]
    [InlineData("serializer_id = 77", "event 1 of 'a' cannot be read: Serializer identifier 77 is not known")]
    [InlineData("manifest = 'System.Int32'", "event 1 of 'a' cannot be read: Manifest 'System.Int32' is not")]
    public void Event_OfUnknownKind_IsAnError(string change, string expected)
    {
        Run(_folder.Config, system => Store(system, "one"));
        _folder.Execute($"UPDATE event_journal SET {change}");

        Run(_folder.Config, system => ExpectStop(system, $"{_folder.File}: {expected}"));
    }

    [Fact]
    public void File_OfANewerFormat_IsRefused()
    {
        Run(_folder.Config, system => Store(system, "one"));
        _folder.Execute("PRAGMA user_version = 2");

        Run(_folder.Config, system => ExpectStop(system, $"{_folder.File} has format 2, of a newer version"));
    }

    [Fact]
    public void File_Damaged_StopsTheActor()
    {
        File.WriteAllText(_folder.File, new string('x', 5000));

        Run(_folder.Config, system => ExpectStop(system, $"{_folder.File} is damaged, or no SQLite database"));
    }

    [Theory]
    [InlineData("auto-initialize = off", "cannot be opened; it must be there (or auto-initialize = on")]
    [InlineData("connection-string = \"\"", "journal.sqlite.connection-string is empty")]
    [InlineData("synchronous = half, auto-initialize = on", "synchronous is 'half'; it must be full or normal")]
    [InlineData("connection-string = \"Data Source=:memory:\", auto-initialize = on", "can have no write-ahead log")]
    public void Journal_ConfiguredWrongly_StopsTheActor(string wrong, string expected)
    {
        // The snapshots are in memory, so that it is the journal's error that is seen.
        var config = ConfigurationFactory
            .ParseString("akka.persistence.snapshot-store.plugin = akka.persistence.snapshot-store.inmem")
            .WithFallback(SqliteFolder.ConfigFor(_folder.File, wrong));

        Run(config, system => ExpectStop(system, expected));
    }

    [Theory]
    [InlineData(13, "cannot grow: the disk is full")]
    [InlineData(8, "is read-only")]
    [InlineData(5, "is locked by another process")]
    [InlineData(10, "cannot be used: disk I/O error")]
    public void SqliteError_Explained_NamesTheFile(int code, string expected)
    {
        var file = new SqliteFile(
            $"connection-string = \"Data Source={_folder.File}\"", "akka.persistence.journal.sqlite");

        var explained = file.Explain(new SqliteException("disk I/O error", code));

        Assert.Equal($"{_folder.File} {expected}", Assert.IsType<SqliteFileException>(explained).Message);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }

    private void Run(Config config, Action<ActorSystem> test)
    {
        var system = ActorSystem.Create("file", config.WithFallback(Sys.Settings.Config));
        try
        {
            test(system);
        }
        finally
        {
            Shutdown(system, TimeSpan.FromSeconds(30), verifySystemShutdown: true);
        }
    }

    private void Store(ActorSystem system, params string[] events)
    {
        var actor = Start(system, "a", Storing);
        ExpectMsg("recovered 0");
        foreach (var e in events)
        {
            actor.Tell(e);
            ExpectMsg($"stored {e}");
        }
    }

    /// <summary>The actor stops in its recovery, with one line.</summary>
    private void ExpectStop(ActorSystem system, string why, params string[] before)
    {
        CreateEventFilter(system).Error(contains: why).ExpectOne(() =>
        {
            Watch(Start(system, "a", Storing));
            foreach (var message in before)
                ExpectMsg(message);
            ExpectMsg<Terminated>();
        });
    }
}
