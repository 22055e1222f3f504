using SplitLearning.Data.Datasets;
using SplitLearning.Data.Tests.Datasets.Idx;

namespace SplitLearning.Data.Tests.Datasets;

public sealed class DigitsDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mnist_InAUsualPlace_IsOpenedAndSaysSo()
    {
        _folder.Write("data/mnist/train-images-idx3-ubyte", IdxFiles.Images(1));
        _folder.Write("data/mnist/train-labels-idx1-ubyte", IdxFiles.Labels(7));
        _folder.Write("data/mnist/t10k-images-idx3-ubyte", IdxFiles.Images(1));
        _folder.Write("data/mnist/t10k-labels-idx1-ubyte", IdxFiles.Labels(1));

        var data = DigitsDataset.Open(null, new DatasetLocator(_folder.Path, null));

        Assert.Equal($"MNIST from {_folder["data/mnist"]}", data.Description);
    }

    [Fact]
    public void Mnist_Nowhere_IsReplacedBySyntheticDigitsWhichSaySo()
    {
        var data = DigitsDataset.Open(null, new DatasetLocator(_folder.Path, null), train: 6, test: 1);

        Assert.Equal("synthetic digits (6 + 1, seed 1998), not MNIST", data.Description);
        Assert.Equal((6, 1), (data.Count(Phase.Train), data.Count(Phase.Test)));
    }
}
