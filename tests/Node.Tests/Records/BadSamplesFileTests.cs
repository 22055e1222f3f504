using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Records;

public sealed class BadSamplesFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NothingLeftOut_Written_MakesNoFile()
    {
        Assert.Null(BadSamplesFile.Write(_folder.Path, [], who: ""));

        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public void SamplesLeftOut_Written_AreRowsOfTheFile()
    {
        var folder = Path.Combine(_folder.Path, "run", "agent-1");

        var notice = BadSamplesFile.Write(
            folder,
            [new("/data/a.png", null, "is empty"), new("/data/b, c.csv", 12, "expected 188 values, found \"x\"")],
            who: "agent-1: ");

        var path = Path.Combine(folder, "bad-samples.csv");
        Assert.Equal($"agent-1: 2 bad samples are left out: see {path}", notice?.Text);
        Assert.Equal(
            "file,row,reason\n/data/a.png,,is empty\n\"/data/b, c.csv\",12,\"expected 188 values, found \"\"x\"\"\"\n",
            File.ReadAllText(path));
    }

    [Fact]
    public void OneSampleLeftOut_Written_IsToldInTheSingular() =>
        Assert.StartsWith("1 bad sample is left out: ", BadSamplesFile.Write(
            _folder.Path, [new("/data/a.png", null, "is empty")], who: "")?.Text, StringComparison.Ordinal);

    [Fact]
    public void FolderThatIsAFile_Written_IsAStorageErrorThatNamesIt()
    {
        var file = _folder.Write("runs", "");

        var thrown = Assert.Throws<NodeFailureException>(
            () => BadSamplesFile.Write(file, [new("a.png", null, "is empty")], who: ""));

        Assert.Equal(ExitCode.Storage, thrown.Code);
        Assert.Contains(file, thrown.Message);
    }
}
