using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Folders;

namespace SplitLearning.Data.Tests.Datasets.Folders;

/// <summary>From the options to the dataset: real images where they are, else synthetic ones.</summary>
public sealed class FindingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NoImages_AnywhereUsual_AreDrawn()
    {
        var (cells, scans) = (CellsDataset.Open(new(), Locator()), ScansDataset.Open(new(), Locator()));

        Assert.StartsWith("synthetic cells", cells.Description, StringComparison.Ordinal);
        Assert.Equal(2, cells.Classes);
        Assert.Equal([3, 224, 224], cells.SampleShape);
        Assert.StartsWith("synthetic scans", scans.Description, StringComparison.Ordinal);
        Assert.Equal(4, scans.Classes);
        Assert.Equal([1, 256, 256], scans.SampleShape);
    }

    [Fact]
    public void ImagesInAUsualPlace_Opened_ComeFromThere()
    {
        for (var i = 0; i < 20; i++)
            _folder.Write($"data/malaria/{(i % 2 == 0 ? "Uninfected" : "Parasitized")}/C{i}.png", Pictures.Png(9));

        var cells = CellsDataset.Open(new(), Locator());

        Assert.Equal(
            $"malaria cells from {_folder["data/malaria"]} (test patients chosen by seed)", cells.Description);
        Assert.Equal((18, 2), (cells.Count(Phase.Train), cells.Count(Phase.Test)));
    }

    [Fact]
    public void FlatFolderOfScans_Named_IsOpened()
    {
        foreach (var name in ScansDataset.Kind.Classes)
            for (var patient = 1; patient <= 10; patient++)
                _folder.Write($"scans/{name}-{patient}-1.jpeg", Pictures.Jpeg(9));

        var scans = ScansDataset.Open(new() { Folder = _folder["scans"] }, Locator());

        Assert.Equal((36, 4), (scans.Count(Phase.Train), scans.Count(Phase.Test)));
    }

    [Fact]
    public void NamedFolder_LackingAClass_IsAnErrorThatNamesIt()
    {
        _folder.Write("cells/Uninfected/a.png", Pictures.Png(9));

        var error = Assert.Throws<DatasetException>(
            () => CellsDataset.Open(new() { Folder = _folder["cells"] }, Locator()));

        Assert.Equal(
            $"Data folder '{_folder["cells"]}' lacks Parasitized " +
            "(each a folder of images, there or in its sub-folder malaria)", error.Message);
    }

    [Fact]
    public void ColourImages_OfTrainAndTest_AreOpened()
    {
        foreach (var name in ColourImageFolder.Kind.Classes)
            foreach (var part in (string[])["train", "test"])
                _folder.Write($"cifar10/{part}/{name}/0000.jpg", Pictures.Jpeg(9, channels: 3));

        var home = Locator().Find(_folder.Path, ColourImageFolder.Kind)!;
        var images = ColourImageFolder.Open(home, new());

        Assert.Equal((10, 10), (images.Count(Phase.Train), images.Count(Phase.Test)));
        Assert.Equal([1, 3, 32, 32], images.Read(Phase.Test, [9]).Inputs.Shape);
    }

    // The usual place ../shared/data would be beside the temporary folder.
    private DatasetLocator Locator() => new(_folder.Path, environmentFolder: null);
}
