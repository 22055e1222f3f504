using SplitLearning.Data.Tests;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Tests.State;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void File_Written_IsThereWithItsFolderAndNothingElse()
    {
        AtomicFile.Write(_folder["a/b/file"], [1, 2, 3]);

        Assert.Equal([1, 2, 3], File.ReadAllBytes(_folder["a/b/file"]));
        Assert.Equal([_folder["a/b/file"]], Directory.GetFileSystemEntries(_folder["a/b"]));
    }

    [Fact]
    public void File_WrittenAgain_IsReplaced()
    {
        AtomicFile.Write(_folder["file"], [1, 2, 3]);

        AtomicFile.Write(_folder["file"], [4]);

        Assert.Equal([4], File.ReadAllBytes(_folder["file"]));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Rename_Failing_LeavesNothingBehindAndNamesTheFile()
    {
        Directory.CreateDirectory(_folder["file"]);

        var error = Assert.Throws<StateException>(() => AtomicFile.Write(_folder["file"], [1]));

        Assert.StartsWith($"Cannot write {_folder["file"]}: ", error.Message, StringComparison.Ordinal);
        Assert.Equal([_folder["file"]], Directory.GetFileSystemEntries(_folder.Path));
        Assert.Empty(Directory.GetFileSystemEntries(_folder["file"]));
    }

    [Fact]
    public void Folder_ThatIsAFile_IsAnErrorThatNamesBoth()
    {
        _folder.Write("taken", 1);

        var error = Assert.Throws<StateException>(() => AtomicFile.Write(_folder["taken/file"], [1]));

        Assert.StartsWith($"Cannot write {_folder["taken/file"]}: ", error.Message, StringComparison.Ordinal);
        Assert.Equal([1], File.ReadAllBytes(_folder["taken"]));
    }

    [Fact]
    public void Write_FailingInANewFolder_LeavesNoFolderEither()
    {
        // Longer than any file system's names.
        var path = _folder["new/folder/" + new string('x', 300)];

        var error = Assert.Throws<StateException>(() => AtomicFile.Write(path, [1]));

        Assert.StartsWith($"Cannot write {path}: ", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }
}
