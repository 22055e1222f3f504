using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Synthetic.OnDisk;

namespace SplitLearning.Data.Tests.Datasets.Synthetic;

public sealed class SyntheticFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mnist", 6, 3, 6, 3)]
    [InlineData("malaria", 40, 0, 36, 4)]
    [InlineData("oct", 12, 6, 12, 6)]
    [InlineData("ecg", 60, 20, 60, 20)]
    [InlineData("cifar10", 12, 6, 12, 6)]
    [InlineData("cifar10", 3, 1, 3, 1)]
    public void Data_Written_AreOpenedAsTheRealOnesAre(
        string workload, int train, int test, int trainRead, int testRead)
    {
        var folder = _folder["out"];

        SyntheticFiles.Write(workload, folder, train, test, seed: 3);

        var data = DatasetCatalog.All.Single(entry => entry.Workload == workload).Open(new() { Folder = folder });
        Assert.DoesNotContain("synthetic", data.Description, StringComparison.Ordinal);
        Assert.InRange(data.Count(Phase.Test), workload == "malaria" ? 1 : testRead, testRead);
        Assert.Equal(trainRead + testRead, data.Count(Phase.Train) + data.Count(Phase.Test));
        Assert.Equal(data.SampleShape, data.Read(Phase.Train, [0, 1]).Inputs.Shape.Skip(1));
        Assert.Equal([folder], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Names_OfScans_AreThoseOfTheRealOnes()
    {
        SyntheticFiles.Write("oct", _folder["out"], train: 3, test: 1, seed: 3);

        Assert.All(Directory.EnumerateFiles(_folder["out/train"], "*", SearchOption.AllDirectories),
            path => Assert.Matches(@"/train/(\w+)/\1-1000001-[1-4]\.jpeg$", path.Replace('\\', '/')));
    }

    [Fact]
    public void Folder_NotEmpty_IsLeftAlone()
    {
        _folder.Write("out/mine.txt", 1);

        var error = Assert.Throws<IOException>(() => SyntheticFiles.Write("ecg", _folder["out"], 2, 1, seed: 3));

        Assert.Equal("the folder is not empty; name one that is, or that does not exist", error.Message);
        Assert.Equal([_folder["out/mine.txt"]], Directory.EnumerateFiles(_folder["out"]));
    }

    [Fact]
    public void Folder_Empty_IsFilled()
    {
        Directory.CreateDirectory(_folder["out"]);

        SyntheticFiles.Write("ecg", _folder["out"], 2, 1, seed: 3);

        Assert.Equal(2, Directory.EnumerateFiles(_folder["out"]).Count());
    }

    [Theory]
    [InlineData("malaria")]
    [InlineData("ecg")]
    [InlineData("cifar10")]
    public void Writing_Stopped_LeavesNothing(string workload)
    {
        Assert.ThrowsAny<OperationCanceledException>(() => SyntheticFiles.Write(
            workload, _folder["out"], 4, 2, seed: 3, new CancellationToken(canceled: true)));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
