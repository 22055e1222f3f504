namespace SplitLearning.Data.Datasets;

/// <summary>Labelled samples for training and testing, addressed by index. Safe to read from several threads.</summary>
/// <remarks>
/// The order is mixed, and the same on every machine: any range of indices has samples of all classes.
/// </remarks>
public interface IDataset
{
    /// <summary>One line for people: what it is and where it came from, e.g. <c>MNIST from /data/mnist</c>.</summary>
    string Description { get; }

    /// <summary>Number of classes; labels are 0 to <c>Classes - 1</c>.</summary>
    int Classes { get; }

    /// <summary>Shape of one input, without the batch dimension.</summary>
    IReadOnlyList<long> SampleShape { get; }

    /// <summary>SHA-256 over shape, samples and labels of both phases: equal data, equal fingerprint.</summary>
    string Fingerprint { get; }

    /// <summary>Samples that were left out because they are damaged: see <see cref="BadSamplePolicy.Skip"/>.</summary>
    IReadOnlyList<BadSample> Skipped => [];

    /// <summary>Number of samples of a phase.</summary>
    int Count(Phase phase);

    /// <summary>Class of every sample of a phase, by index: 0 to <c>Classes - 1</c>.</summary>
    IReadOnlyList<byte> Labels(Phase phase);

    /// <summary>Name of every sample's patient, by index; null where the data do not say.</summary>
    IReadOnlyList<string>? Patients(Phase phase) => null;

    /// <summary>Number of every sample's client, by index, from 0; null where the data do not say.</summary>
    IReadOnlyList<int>? Clients(Phase phase) => null;

    /// <summary>
    /// Position of every sample among all on disk, by index: from 0, those for training first where the disk says
    /// which, images by ordinal path, rows and records as they stand. Null where the data do not say, or where damaged
    /// ones were left out.
    /// </summary>
    IReadOnlyList<int>? Positions(Phase phase) => null;

    /// <summary>Reads the samples at these indices (from 0), in this order, ready for the model.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not below <see cref="Count"/>.</exception>
    /// <exception cref="DatasetException">A sample is damaged or cannot be read.</exception>
    SampleBatch Read(Phase phase, ReadOnlySpan<int> indices);
}

/// <param name="Inputs">float32 [B, ...sample shape].</param>
/// <param name="Labels">int64 [B], class indices.</param>
public sealed record SampleBatch(TensorData Inputs, TensorData Labels);

/// <summary>The two halves of an epoch.</summary>
public enum Phase
{
    /// <summary>Weights change.</summary>
    Train = 1,

    /// <summary>Weights stay; loss and accuracy are measured.</summary>
    Test = 2,
}
