using SplitLearning.Data.Datasets;
using SplitLearning.Data.Random;

namespace SplitLearning.Actors.Tests.Fakes;

/// <summary>Noise of the form of MNIST; a class is a brighter row.</summary>
internal sealed class TinyDigits(int train, int test) : IDataset
{
    private const int Side = 28;

    public string Description => "seeded noise";

    public int Classes => 10;

    public IReadOnlyList<long> SampleShape => [1, Side, Side];

    public string Fingerprint => "noise";

    public int Count(Phase phase) => phase == Phase.Train ? train : test;

    public IReadOnlyList<byte> Labels(Phase phase) =>
        [.. Enumerable.Range(0, Count(phase)).Select(index => (byte)(index % Classes))];

    /// <summary>Patients of one to four samples; the first ones are of both phases.</summary>
    public IReadOnlyList<string> Patients(Phase phase) =>
        [.. Enumerable.Range(0, Count(phase)).Select(index => $"patient {(int)(1.7 * Math.Sqrt(index))}")];

    public SampleBatch Read(Phase phase, ReadOnlySpan<int> indices)
    {
        var inputs = new float[indices.Length * Side * Side];
        var labels = new long[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            labels[i] = indices[i] % Classes;
            Draw(inputs.AsSpan(i * Side * Side, Side * Side), phase, indices[i]);
        }

        return new SampleBatch(Tensors.Floats([labels.Length, 1, Side, Side], inputs), Tensors.Longs(labels));
    }

    private void Draw(Span<float> pixels, Phase phase, int index)
    {
        var random = SeededRandom.For(1, phase.ToString(), $"{index}");
        foreach (ref var pixel in pixels)
            pixel = (float)random.NextDouble() / 2;
        foreach (ref var pixel in pixels.Slice(index % Classes * Side, Side))
            pixel += 0.5f;
    }
}
