using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Folders;

namespace SplitLearning.Data.Tests.Datasets.Folders;

public sealed class BadSampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BadSampleTests()
    {
        for (var i = 1; i <= 4; i++)
            foreach (var part in new[] { "train/healthy", "train/ill", "test/healthy", "test/ill" })
                _folder.Write($"{part}/{i}.png", Pictures.Png(100));
    }

    public void Dispose() => _folder.Dispose();

    public static TheoryData<byte[], string> Damaged => new()
    {
        { Cut(Pictures.Png(3)), "is a damaged PNG: the file ends early" },
        { Cut(Pictures.Jpeg(3)), "is a damaged JPEG: the file ends early" },
        { [0x47, 0x49, 0x46], "is neither PNG nor JPEG: it begins with 47 49 46" },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void DamagedFile_Read_IsNamedWithTheReason(byte[] content, string reason)
    {
        var path = _folder.Write("train/ill/bad.png", content);
        var data = Open(BadSamplePolicy.Stop);

        var error = Assert.Throws<DatasetException>(() => ReadAll(data));

        Assert.Equal($"{path} {reason}", error.Message);
    }

    [Fact]
    public void EmptyFile_OfAStrictRun_StopsTheOpening()
    {
        var path = _folder.Write("test/ill/bad.png");

        var error = Assert.Throws<DatasetException>(() => Open(BadSamplePolicy.Stop));

        Assert.Equal($"{path} is empty", error.Message);
    }

    [Fact]
    public void FileThatHasGone_Read_IsNamed()
    {
        var data = Open(BadSamplePolicy.Stop);
        File.Delete(_folder["train/ill/2.png"]);

        var error = Assert.Throws<DatasetException>(() => ReadAll(data));

        Assert.StartsWith($"{_folder["train/ill/2.png"]} cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedFiles_Skipped_AreLeftOutAndListed()
    {
        _folder.Write("train/ill/bad1.png", Cut(Pictures.Png(3)));
        _folder.Write("test/ill/bad2.png", [1, 2, 3]);
        _folder.Write("train/ill/bad3.png");
        _folder.Write("train/strange/bad4.png", Pictures.Png(3));

        var data = Open(BadSamplePolicy.Skip);

        Assert.Equal(
            [
                ("bad1.png", "is a damaged PNG: the file ends early"),
                ("bad2.png", "is neither PNG nor JPEG: it begins with 01 02 03"),
                ("bad3.png", "is empty"),
                ("bad4.png", "is of no class: each a folder of images, of healthy, ill"),
            ],
            data.Skipped.Select(bad => (Path.GetFileName(bad.File), bad.Reason)).Order());
        Assert.Equal((8, 8), (data.Count(Phase.Train), data.Count(Phase.Test)));
        ReadAll(data);
    }

    [Fact]
    public void AllTestFiles_Bad_AreAnErrorThatNamesOne()
    {
        foreach (var file in Directory.EnumerateFiles(_folder["test"], "*", SearchOption.AllDirectories))
            File.WriteAllBytes(file, [1, 2, 3]);

        var error = Assert.Throws<DatasetException>(() => Open(BadSamplePolicy.Skip));

        Assert.Contains("no usable images for testing: 8 are bad, such as ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("it begins with 01 02 03", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GoodFiles_LookedAt_AreInTheCacheAlready()
    {
        var data = Open(BadSamplePolicy.Skip);
        Directory.Delete(_folder["train"], recursive: true);

        ReadAll(data);
        Assert.Empty(data.Skipped);
    }

    [Fact]
    public void SkippedSamples_AtOneParty_ChangeTheFingerprint()
    {
        var whole = Open(BadSamplePolicy.Skip).Fingerprint;
        _folder.Write("train/ill/1.png", Cut(Pictures.Png(100)));

        Assert.NotEqual(whole, Open(BadSamplePolicy.Skip).Fingerprint);
    }

    private IDataset Open(BadSamplePolicy policy) =>
        ImageFolders.Open(_folder.Path, TestKinds.Cells, new DatasetOptions { OnBadSample = policy });

    private static byte[] Cut(byte[] file) => file[..^20];

    private static void ReadAll(IDataset data) =>
        data.Read(Phase.Train, Enumerable.Range(0, data.Count(Phase.Train)).ToArray());
}
