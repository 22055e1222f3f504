using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SplitLearning.Data.Datasets;

/// <summary>Samples that lie in memory in a compact form and become float32 [B, ...sample shape] when they are read.
/// </summary>
internal abstract class MemoryDataset : IDataset
{
    private readonly int _size;
    private readonly byte[] _trainLabels;
    private readonly byte[] _testLabels;
    private readonly Lazy<string> _fingerprint;

    /// <param name="sampleShape">Shape of one input.</param>
    protected MemoryDataset(
        string description, int classes, IReadOnlyList<long> sampleShape, byte[] trainLabels, byte[] testLabels)
    {
        Description = description;
        Classes = classes;
        SampleShape = sampleShape;
        _size = checked((int)sampleShape.Aggregate(1L, (product, size) => product * size));
        _trainLabels = trainLabels;
        _testLabels = testLabels;
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    public string Description { get; }

    public int Classes { get; }

    public IReadOnlyList<long> SampleShape { get; }

    public string Fingerprint => _fingerprint.Value;

    public IReadOnlyList<BadSample> Skipped { get; init; } = [];

    public int Count(Phase phase) => LabelsOf(phase).Length;

    public SampleBatch Read(Phase phase, ReadOnlySpan<int> indices)
    {
        var inputs = new byte[checked(indices.Length * _size * sizeof(float))];
        var labels = new byte[indices.Length * sizeof(long)];
        var values = MemoryMarshal.Cast<byte, float>(inputs.AsSpan());
        var known = LabelsOf(phase);
        for (var i = 0; i < indices.Length; i++)
        {
            var index = indices[i];
            if ((uint)index >= (uint)known.Length)
                throw new ArgumentOutOfRangeException(nameof(indices), index,
                    $"{Description}: the {phase} phase has samples 0 to {known.Length - 1}");
            Fill(phase, index, values.Slice(i * _size, _size));
            BinaryPrimitives.WriteInt64LittleEndian(labels.AsSpan(i * sizeof(long)), known[index]);
        }

        return new SampleBatch(
            new TensorData([indices.Length, .. SampleShape], TensorDtype.Float32, inputs),
            new TensorData([indices.Length], TensorDtype.Int64, labels));
    }

    /// <summary>Writes the values of one sample.</summary>
    protected abstract void Fill(Phase phase, int index, Span<float> into);

    /// <summary>All samples of a phase as they lie in memory.</summary>
    protected abstract ReadOnlySpan<byte> BytesOf(Phase phase);

    private byte[] LabelsOf(Phase phase) => phase == Phase.Train ? _trainLabels : _testLabels;

    private string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(long)];
        foreach (var size in (long[])[.. SampleShape, Classes, _trainLabels.Length, _testLabels.Length])
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, size);
            hash.AppendData(number);
        }

        foreach (var phase in new[] { Phase.Train, Phase.Test })
        {
            hash.AppendData(BytesOf(phase));
            hash.AppendData(LabelsOf(phase));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
