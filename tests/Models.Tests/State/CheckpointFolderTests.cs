using SplitLearning.Data.Tests;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.State;

public sealed class CheckpointFolderTests : IDisposable
{
    private static readonly TrainingPlan Plan = Plans.Small();

    private readonly TemporaryFolder _root = new();
    private readonly CheckpointFolder _folder;

    public CheckpointFolderTests() => _folder = new CheckpointFolder(_root["checkpoints"]);

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Folder_NotThereYet_HasNoCheckpoints() => Assert.Empty(_folder.List());

    [Fact]
    public void Checkpoint_Completed_IsListedWithFilesHashesAndPlan()
    {
        var written = Put(epoch: 5);

        var checkpoint = Assert.Single(_folder.List());

        Assert.Equal(new CheckpointPlace(5, 0), checkpoint.Place);
        Assert.Equal(_root["checkpoints/epoch-0005"], checkpoint.Folder);
        Assert.Equal(Plan.Sha256(), checkpoint.PlanSha256);
        Assert.Equal(written.Parts, checkpoint.Parts);
        Assert.Equal(
        [
            new("server.safetensors", 3, "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81"),
            new("client.safetensors", 1, "e77b9a9ae9e30b0dbdb6f510a264ef9de781501d7b6b92ae89eb059c5ab743db"),
        ], checkpoint.Parts);
        Assert.Equal(
        [
            _root["checkpoints/epoch-0005/server.safetensors"], _root["checkpoints/epoch-0005/client.safetensors"],
            _root["checkpoints/epoch-0005/manifest.json"],
        ], checkpoint.Files);
        Assert.All(checkpoint.Files, file => Assert.True(File.Exists(file), file));
        Assert.Equal([5], CheckpointFolder.Read(checkpoint, "client"));
    }

    [Fact]
    public void Checkpoint_WithoutManifest_DoesNotExistYet()
    {
        List<string> damaged = [];
        _folder.Write(CheckpointPlace.AfterEpoch(5), "server", [1, 2, 3]);

        Assert.Empty(_folder.List(damaged.Add));
        Assert.Empty(damaged);
    }

    [Fact]
    public void Checkpoints_OfManyEpochs_AreListedOldestFirst()
    {
        foreach (var epoch in new[] { 10_000, 5, 10 })
            Put(epoch);
        Directory.CreateDirectory(_root["checkpoints/epoch-x"]);
        _root.Write("checkpoints/note.txt", 1);

        Assert.Equal([5, 10, 10_000], _folder.List().Select(checkpoint => checkpoint.Place.Epochs));
    }

