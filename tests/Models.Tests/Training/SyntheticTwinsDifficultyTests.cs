using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Synthetic;
using SplitLearning.Models.Architectures;

namespace SplitLearning.Models.Tests.Training;

/// <summary>Synthetic data must be worth a network: they can be learnt, but not by one linear layer.</summary>
/// <remarks>Fewer and smaller images than a run draws, and small networks, so that it takes seconds.</remarks>
public sealed class SyntheticTwinsDifficultyTests
{
    private const int CellSide = 64, ScanSide = 96;

    private static readonly IDataset Beats = SyntheticHeartbeats.Create(train: 8000, test: 2000);
    private static readonly IDataset Colours = SyntheticColourImages.Create(train: 4000, test: 500);

    [Fact]
    public void Heartbeats_Mlp_ReachesTheWorkloadsAccuracy()
    {
        var confusion = Difficulty.Measure(Beats, Mlp.Architecture.Layers, epochs: 4, learningRate: 0.001);

        Assert.InRange(confusion.Accuracy, 0.965, 1);
        Assert.InRange(Difficulty.BalancedAccuracy(confusion), 0.75, 1);
    }

    // Ten points below the network at least. Guessing the most frequent class is right in 83 of 100, so the classes'
    // mean recall tells more.
    [Fact]
    public void Heartbeats_LinearModel_MissesTheRareClasses()
    {
        var confusion = Difficulty.Measure(Beats, Difficulty.Linear(187, 5), epochs: 4, learningRate: 0.01);

        Assert.InRange(confusion.Accuracy, 0.8, 0.865);
        Assert.InRange(Difficulty.BalancedAccuracy(confusion), 0.19, 0.3);
    }

    [Fact]
    public void ColourImages_Convolutions_LearnTheShapes() => Assert.InRange(Difficulty.Measure(
        Colours, Difficulty.Convolutions(3, 32, 10, 16, 32, 48), epochs: 5, learningRate: 0.001).Accuracy, 0.75, 1);

    [Fact]
    public void ColourImages_LinearModel_LearnsLittle() => Assert.InRange(Difficulty.Measure(
        Colours, Difficulty.Linear(3072, 10), epochs: 3, learningRate: 0.0003).Accuracy, 0.05, 0.4);

    [Fact]
    public void Cells_Convolutions_FindTheParasite() => Assert.InRange(Difficulty.Measure(
        Cells(), Difficulty.Convolutions(3, CellSide, 2, 12, 24, 32, 48), epochs: 4, learningRate: 0.001).Accuracy,
        0.85, 1);

    [Fact]
    public void Cells_LinearModel_DoesNotFindIt() => Assert.InRange(Difficulty.Measure(
        Cells(), Difficulty.Linear(3 * CellSide * CellSide, 2), epochs: 4, learningRate: 0.0003).Accuracy, 0.35, 0.68);

    [Fact]
    public void Scans_Convolutions_TellTheFourKinds() => Assert.InRange(Difficulty.Measure(
        Scans(), Difficulty.Convolutions(1, ScanSide, 4, 12, 24, 32, 48), epochs: 5, learningRate: 0.001).Accuracy,
        0.7, 1);

    [Fact]
    public void Scans_LinearModel_DoesNotTellThem() => Assert.InRange(Difficulty.Measure(
        Scans(), Difficulty.Linear(ScanSide * ScanSide, 4), epochs: 5, learningRate: 0.0003).Accuracy, 0.15, 0.45);

    private static IDataset Cells() =>
        SyntheticCells.Create(train: 1500, test: 300, SyntheticCells.DefaultSeed, 1 << 30, CellSide);

    private static IDataset Scans() =>
        SyntheticScans.Create(train: 1200, test: 300, SyntheticScans.DefaultSeed, 1 << 30, ScanSide);
}
