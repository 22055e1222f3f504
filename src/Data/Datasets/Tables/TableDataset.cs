using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SplitLearning.Data.Datasets.Tables;

/// <summary>Rows of numbers in memory: float32 [B, columns], as they are.</summary>
internal sealed class TableDataset : IDataset
{
    private readonly TableRows _train;
    private readonly TableRows _test;
    private readonly Lazy<string> _fingerprint;

    public TableDataset(string description, int classes, TableRows train, TableRows test)
    {
        Description = description;
        Classes = classes;
        SampleShape = [train.Columns];
        _train = train;
        _test = test;
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    public string Description { get; }

    public int Classes { get; }

    public IReadOnlyList<long> SampleShape { get; }

    public string Fingerprint => _fingerprint.Value;

    public IReadOnlyList<BadSample> Skipped { get; init; } = [];

    public int Count(Phase phase) => Rows(phase).Count;

    public SampleBatch Read(Phase phase, ReadOnlySpan<int> indices)
    {
        var rows = Rows(phase);
        var inputs = new byte[indices.Length * rows.Columns * sizeof(float)];
        var labels = new byte[indices.Length * sizeof(long)];
        var values = MemoryMarshal.Cast<byte, float>(inputs.AsSpan());
        for (var i = 0; i < indices.Length; i++)
        {
            var index = indices[i];
            if ((uint)index >= (uint)rows.Count)
                throw new ArgumentOutOfRangeException(nameof(indices), index,
                    $"{Description}: the {phase} phase has samples 0 to {rows.Count - 1}");
            rows[index].CopyTo(values[(i * rows.Columns)..]);
            BinaryPrimitives.WriteInt64LittleEndian(labels.AsSpan(i * sizeof(long)), rows.Labels[index]);
        }

        return new SampleBatch(
            new TensorData([indices.Length, rows.Columns], TensorDtype.Float32, inputs),
            new TensorData([indices.Length], TensorDtype.Int64, labels));
    }

    private TableRows Rows(Phase phase) => phase == Phase.Train ? _train : _test;

    private string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> shape = stackalloc byte[4 * sizeof(int)];
        int[] sizes = [_train.Columns, Classes, _train.Count, _test.Count];
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(shape[(i * sizeof(int))..], sizes[i]);
        hash.AppendData(shape);
        foreach (var rows in new[] { _train, _test })
        {
            hash.AppendData(MemoryMarshal.AsBytes(rows.Values.AsSpan()));
            hash.AppendData(rows.Labels);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
