using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Checkpoints;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models.State;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;

namespace SplitLearning.Actors.Tests.Checkpoints;

public sealed class CheckpointActorTests : ActorTest
{
    private static readonly byte[] State = FakeClientModel.StateOf(weight: 1);

    private readonly TemporaryFolder _folder = new();
    private readonly TestProbe _parent;
    private readonly IActorRef _actor;

    public CheckpointActorTests()
    {
        var (checkpoints, plan) = (new CheckpointFolder(Checkpoints), Plans.Of(agents: 1));
        _parent = CreateTestProbe("parent");
        var party = _parent.Ref;
        _actor = StartChildOf(
            _parent, Props.Create(() => new CheckpointActor("checkpoints/r1/client/a1", checkpoints, plan, "client", party)));
    }

    private string Checkpoints => Path.Combine(_folder.Path, "checkpoints");

    private string File5 => Path.Combine(Checkpoints, "epoch-0005", "client.safetensors");

    [Fact]
    public void WritePart_FolderIsWritable_PartIsOnDiskWhenItIsConfirmed()
    {
        Write(epoch: 5);

        var written = ExpectMsg<PartWritten>();

        Assert.Equal(new PartWritten(After(5), written.File, State.Length, ModelState.HashOf(State)), written);
        Assert.EndsWith("client.safetensors", written.File, StringComparison.Ordinal);
        Assert.Equal(State, File.ReadAllBytes(File5));
    }

    [Fact]
    public void WritePart_Confirmation_ComesInTheNameOfTheParent()
    {
        Write(epoch: 5);

        ExpectMsg<PartWritten>();

        Assert.Equal(_parent.Ref, LastSender);
    }

    [Fact]
    public void WritePart_Again_IsConfirmedAgain()
    {
        Write(epoch: 5);
        var first = ExpectMsg<PartWritten>();

        Write(epoch: 5);

        Assert.Equal(first, ExpectMsg<PartWritten>());
    }

    [Fact]
    public void WritePart_FolderCannotBeMade_FailsAndNamesIt()
    {
        _folder.Block("checkpoints");

        Write(epoch: 5);

        var failed = ExpectMsg<PartFailed>();
        Assert.Equal(After(5), failed.Place);
        Assert.Contains(Checkpoints, failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failed.Reason);
    }

    [Fact]
    public void Written_NotComplete_DoesNotExistYet()
    {
        Write(epoch: 5);
        ExpectMsg<PartWritten>();

        Assert.Empty(new CheckpointFolder(Checkpoints).List());
    }

    [Fact]
    public void Complete_WrittenPart_MakesTheCheckpointExist()
    {
        Write(epoch: 5);
        ExpectMsg<PartWritten>();

        Complete(epoch: 5);

        ExpectMsg(new ManifestWritten(After(5)));
        Assert.Equal(_parent.Ref, LastSender);
        var checkpoint = Assert.Single(new CheckpointFolder(Checkpoints).List());
        Assert.Equal(State, CheckpointFolder.Read(checkpoint, "client"));
    }

    [Fact]
    public void Complete_Again_IsConfirmedAgain()
    {
        Write(epoch: 5);
        ExpectMsg<PartWritten>();
        Complete(epoch: 5);
        ExpectMsg<ManifestWritten>();

        Complete(epoch: 5);

        ExpectMsg(new ManifestWritten(After(5)));
        Assert.Single(new CheckpointFolder(Checkpoints).List());
    }

    [Fact]
    public void Complete_EpochThatWasNeverWritten_Fails()
    {
        Complete(epoch: 5);

        ExpectMsg(new PartFailed(After(5), "nothing has been written here for it."));
        Assert.Empty(new CheckpointFolder(Checkpoints).List());
    }

    [Fact]
    public void Complete_FileWasChanged_FailsAndSaysWhatIsWrong()
    {
        Write(epoch: 5);
        ExpectMsg<PartWritten>();
        File.WriteAllBytes(File5, [1, 2, 3]);

        Complete(epoch: 5);

        var failed = ExpectMsg<PartFailed>();
        Assert.Contains(File5, failed.Reason, StringComparison.Ordinal);
        Assert.Empty(new CheckpointFolder(Checkpoints).List());
    }

    [Fact]
    public void Written_SeveralEpochs_AreCompletedEachByItself()
    {
        Write(epoch: 5);
        Write(epoch: 10);
        ExpectMsg<PartWritten>();
        ExpectMsg<PartWritten>();

        Complete(epoch: 10);

        ExpectMsg(new ManifestWritten(After(10)));
        Assert.Equal([10], new CheckpointFolder(Checkpoints).List().Select(c => c.Place.Epochs));
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }

    private void Write(int epoch) =>
        _actor.Tell(new CheckpointActor.WritePart(After(epoch), () => State, TestActor), _parent.Ref);

    private void Complete(int epoch) => _actor.Tell(
        new CheckpointActor.CompletePart(After(epoch), [After(5), After(10)], TestActor), _parent.Ref);
}
