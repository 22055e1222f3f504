using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets.Synthetic.OnDisk;

/// <summary>Scans as grey JPEG files, 512 x 496: <c>train/CNV/CNV-1000001-1.jpeg</c>.</summary>
internal sealed class ScanFiles : ISyntheticForm
{
    private const int Width = 512, Height = 496, Quality = 90;
    private const int ScansOfPatient = 4;

    // Patients for testing are none of those for training.
    private const int FirstTrainPatient = 1_000_001, FirstTestPatient = 9_000_001;

    public long DefaultSeed => SyntheticScans.DefaultSeed;

    public bool HasTestPart => true;

    public void Write(string folder, int train, int test, long seed, CancellationToken stop)
    {
        Write(Path.Combine(folder, "train"), Phase.Train, train, FirstTrainPatient, seed, stop);
        Write(Path.Combine(folder, "test"), Phase.Test, test, FirstTestPatient, seed, stop);
    }

    private static void Write(
        string folder, Phase phase, int count, int firstPatient, long seed, CancellationToken stop)
    {
        foreach (var name in ScansDataset.Kind.Classes)
            Directory.CreateDirectory(Path.Combine(folder, name));
        var drawing = SyntheticScans.DrawingOf(seed, Width, Height);
        ImageWriting.ForAll(count, index =>
        {
            var label = ScansDataset.Kind.Classes[drawing.LabelOf(phase, index)];
            var name = $"{label}-{firstPatient + index / ScansOfPatient}-{1 + index % ScansOfPatient}.jpeg";
            File.WriteAllBytes(Path.Combine(folder, label, name),
                ImageCodec.EncodeJpeg(ImageWriting.Drawn(drawing, phase, index, Width, Height), Quality));
        }, stop);
    }
}
