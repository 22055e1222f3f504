using System.Runtime.InteropServices;

namespace SplitLearning.Data.Datasets.Tables;

/// <summary>Rows of numbers; read as float32 [B, columns], as they are.</summary>
internal sealed class SignalDataset(string description, int classes, int columns, Signals train, Signals test)
    : MemoryDataset(description, classes, [columns], train.Labels, test.Labels)
{
    protected override void Fill(Phase phase, int index, Span<float> into) =>
        Rows(phase).Values.AsSpan(index * columns, columns).CopyTo(into);

    protected override ReadOnlySpan<byte> BytesOf(Phase phase) =>
        MemoryMarshal.AsBytes<float>(Rows(phase).Values);

    private Signals Rows(Phase phase) => phase == Phase.Train ? train : test;
}
