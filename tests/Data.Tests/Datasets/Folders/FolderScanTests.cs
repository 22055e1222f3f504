using SplitLearning.Data.Datasets.Folders;

namespace SplitLearning.Data.Tests.Datasets.Folders;

public sealed class FolderScanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ClassFolders_Scanned_GiveLabelsInOrdinalOrder()
    {
        Put("ill/b.png", "healthy/a.PNG", "ill/C101P62ThinF_x_1.jpg", "healthy/.hidden.png", "healthy/notes.txt");

        var scan = Scan(TestKinds.Cells);

        Assert.Null(scan.Test);
        Assert.Empty(scan.Bad);
        Assert.Equal(
            [
                new("healthy/a.PNG", 0, 1, null), new("ill/C101P62ThinF_x_1.jpg", 1, 1, "P62") { Position = 1 },
                new("ill/b.png", 1, 1, null) { Position = 2 },
            ],
            scan.Train);
    }

    [Fact]
    public void FlatFolder_OfNamedScans_GivesLabelsByName()
    {
        Put("CNV-7-1.jpeg", "NORMAL-8-1.jpeg");

        var scan = Scan(TestKinds.Scans);

        Assert.Null(scan.Test);
        Assert.Equal([("CNV-7-1.jpeg", 1), ("NORMAL-8-1.jpeg", 0)], Pairs(scan.Train));
    }

    [Fact]
    public void TrainAndTest_GivenByFolders_Win()
    {
        Put("train/CNV/CNV-7-1.jpeg", "train/NORMAL/NORMAL-8-1.jpeg", "test/CNV/CNV-7-2.jpeg", "val/CNV/CNV-9-1.jpeg",
            "CNV-5-1.jpeg");

        var scan = Scan(TestKinds.Scans);

        Assert.Equal([("train/CNV/CNV-7-1.jpeg", 1), ("train/NORMAL/NORMAL-8-1.jpeg", 0)], Pairs(scan.Train));
        Assert.Equal([("test/CNV/CNV-7-2.jpeg", 1)], Pairs(scan.Test!));
    }

    [Fact]
    public void TrainAlone_Scanned_IsNoSplit()
    {
        Put("train/CNV/CNV-7-1.jpeg", "train/NORMAL/NORMAL-8-1.jpeg");

        var scan = Scan(TestKinds.Scans);

        Assert.Null(scan.Test);
        Assert.Equal(2, scan.Train.Count);
    }

    [Fact]
    public void FilesOfNoClass_Scanned_AreBadAndSaySo()
    {
        Put("ill/b.png", "strange/a.png");
        _folder.Write("ill/empty.png");

        var scan = Scan(TestKinds.Cells);

        Assert.Equal(
            [
                new(_folder["ill/empty.png"], null, "is empty"),
                new(_folder["strange/a.png"], null, "is of no class: each a folder of images, of healthy, ill"),
            ],
            scan.Bad.OrderBy(bad => bad.File, StringComparer.Ordinal));
        Assert.Equal([("ill/b.png", 1)], Pairs(scan.Train));
    }

    [Fact]
    public void NameAndFolder_ThatDisagree_AreBad()
    {
        Put("NORMAL/CNV-7-1.jpeg");

        var bad = Assert.Single(Scan(TestKinds.Scans).Bad);

        Assert.Equal("is CNV by its name, but lies in the folder NORMAL", bad.Reason);
    }

    private FolderScan Scan(ImageFolderKind kind) => FolderScan.Of(_folder.Path, kind);

    private void Put(params ReadOnlySpan<string> files)
    {
        foreach (var file in files)
            _folder.Write(file, 1);
    }

    private static IEnumerable<(string Path, int Label)> Pairs(IEnumerable<ImageSample> samples) =>
        samples.Select(sample => (sample.RelativePath, sample.Label));
}
