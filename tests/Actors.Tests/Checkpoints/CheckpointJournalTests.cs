using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Checkpoints;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models.State;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using Known = SplitLearning.Actors.Checkpoints.CheckpointActor.Known;

namespace SplitLearning.Actors.Tests.Checkpoints;

/// <summary>
/// Crashes of the process, its disk and its journal at every point: what is complete is known afterwards.
/// </summary>
public sealed class CheckpointJournalTests : ActorTest
{
    private static readonly byte[] State = FakeClientModel.StateOf(weight: 1);

    private readonly TemporaryFolder _folder = new();
    private readonly TestProbe _party;
    private readonly TestJournal.State _journal;
    private IActorRef _actor = ActorRefs.Nobody;

    public CheckpointJournalTests()
        : base(TestJournal.Config)
    {
        _party = CreateTestProbe("party");
        _journal = TestJournal.Of(Sys);
    }

    private string Checkpoints => Path.Combine(_folder.Path, "checkpoints");

    [Fact]
    public void Recovering_Commands_WaitUntilItKnowsWhatThereIs()
    {
        _journal.Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Start();

        Write(5);
        Settled();
        _party.ExpectNoMsg(TimeSpan.Zero);
        ExpectNoMsg(TimeSpan.Zero);
        _journal.Gate.SetResult();

        _party.ExpectMsg<Known>();
        ExpectMsg<PartWritten>();
    }

    [Fact]
    public void PartWritten_StartedAnew_CanStillBeCompleted()
    {
        Begin();
        Write(5);
        ExpectMsg<PartWritten>();

        Restart();
        Complete(5);

        ExpectMsg(new ManifestWritten(After(5)));
    }

