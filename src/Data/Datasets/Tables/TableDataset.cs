using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SplitLearning.Data.Datasets.Memory;

namespace SplitLearning.Data.Datasets.Tables;

/// <summary>Rows of numbers in memory: float32 [B, columns], as they are.</summary>
internal sealed class TableDataset(string description, int classes, TableRows train, TableRows test)
    : MemoryDataset(description, classes, [train.Columns])
{
    public override int Count(Phase phase) => Rows(phase).Count;

    public override IReadOnlyList<byte> Labels(Phase phase) => Rows(phase).Labels;

    protected override void Fill(Phase phase, int index, Span<float> values) => Rows(phase)[index].CopyTo(values);

    protected override void AppendTo(IncrementalHash hash, Phase phase)
    {
        hash.AppendData(MemoryMarshal.AsBytes(Rows(phase).Values.AsSpan()));
        hash.AppendData(Rows(phase).Labels);
    }

    private TableRows Rows(Phase phase) => phase == Phase.Train ? train : test;
}
