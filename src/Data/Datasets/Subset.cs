namespace SplitLearning.Data.Datasets;

/// <summary>The first samples of another dataset.</summary>
internal sealed class Subset : IDataset
{
    private readonly IDataset _whole;
    private readonly double _fraction;

    private Subset(IDataset whole, double fraction) => (_whole, _fraction) = (whole, fraction);

    public string Description => $"{_fraction:P0} of {_whole.Description}";

    public int Classes => _whole.Classes;

    public IReadOnlyList<long> SampleShape => _whole.SampleShape;

    public string Fingerprint => $"{_whole.Fingerprint}:{Count(Phase.Train)}:{Count(Phase.Test)}";

    public IReadOnlyList<BadSample> Skipped => _whole.Skipped;

    /// <param name="fraction">Above 0 to 1; at least one sample of each phase stays, if it had any.</param>
    public static IDataset Of(IDataset whole, double fraction) =>
        fraction < 1 ? new Subset(whole, fraction) : whole;

    public int Count(Phase phase) => (int)Math.Ceiling(_whole.Count(phase) * _fraction);

    public IReadOnlyList<byte> Labels(Phase phase) => [.. _whole.Labels(phase).Take(Count(phase))];

    public IReadOnlyList<string>? Patients(Phase phase) =>
        _whole.Patients(phase) is { } patients ? [.. patients.Take(Count(phase))] : null;

    public IReadOnlyList<int>? Clients(Phase phase) =>
        _whole.Clients(phase) is { } clients ? [.. clients.Take(Count(phase))] : null;

    public IReadOnlyList<int>? Positions(Phase phase) =>
        _whole.Positions(phase) is { } positions ? [.. positions.Take(Count(phase))] : null;

    public SampleBatch Read(Phase phase, ReadOnlySpan<int> indices)
    {
        foreach (var index in indices)
            if ((uint)index >= (uint)Count(phase))
                throw new ArgumentOutOfRangeException(nameof(indices), index,
                    $"{Description}: the {phase} phase has samples 0 to {Count(phase) - 1}");
        return _whole.Read(phase, indices);
    }
}
