using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Images;
using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic.OnDisk;

/// <summary>Cells as PNG files of any size in folders of their classes, patients in their names.</summary>
internal sealed class CellFiles : ISyntheticForm
{
    private const int CellsOfPatient = 20, LeastPatients = 20;
    private const int LeastSide = 110, MostSide = 190;

    public long DefaultSeed => SyntheticCells.DefaultSeed;

    public bool HasTestPart => false;

    public void Write(string folder, int train, int test, long seed, CancellationToken stop)
    {
        foreach (var name in CellsDataset.Kind.Classes)
            Directory.CreateDirectory(Path.Combine(folder, name));
        // Enough of them in a small set too: a share of the patients, none of them in part, is tested with.
        var patients = Math.Max(Math.Min(train, LeastPatients), train / CellsOfPatient);
        ImageWriting.ForAll(train, index =>
        {
            var random = SeededRandom.For(seed, "synthetic cell file", $"{index}");
            var side = LeastSide + random.NextInt(MostSide - LeastSide + 1);
            var drawing = SyntheticCells.DrawingOf(seed, side);
            var label = CellsDataset.Kind.Classes[drawing.LabelOf(Phase.Train, index)];
            var patient = 1 + index % patients;
            var name = $"C{patient + 39}P{patient}ThinF_IMG_20180101_120000_cell_{index + 1}.png";
            File.WriteAllBytes(Path.Combine(folder, label, name),
                ImageCodec.EncodePng(ImageWriting.Drawn(drawing, Phase.Train, index, side, side)));
        }, stop);
    }
}
