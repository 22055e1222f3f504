using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Cifar;
using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Datasets.Synthetic;
using SplitLearning.Data.Datasets.Synthetic.OnDisk;
using SplitLearning.Data.Datasets.Tables;
using SplitLearning.Data.Tests.Datasets.Folders;

namespace SplitLearning.Data.Tests.Datasets;

/// <summary>Where datasets say that their samples stand on disk.</summary>
public sealed class PositionsTests : IDisposable
{
    private static readonly Phase[] Phases = [Phase.Train, Phase.Test];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folder_WithTrainAndTest_CountsPathsOfTrainingFirst()
    {
        foreach (var path in (string[])["train/ill/b", "train/healthy/a", "test/ill/d", "test/healthy/c"])
            _folder.Write(path + ".png", Pictures.Png(100));

        var data = ImageFolders.Open(_folder.Path, TestKinds.Cells, new());

        // healthy is label 0, and comes first by path too
        Assert.Equal(data.Labels(Phase.Train).Select(label => (int)label), data.Positions(Phase.Train));
        Assert.Equal(data.Labels(Phase.Test).Select(label => 2 + label), data.Positions(Phase.Test));
    }

    [Fact]
    public void Folder_ThatIsDividedBySeed_CountsAllPathsTogether()
    {
        for (var i = 0; i < 10; i++)
            _folder.Write($"{(i < 5 ? "healthy" : "ill")}/{i}.png", Pictures.Png(100));

        var data = ImageFolders.Open(_folder.Path, TestKinds.Cells, new() { TestFraction = 0.2 });

        Assert.Equal(Enumerable.Range(0, 10), Phases.SelectMany(phase => data.Positions(phase)!).Order());
        Assert.All(Phases, phase => Assert.Equal(
            data.Labels(phase), data.Positions(phase)!.Select(position => (byte)(position < 5 ? 0 : 1))));
    }

    [Theory]
    [InlineData("mnist", null)]
    [InlineData("mnist", 2)]
    [InlineData("ecg", null)]
    [InlineData("ecg", 3)]
    [InlineData("cifar10", null)]
    [InlineData("cifar10", 1)]
    public void Files_OfRecords_HaveAtEachPositionTheSampleThatIsReadFromThere(string workload, int? perClass)
    {
        SyntheticFiles.Write(workload, _folder["data"], train: 40, test: 10, seed: 3);
        var data = DatasetCatalog.Find(workload)!.Open(new() { Folder = _folder["data"], PerClass = perClass });
        var labels = LabelsOnDisk(workload);

        foreach (var phase in Phases)
            Assert.Equal(data.Labels(phase), data.Positions(phase)!.Select(position => labels[position]));
        Assert.Equal(perClass is null ? 50 : data.Count(Phase.Train) + 10,
            Phases.SelectMany(phase => data.Positions(phase)!).Distinct().Count());
    }

    [Fact]
    public void Subset_HasThePositionsOfItsSamples()
    {
        SyntheticFiles.Write("ecg", _folder["data"], train: 8, test: 4, seed: 3);
        var whole = HeartbeatsDataset.Open(new() { Folder = _folder["data"] });

        Assert.Equal(whole.Positions(Phase.Train)!.Take(4), Subset.Of(whole, 0.5).Positions(Phase.Train));
    }

    [Fact]
    public void Samples_ThatAreDrawn_StandNowhere() =>
        Assert.All(Phases, phase => Assert.Null(SyntheticDigits.Create(4, 2).Positions(phase)));

    [Fact]
    public void Rows_OfWhichDamagedOnesWereLeftOut_DoNotSay()
    {
        SyntheticFiles.Write("ecg", _folder["data"], train: 8, test: 4, seed: 3);
        File.AppendAllText(_folder["data/mitbih_train.csv"], "no number\n");

        var data = HeartbeatsDataset.Open(new() { Folder = _folder["data"], OnBadSample = BadSamplePolicy.Skip });

        Assert.Single(data.Skipped);
        Assert.All(Phases, phase => Assert.Null(data.Positions(phase)));
    }

    // Read by the simplest reader there is.
    private List<byte> LabelsOnDisk(string workload) => workload switch
    {
        "mnist" =>
        [
            .. File.ReadAllBytes(_folder["data/train-labels-idx1-ubyte"])[8..],
            .. File.ReadAllBytes(_folder["data/t10k-labels-idx1-ubyte"])[8..],
        ],
        "ecg" =>
        [
            .. File.ReadAllLines(_folder["data/mitbih_train.csv"]).Concat(
                    File.ReadAllLines(_folder["data/mitbih_test.csv"]))
                .Select(line => (byte)double.Parse(line.Split(',')[^1])),
        ],
        _ =>
        [
            .. CifarForm.TrainBatches(_folder["data"]).Append(CifarForm.TestBatchIn(_folder["data"])!)
                .SelectMany(path => File.ReadAllBytes(path).Chunk(CifarReader.RecordSize))
                .Select(record => record[0]),
        ],
    };
}
