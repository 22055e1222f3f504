using System.Runtime.InteropServices;
using SplitLearning.Data;
using SplitLearning.Data.Datasets;

namespace SplitLearning.Models.Tests.Federated;

/// <summary>Samples of two classes as they stand in a test; all are training samples.</summary>
internal sealed class PlainData(IReadOnlyList<float[]> rows, IReadOnlyList<byte> labels) : IDataset
{
    public string Description => "plain";

    public int Classes => 2;

    public IReadOnlyList<long> SampleShape => [rows[0].Length];

    public string Fingerprint => "plain";

    public int Count(Phase phase) => Labels(phase).Count;

    public IReadOnlyList<byte> Labels(Phase phase) => phase == Phase.Train ? labels : [];

    public SampleBatch Read(Phase phase, ReadOnlySpan<int> indices)
    {
        int[] chosen = [.. indices];
        float[] values = [.. chosen.SelectMany(index => rows[index])];
        long[] classes = [.. chosen.Select(index => (long)labels[index])];
        return new SampleBatch(
            new TensorData([chosen.Length, rows[0].Length], TensorDtype.Float32,
                MemoryMarshal.AsBytes(values.AsSpan()).ToArray()),
            new TensorData([chosen.Length], TensorDtype.Int64, MemoryMarshal.AsBytes(classes.AsSpan()).ToArray()));
    }
}
