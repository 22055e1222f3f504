using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Datasets.Synthetic;
using SplitLearning.Data.Tests.Datasets.Folders;

namespace SplitLearning.Data.Tests.Datasets;

/// <summary>What datasets say of their samples without reading them.</summary>
public sealed class LabelsAndPatientsTests : IDisposable
{
    private static readonly Phase[] Phases = [Phase.Train, Phase.Test];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Labels_OfEveryKindOfDataset_AreThoseThatAreReadAndNobodyIsNamed() => Assert.All(
        (IDataset[])
        [
            SyntheticDigits.Create(20, 6), SyntheticHeartbeats.Create(20, 6), SyntheticColourImages.Create(20, 6),
            SyntheticCells.Create(20, 6, seed: 1, cacheBytes: 0, side: 32),
            Subset.Of(SyntheticDigits.Create(20, 6), 0.5),
        ],
        data => Assert.All(Phases, phase =>
        {
            Assert.Equal(LabelsRead(data, phase), data.Labels(phase));
            Assert.Null(data.Patients(phase));
        }));

    [Fact]
    public void Folder_WithPatientsInItsNames_NamesThemByIndex()
    {
        string[] files =
        [
            "train/healthy/C1P1_a.png", "train/ill/C1P1_b.png", "train/ill/C2P2_a.png", "train/healthy/nobody.png",
            "test/healthy/C3P3_a.png", "test/ill/C3P3_b.png",
        ];
        foreach (var file in files)
            _folder.Write(file, Pictures.Png(100));

        var data = ImageFolders.Open(_folder.Path, TestKinds.Cells, new());

        Assert.Equal(["P1", "P1", "P2", "train/healthy/nobody.png"], data.Patients(Phase.Train)!.Order());
        Assert.Equal(["P3", "P3"], data.Patients(Phase.Test));
        Assert.All(Phases, phase => Assert.Equal(LabelsRead(data, phase), data.Labels(phase)));
        var ofSecond = data.Patients(Phase.Train)!.Index().Single(entry => entry.Item == "P2").Index;
        Assert.Equal(1, data.Labels(Phase.Train)[ofSecond]);
    }

    [Fact]
    public void Folder_WhoseNamesNameNobody_SaysThatItDoesNotKnow()
    {
        foreach (var file in (string[])["train/healthy/1.png", "train/ill/1.png", "test/healthy/1.png"])
            _folder.Write(file, Pictures.Png(100));

        var data = ImageFolders.Open(_folder.Path, TestKinds.Cells, new());

        Assert.All(Phases, phase => Assert.Null(data.Patients(phase)));
    }

    [Fact]
    public void Subset_OfAFolder_HasThePatientsOfItsSamples()
    {
        for (var i = 0; i < 8; i++)
            _folder.Write($"{(i < 6 ? "train" : "test")}/{(i % 2 == 0 ? "ill" : "healthy")}/C{i}P{i}_.png",
                Pictures.Png(100));
        var whole = ImageFolders.Open(_folder.Path, TestKinds.Cells, new());

        var half = Subset.Of(whole, 0.5);

        Assert.Equal(whole.Patients(Phase.Train)!.Take(3), half.Patients(Phase.Train));
        Assert.Equal(whole.Labels(Phase.Train).Take(3), half.Labels(Phase.Train));
    }

    private static byte[] LabelsRead(IDataset data, Phase phase)
    {
        var all = data.Read(phase, [.. Enumerable.Range(0, data.Count(phase))]).Labels.Bytes.Span;
        return [.. MemoryMarshal.Cast<byte, long>(all).ToArray().Select(label => (byte)label)];
    }
}
