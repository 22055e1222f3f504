using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Folders;

namespace SplitLearning.Data.Tests.Datasets.Folders;

/// <summary>The samples of the real sets, if they are there.</summary>
public sealed class RealImagesTests
{
    [RealImagesFact("malaria")]
    public void Cells_Opened_AreReadWholeWithoutABadOne()
    {
        var data = Open(CellsDataset.Kind);

        Assert.Empty(data.Skipped);
        Assert.Equal([3, 224, 224], data.SampleShape);
        AssertReadable(data);
    }

    [RealImagesFact("oct")]
    public void Scans_Opened_AreReadWholeWithoutABadOne()
    {
        var data = Open(ScansDataset.Kind);

        Assert.Empty(data.Skipped);
        Assert.Equal([1, 256, 256], data.SampleShape);
        AssertReadable(data);
    }

    private static IDataset Open(ImageFolderKind kind) =>
        ImageFolders.Open(RealData.Find(kind)!, kind, new() { OnBadSample = BadSamplePolicy.Skip });

    private static void AssertReadable(IDataset data)
    {
        var (train, test) = (data.Count(Phase.Train), data.Count(Phase.Test));
        Assert.InRange(test, (train + test) / 20, (train + test) / 5);
        var batch = data.Read(Phase.Test, Enumerable.Range(0, test).ToArray());
        Assert.Equal(
            data.Classes, MemoryMarshal.Cast<byte, long>(batch.Labels.Bytes.Span).ToArray().Distinct().Count());
        Assert.Equal(-1, MemoryMarshal.Cast<byte, float>(batch.Inputs.Bytes.Span).IndexOfAnyExceptInRange(-1, 1));
    }
}
