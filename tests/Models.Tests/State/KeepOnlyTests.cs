using SplitLearning.Data.Tests;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Tests.State;

public sealed class KeepOnlyTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly CheckpointFolder _folder;

    public KeepOnlyTests() => _folder = new CheckpointFolder(_root["checkpoints"]);

    public void Dispose() => _root.Dispose();

    [Fact]
    public void OtherCheckpoints_CompleteOnes_AreDeletedWithTheirFolders()
    {
        Put(new(5, 0), new(5, 2), new(10, 0), new(15, 0));

        _folder.KeepOnly([new(5, 2), new(10, 0)]);

        Assert.Equal(["epoch-0005-turn-02", "epoch-0010"], Names());
        Assert.Equal([new(5, 2), new(10, 0)], _folder.List().Select(checkpoint => checkpoint.Place));
    }

    [Fact]
    public void IncompleteOnes_OlderThanTheNewestKept_AreDeletedAndLaterOnesStay()
    {
        Put(new CheckpointPlace(10, 0));
        _folder.Write(new(5, 0), "server", [1]);
        _folder.Write(new(10, 1), "server", [1]);
        _root.Write("checkpoints/notes/mine.txt", 1);

        _folder.KeepOnly([new(10, 0)]);

        Assert.Equal(["epoch-0010", "epoch-0010-turn-01", "notes"], Names());
    }

    [Fact]
    public void NothingThere_KeptOnly_IsNoError() => _folder.KeepOnly([new(5, 0)]);

    [Fact]
    public void Manifest_ThatCannotBeDeleted_IsNamedAndTheCheckpointStaysWhole()
    {
        Put(new(5, 0), new(10, 0));
        // Not even root deletes a folder in a file's place: it stands for every manifest that stays.
        var manifest = _root["checkpoints/epoch-0005/manifest.json"];
        var content = File.ReadAllBytes(manifest);
        File.Delete(manifest);
        Directory.CreateDirectory(manifest);
        _folder.Write(new(7, 0), "server", [1]);

        var error = Assert.Throws<StateException>(() => _folder.KeepOnly([new(10, 0)]));

        Assert.StartsWith($"Cannot delete {_root["checkpoints/epoch-0005"]}: ", error.Message);
        Assert.True(File.Exists(_root["checkpoints/epoch-0005/server.safetensors"]));
        Directory.Delete(manifest);
        File.WriteAllBytes(manifest, content);
        Assert.Equal([new(5, 0), new(10, 0)], _folder.List().Select(checkpoint => checkpoint.Place));
    }

    [Fact]
    public void Keeper_OfARunThatWasTakenBack_DropsTheLaterCourse()
    {
        var keeper = new CheckpointKeeper(new(KeepLast: 1, KeepBest: true), [new(1, 0.9), new(2, 0.5)]);
        Put(new(1, 0), new(2, 0), new(9, 0));

        keeper.Tested(3, 0.9);
        Put(new CheckpointPlace(3, 0));
        keeper.Tidy(_folder, new(3, 0));

        Assert.Equal(["epoch-0001", "epoch-0003"], Names());
    }

    private IEnumerable<string> Names() => Directory.EnumerateFileSystemEntries(_folder.Path)
        .Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    private void Put(params CheckpointPlace[] places)
    {
        foreach (var place in places)
            _folder.Complete(place, Plans.Small(), [_folder.Write(place, "server", [(byte)place.Turns])]);
    }
}