    [Theory]
    [InlineData("server.safetensors", new byte[] { 1, 2, 4 }, "expected SHA-256 039058c6")]
    [InlineData("server.safetensors", new byte[] { 1, 2 }, "expected 3 bytes, found 2")]
    [InlineData("manifest.json", new byte[0], "not a manifest")]
    [InlineData("manifest.json", new byte[] { (byte)'{', (byte)'}' }, "not a manifest")]
    public void File_TornOrChanged_IsToldAndTheOneBeforeIsLeft(string file, byte[] content, string expected)
    {
        List<string> damaged = [];
        Put(epoch: 5);
        Put(epoch: 10);
        var path = _root.Write($"checkpoints/epoch-0010/{file}", content);

        var left = _folder.List(damaged.Add);

        Assert.Equal([5], left.Select(checkpoint => checkpoint.Place.Epochs));
        var message = Assert.Single(damaged);
        Assert.StartsWith($"{path}: {expected}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Newest_OfSeveral_IsTheLastThatIsWholeAndOlderOnesAreNotRead()
    {
        List<string> damaged = [];
        foreach (var epoch in new[] { 5, 10, 15 })
            Put(epoch);
        _root.Write("checkpoints/epoch-0005/server.safetensors", 1);
        _root.Write("checkpoints/epoch-0015/server.safetensors", 1);

        var newest = _folder.Newest(damaged.Add);

        Assert.Equal(10, newest?.Place.Epochs);
        Assert.Contains("epoch-0015", Assert.Single(damaged), StringComparison.Ordinal);
    }

    [Fact]
    public void Newest_OfNone_IsNull() => Assert.Null(_folder.Newest());

    [Fact]
    public void Part_Deleted_IsTold()
    {
        List<string> damaged = [];
        Put(epoch: 5);
        File.Delete(_root["checkpoints/epoch-0005/client.safetensors"]);

        Assert.Empty(_folder.List(damaged.Add));
        Assert.Contains("client.safetensors", Assert.Single(damaged), StringComparison.Ordinal);
    }

    [Fact]
    public void Manifest_CopiedToAnotherEpoch_IsTold()
    {
        List<string> damaged = [];
        Put(epoch: 5);
        Directory.Move(_root["checkpoints/epoch-0005"], _root["checkpoints/epoch-0006"]);

        Assert.Empty(_folder.List(damaged.Add));
        var message = Assert.Single(damaged);
        Assert.EndsWith("expected epoch 6, as its folder says, found epoch 5", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Manifest_NamingAFileElsewhere_IsRefused()
    {
        List<string> damaged = [];
        Put(epoch: 5);
        var manifest = _root["checkpoints/epoch-0005/manifest.json"];
        var json = File.ReadAllText(manifest);
        File.WriteAllText(manifest, json.Replace("server.safe", "../server.safe", StringComparison.Ordinal));

        Assert.Empty(_folder.List(damaged.Add));
        var message = Assert.Single(damaged);
        Assert.EndsWith("'../server.safetensors' is not a plain file name", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Complete_PartChangedSinceItWasWritten_Throws()
    {
        var part = _folder.Write(CheckpointPlace.AfterEpoch(5), "server", [1, 2, 3]);
        _root.Write("checkpoints/epoch-0005/server.safetensors", 1, 2, 4);

        Assert.Throws<StateException>(() => _folder.Complete(CheckpointPlace.AfterEpoch(5), Plan, [part]));

        Assert.Empty(_folder.List());
    }

    [Fact]
    public void Checkpoint_BetweenTurns_KeepsClientsHashAndScores()
    {
        var place = new CheckpointPlace(5, 2);
        var scores = new PhaseScores(0.1 + 0.2, Correct: 1, Total: 3, [[1, 0], [2, 0]]);
        var part = _folder.Write(place, "server", [1]);

        _folder.Complete(place, Plan, [part], clientSha256: "c0ffee", scores);

        var read = Assert.Single(_folder.List());
        Assert.Equal((place, "c0ffee"), (read.Place, read.ClientSha256));
        Assert.Equal(_root["checkpoints/epoch-0005-turn-02"], read.Folder);
        Assert.Equal(0.1 + 0.2, read.Phase!.LossSum);
        Assert.Equal([[1, 0], [2, 0]], read.Phase.Confusion);
    }

    [Fact]
    public void Places_BetweenAndAfterTurns_AreListedInTheOrderOfTheRun()
    {
        CheckpointPlace[] places = [new(0, 1), new(0, 12), new(1, 0), new(1, 2), new(10, 0)];
        foreach (var place in places.Reverse())
            Put(place);

        Assert.Equal(places, _folder.List().Select(checkpoint => checkpoint.Place));
        Assert.Equal(places, _folder.Places());
        Assert.Equal(new CheckpointPlace(10, 0), _folder.Newest()?.Place);
    }

    [Fact]
    public void Entries_OfEveryCondition_SayWhatThereIsAndWhatIsWrong()
    {
        Put(epoch: 5);
        Put(epoch: 10);
        var torn = _root.Write("checkpoints/epoch-0010/server.safetensors", 1);
        _folder.Write(new(10, 1), "server", [1, 2]);

        var entries = _folder.Entries();

        Assert.Equal([new(5, 0), new(10, 0), new(10, 1)], entries.Select(entry => entry.Place));
        Assert.Equal([("client.safetensors", 1), ("server.safetensors", 3)], entries[0].Files);
        Assert.Equal((null, false), (entries[0].Damage, entries[0].IsIncomplete));
        Assert.Equal(
            ($"{torn}: expected 3 bytes, found 1", null), (entries[1].Damage, entries[1].Checkpoint));
        Assert.True(entries[2].IsIncomplete);
        Assert.Equal([("server.safetensors", 2)], entries[2].Files);
    }

    [Fact]
    public void Manifest_OfANewerFormat_IsToldAndTheOneBeforeIsLeft()
    {
        List<string> damaged = [];
        Put(epoch: 5);
        Put(epoch: 10);
        var manifest = _root.Write("checkpoints/epoch-0010/manifest.json", [.. "{\"format\":7}"u8]);

        var newest = _folder.Newest(damaged.Add);

        Assert.Equal(5, newest?.Place.Epochs);
        Assert.Equal([$"{manifest}: format 7; the newest that this version reads is 2"], damaged);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 3)]
    [InlineData(1, -1)]
    public void Place_BeforeTheFirstTurn_IsRefused(int epochs, int turns) =>
        Assert.Throws<ArgumentException>(() => _folder.Write(new(epochs, turns), "server", [1]));

    [Theory]
    [InlineData("../server")]
    [InlineData("a/b")]
    [InlineData("")]
    public void Part_NotAPlainName_IsRefused(string part) =>
        Assert.Throws<ArgumentException>(() => _folder.Write(CheckpointPlace.AfterEpoch(5), part, [1]));

    [Fact]
    public void Read_PartThatIsNotThere_NamesThoseThatAre()
    {
        var checkpoint = Put(epoch: 5);

        var error = Assert.Throws<StateException>(() => CheckpointFolder.Read(checkpoint, "agent"));

        Assert.Equal($"{checkpoint.Folder}: expected a part 'agent', found server.safetensors, client.safetensors",
            error.Message);
    }

    private Checkpoint Put(int epoch) => Put(CheckpointPlace.AfterEpoch(epoch));

    private Checkpoint Put(CheckpointPlace place)
    {
        var server = _folder.Write(place, "server", [1, 2, 3]);
        var client = _folder.Write(place, "client", [(byte)place.Epochs]);
        return _folder.Complete(place, Plan, [server, client]);
    }
}
