using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models.State;

namespace SplitLearning.Actors.Tests.Snapshots;

public sealed class HeldStatesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HeldStates _held = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keep_ThirdState_OnlyTheNewestTwoAreHeld()
    {
        Keep(1);
        Keep(2);
        Keep(3);

        Assert.Equal([HashOf(2), HashOf(3)], _held.Hashes);
        Assert.Null(_held.Find(HashOf(1)));
    }

    [Fact]
    public void Keep_StateAgain_IsTheNewestFromThenOn()
    {
        Keep(1);
        Keep(2);
        Keep(1);
        Keep(3);

        Assert.Equal([HashOf(1), HashOf(3)], _held.Hashes);
    }

    [Fact]
    public void Hashes_StateInMemoryAndOnDisk_IsNamedOnce()
    {
        KeepFile(1);
        Keep(1);

        Assert.Equal([HashOf(1)], _held.Hashes);
    }

    [Fact]
    public void KeepFiles_OtherFiles_TheFormerOnesAreGivenUp()
    {
        KeepFile(1);
        KeepFile(2);

        Assert.Null(_held.Find(HashOf(1)));
        Assert.Equal([2, 2, 2], _held.Find(HashOf(2))!().ToArray());
    }

    [Fact]
    public void Find_FileWasChanged_IsRefusedAndNotHeldAnyMore()
    {
        var path = KeepFile(1);
        File.WriteAllBytes(path, [1, 1, 2]);

        var error = Assert.Throws<StateException>(() => _held.Find(HashOf(1))!());

        Assert.Equal($"{path}: expected SHA-256 {HashOf(1).Hex}, found {StateHash.Of([1, 1, 2]).Hex}", error.Message);
        Assert.Empty(_held.Hashes);
    }

    [Fact]
    public void Find_FileHasGone_IsRefusedAndNotHeldAnyMore()
    {
        var path = KeepFile(1);
        var read = _held.Find(HashOf(1))!;
        File.Delete(path);

        Assert.StartsWith($"Cannot read {path}: ", Assert.Throws<StateException>(() => read()).Message);

        Assert.Null(_held.Find(HashOf(1)));
    }

    [Fact]
    public void Read_StateOnDisk_GivesTheRangeAndTheWholeSize()
    {
        KeepFile(7);

        var (bytes, total) = _held.Read(HashOf(7), offset: 1, length: 10)!.Value;

        Assert.Equal([7, 7], bytes.ToArray());
        Assert.Equal(3, total);
    }

    [Fact]
    public void BeginRun_SameRun_KeepsWhatIsHeld()
    {
        _held.BeginRun("run-1");
        Keep(1);
        _held.Note(new TurnId(5));

        _held.BeginRun("run-1");

        Assert.Equal([HashOf(1)], _held.Hashes);
        Assert.Equal((5, 2), (_held.LastTurn, _held.Lives));
    }

    [Fact]
    public void BeginRun_OtherRun_DropsWhatIsHeld()
    {
        _held.BeginRun("run-1");
        Keep(1);
        KeepFile(2);
        _held.Note(new TurnId(5));

        _held.BeginRun("run-2");

        Assert.Empty(_held.Hashes);
        Assert.Equal((0, 2), (_held.LastTurn, _held.Lives));
    }

    [Fact]
    public void Note_LowerTurn_DoesNotCount()
    {
        _held.Note(new TurnId(5));
        _held.Note(new TurnId(3));

        Assert.Equal(5, _held.LastTurn);
    }

    private static byte[] StateOf(byte value) => [value, value, value];

    private static StateHash HashOf(byte value) => StateHash.Of(StateOf(value));

    private void Keep(byte value) => _held.Keep(HashOf(value), StateOf(value));

    private string KeepFile(byte value)
    {
        var path = Path.Combine(_folder.Path, $"{value}.safetensors");
        File.WriteAllBytes(path, StateOf(value));
        _held.KeepFiles(new Dictionary<StateHash, string> { [HashOf(value)] = path });
        return path;
    }
}
