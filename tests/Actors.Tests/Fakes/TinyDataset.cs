using SplitLearning.Data.Datasets;

namespace SplitLearning.Actors.Tests.Fakes;

/// <summary>Sample i is the number i (test samples: 100 + i), of class i modulo 3.</summary>
internal sealed class TinyDataset(int train, int test) : IDataset
{
    /// <summary>Reading this training sample fails.</summary>
    public int? Unreadable { get; init; }

    /// <summary>Reading throws what a dataset should not, so many times.</summary>
    public int Defects { get; set; }

    /// <summary>Reading waits for it to be set; null: it does not wait.</summary>
    public ManualResetEventSlim? Gate { get; init; }

    public string Description => $"{train} and {test} numbers";

    public int Classes => 3;

    public IReadOnlyList<long> SampleShape => [1];

    public string Fingerprint { get; init; } = "numbers";

    public int Count(Phase phase) => phase == Phase.Train ? train : test;

    public IReadOnlyList<byte> Labels(Phase phase) =>
        [.. Enumerable.Range(0, Count(phase)).Select(index => (byte)(index % Classes))];

    public SampleBatch Read(Phase phase, ReadOnlySpan<int> indices)
    {
        Gate?.Wait();
        if (Defects > 0)
        {
            Defects--;
            throw new InvalidOperationException("no such device");
        }

        var inputs = new float[indices.Length];
        var labels = new long[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(indices[i], Count(phase));
            if (phase == Phase.Train && indices[i] == Unreadable)
                throw new DatasetException($"numbers.bin: sample {indices[i]} is torn");
            inputs[i] = phase == Phase.Train ? indices[i] : 100 + indices[i];
            labels[i] = indices[i] % Classes;
        }

        return new SampleBatch(Tensors.Floats([inputs.Length, 1], inputs), Tensors.Longs(labels));
    }
}
