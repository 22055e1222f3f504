using SplitLearning.Data.Tests;
using SplitLearning.Models.State;

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

        Assert.Equal(5, checkpoint.Epoch);
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
        _folder.Write(5, "server", [1, 2, 3]);

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

        Assert.Equal([5, 10, 10_000], _folder.List().Select(checkpoint => checkpoint.Epoch));
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

        Assert.Equal([5], left.Select(checkpoint => checkpoint.Epoch));
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

        Assert.Equal(10, newest?.Epoch);
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
        Assert.EndsWith("expected epoch 6, as its folder says, found 5", message, StringComparison.Ordinal);
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
        var part = _folder.Write(5, "server", [1, 2, 3]);
        _root.Write("checkpoints/epoch-0005/server.safetensors", 1, 2, 4);

        Assert.Throws<StateException>(() => _folder.Complete(5, Plan, [part]));

        Assert.Empty(_folder.List());
    }

    [Theory]
    [InlineData("../server")]
    [InlineData("a/b")]
    [InlineData("")]
    public void Part_NotAPlainName_IsRefused(string part) =>
        Assert.Throws<ArgumentException>(() => _folder.Write(5, part, [1]));

    [Fact]
    public void Read_PartThatIsNotThere_NamesThoseThatAre()
    {
        var checkpoint = Put(epoch: 5);

        var error = Assert.Throws<StateException>(() => CheckpointFolder.Read(checkpoint, "agent"));

        Assert.Equal($"{checkpoint.Folder}: expected a part 'agent', found server.safetensors, client.safetensors",
            error.Message);
    }

    private Checkpoint Put(int epoch)
    {
        var server = _folder.Write(epoch, "server", [1, 2, 3]);
        var client = _folder.Write(epoch, "client", [(byte)epoch]);
        return _folder.Complete(epoch, Plan, [server, client]);
    }
}