    [Fact]
    public void PartWritten_StartedAnewAndFileChanged_IsNotCompleted()
    {
        Begin();
        Write(5);
        ExpectMsg<PartWritten>();
        File.WriteAllBytes(Path.Combine(Checkpoints, "epoch-0005", "client.safetensors"), [1]);

        Restart();
        Complete(5);

        Assert.Contains("expected", ExpectMsg<PartFailed>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Complete_StartedAnew_IsKnown()
    {
        Begin();
        WriteAndComplete(5);

        var known = Restart();

        Assert.Equal([After(5)], known.Checkpoints.Select(checkpoint => checkpoint.Place));
        Assert.Empty(known.Damaged);
    }

    [Fact]
    public void ManifestThatTheJournalDoesNotKnow_StartedAnew_IsTakenIn()
    {
        Begin();
        WriteAndComplete(5);
        _journal.Events.Clear();

        var known = StartUnder("another journal");

        Assert.Equal([After(5)], known.Checkpoints.Select(checkpoint => checkpoint.Place));
        Settled();
        Assert.Equal(After(5), Assert.IsType<CheckpointCommitted>(Assert.Single(_journal.Events)).Place);
    }

    [Fact]
    public void CompleteAndGoneFromTheDisk_StartedAnew_IsSaidOnce()
    {
        Begin();
        WriteAndComplete(5);
        Directory.Delete(Checkpoints, recursive: true);

        var known = Restart();
        var later = Restart();

        Assert.Empty(known.Checkpoints);
        Assert.Equal($"{Checkpoints}: the checkpoint of epoch 5 has gone.", Assert.Single(known.Damaged));
        Assert.Empty(later.Damaged);
    }

    [Fact]
    public void CompleteAndTorn_StartedAnew_IsDamagedAndNamedOnce()
    {
        Begin();
        WriteAndComplete(5);
        var file = Path.Combine(Checkpoints, "epoch-0005", "client.safetensors");
        File.WriteAllBytes(file, [1]);

        var known = Restart();

        Assert.Empty(known.Checkpoints);
        Assert.Contains(file, Assert.Single(known.Damaged), StringComparison.Ordinal);
    }

    [Fact]
    public void NotKept_Completing_GoesFromDiskAndJournal()
    {
        Begin();
        WriteAndComplete(5);
        Write(10);
        ExpectMsg<PartWritten>();

        _actor.Tell(new CheckpointActor.CompletePart(After(10), [], TestActor), _party.Ref);

        ExpectMsg(new ManifestWritten(After(10)));
        Assert.Contains(new CheckpointDropped(After(5)), _journal.Events);
        var known = Restart();
        Assert.Equal([After(10)], known.Checkpoints.Select(checkpoint => checkpoint.Place));
        Assert.Empty(known.Damaged);
    }

    [Fact]
    public void Writing_JournalFails_IsRefusedAndTheActorStops()
    {
        Begin();
        Watch(_actor);
        _journal.WriteError = "No space left on device";

        Write(5);

        Assert.Contains("No space left on device", ExpectMsg<PartFailed>().Reason, StringComparison.Ordinal);
        ExpectTerminated(_actor);
    }

    [Fact]
    public void Completing_JournalFails_IsRefusedAndTakenInAtTheNextStart()
    {
        Begin();
        Write(5);
        ExpectMsg<PartWritten>();
        _journal.WriteError = "No space left on device";

        Complete(5);
        Assert.Equal(After(5), ExpectMsg<PartFailed>().Place);
        _journal.WriteError = null;

        Assert.Equal([After(5)], Restart().Checkpoints.Select(checkpoint => checkpoint.Place));
    }

    [Fact]
    public void Recovering_JournalCannotBeRead_ThePartyKnowsWhatTheDiskSaysAllTheSame()
    {
        Begin();
        WriteAndComplete(5);
        Stop();
        _journal.ReadError = "file is not a database";

        Start();

        var known = _party.ExpectMsg<Known>();
        Assert.Equal([After(5)], known.Checkpoints.Select(checkpoint => checkpoint.Place));
        Assert.Contains("file is not a database", Assert.Single(known.Damaged), StringComparison.Ordinal);
    }

    [Fact]
    public void Supervised_JournalFailsAndWorksAgain_SoDoCheckpoints()
    {
        var plan = Plans.Of(agents: 1);
        var (folder, party) = (new CheckpointFolder(Checkpoints), _party.Ref);
        _actor = StartChildOf(_party, CheckpointSupervisor.Props("r1", "a1", folder, plan, "client", party));
        _party.ExpectMsg<Known>();
        _journal.WriteError = "No space left on device";
        Write(5);
        ExpectMsg<PartFailed>();
        AwaitAssert(() =>
        {
            Write(5);
            Assert.Contains("is being opened again", ExpectMsg<PartFailed>().Reason, StringComparison.Ordinal);
        });

        _journal.WriteError = null;
        Pass(TimeSpan.FromSeconds(1), _actor);
        _party.ExpectMsg<Known>();
        Write(5);

        ExpectMsg<PartWritten>();
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }

    /// <summary>Ready, with an empty folder.</summary>
    private void Begin()
    {
        Start();
        Assert.Empty(_party.ExpectMsg<Known>().Checkpoints);
    }

    private void Start(string journal = "r1")
    {
        var (folder, plan, party) = (new CheckpointFolder(Checkpoints), Plans.Of(agents: 1), _party.Ref);
        _actor = StartChildOf(
            CreateTestProbe(), Props.Create(() => new CheckpointActor(journal, folder, plan, "client", party)));
    }

    private Known StartUnder(string journal)
    {
        Stop();
        Start(journal);
        return _party.ExpectMsg<Known>();
    }

    /// <summary>As after a crash: nothing but disk and journal is left.</summary>
    private Known Restart() => StartUnder("r1");

    private void Stop()
    {
        Settled();
        Watch(_actor);
        Sys.Stop(_actor);
        ExpectTerminated(_actor);
        while (_party.HasMessages)
        {
            _party.ReceiveOne(TimeSpan.Zero);
        }
    }

    /// <summary>The journal has stored all that it was told to.</summary>
    private void Settled() => Settle(Akka.Persistence.Persistence.Instance.Apply(Sys).JournalFor(""));

    private void WriteAndComplete(int epoch)
    {
        Write(epoch);
        ExpectMsg<PartWritten>();
        Complete(epoch);
        ExpectMsg<ManifestWritten>();
    }

    private void Write(int epoch) =>
        _actor.Tell(new CheckpointActor.WritePart(After(epoch), () => State, TestActor), _party.Ref);

    private void Complete(int epoch) => _actor.Tell(
        new CheckpointActor.CompletePart(After(epoch), [After(5), After(10)], TestActor), _party.Ref);
}
