using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Partitioning.Federated;

/// <summary>
/// A dataset whose phases do not matter: its training samples have the indices from 0, behind them its test samples.
/// </summary>
/// <remarks>Clients divide what they have themselves. Safe for several threads.</remarks>
public sealed class PooledSamples
{
    private readonly IDataset _data;
    private readonly int _train;
    private long _batchesRead;

    /// <param name="data">Stays the caller's.</param>
    public PooledSamples(IDataset data)
    {
        _data = data;
        _train = data.Count(Phase.Train);
        Labels = [.. data.Labels(Phase.Train), .. data.Labels(Phase.Test)];
    }

    /// <summary>Number of samples of both phases.</summary>
    public int Count => Labels.Count;

    /// <summary>How often samples were read.</summary>
    public long BatchesRead => Interlocked.Read(ref _batchesRead);

    /// <summary>Class of every sample.</summary>
    public IReadOnlyList<byte> Labels { get; }

    /// <summary>Reads the samples at these indices, in this order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not below <see cref="Count"/>.</exception>
    /// <exception cref="DatasetException">A sample is damaged or cannot be read.</exception>
    public SampleBatch Read(ReadOnlySpan<int> pooledIndices)
    {
        Interlocked.Increment(ref _batchesRead);
        List<int> train = [], test = [];
        foreach (var index in pooledIndices)
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(pooledIndices), index,
                    $"{_data.Description}: pooled samples are 0 to {Count - 1}");
            else if (index < _train)
                train.Add(index);
            else
                test.Add(index - _train);
        if (test.Count == 0)
            return _data.Read(Phase.Train, train.ToArray());
        if (train.Count == 0)
            return _data.Read(Phase.Test, test.ToArray());
        var (ofTrain, ofTest) = (_data.Read(Phase.Train, train.ToArray()), _data.Read(Phase.Test, test.ToArray()));
        bool[] fromTrain = [.. pooledIndices.ToArray().Select(index => index < _train)];
        return new SampleBatch(
            Merged(fromTrain, ofTrain.Inputs, ofTest.Inputs), Merged(fromTrain, ofTrain.Labels, ofTest.Labels));
    }

    /// <param name="fromFirst">For each sample whether it is the next of the first or of the second tensor.</param>
    private static TensorData Merged(bool[] fromFirst, TensorData first, TensorData second)
    {
        var bytes = new byte[first.Bytes.Length + second.Bytes.Length];
        var size = bytes.Length / fromFirst.Length;
        var (ofFirst, ofSecond) = (0, 0);
        for (var i = 0; i < fromFirst.Length; i++)
        {
            var sample = fromFirst[i]
                ? first.Bytes.Slice(ofFirst++ * size, size)
                : second.Bytes.Slice(ofSecond++ * size, size);
            sample.Span.CopyTo(bytes.AsSpan(i * size));
        }

        return new TensorData([fromFirst.Length, .. first.Shape.Skip(1)], first.Dtype, bytes);
    }
}
