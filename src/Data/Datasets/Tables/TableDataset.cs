using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SplitLearning.Data.Datasets.Memory;
using SplitLearning.Data.Datasets.Stored;
using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Datasets.Tables;

/// <summary>Rows of numbers in memory: float32 [B, columns], as they are.</summary>
internal sealed class TableDataset(string description, int classes, TableRows train, TableRows test)
    : MemoryDataset(description, classes, [train.Columns]), IStorable
{
    public SampleForm Form { get; } = new NumberForm(classes, train.Columns);

    public override int Count(Phase phase) => Rows(phase).Count;

    public StoredSample Stored(Phase phase, int index) => StoredSample.Create(index + 1, Labels(phase)[index],
        fileName: "", MemoryMarshal.AsBytes(Rows(phase)[index]).ToArray());

    public override IReadOnlyList<byte> Labels(Phase phase) => Rows(phase).Labels;

    protected override void Fill(Phase phase, int index, Span<float> values) => Rows(phase)[index].CopyTo(values);

    protected override void AppendTo(IncrementalHash hash, Phase phase)
    {
        hash.AppendData(MemoryMarshal.AsBytes(Rows(phase).Values.AsSpan()));
        hash.AppendData(Rows(phase).Labels);
    }

    private TableRows Rows(Phase phase) => phase == Phase.Train ? train : test;
}
