using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Datasets.Stored;

/// <summary>What the content of a dataset's samples is, and how it becomes what a network is fed.</summary>
/// <param name="decodedBytes">See <see cref="DecodedBytes"/>.</param>
internal abstract class SampleForm(int classes, IReadOnlyList<long> sampleShape, int decodedBytes)
{
    /// <summary>As in a store's manifest: <c>pixels</c>, <c>numbers</c> or <c>image files</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; } = classes;

    /// <summary>Shape of one input.</summary>
    public IReadOnlyList<long> SampleShape { get; } = sampleShape;

    /// <summary>Bytes of a sample once it is decoded: as it is kept in memory.</summary>
    public int DecodedBytes { get; } = decodedBytes;

    /// <summary>Whether the content is the decoded form already.</summary>
    public virtual bool IsPlain => true;

    /// <summary>Training samples a class at most, unless the user says otherwise; null for all.</summary>
    public virtual int? PerClass => null;

    /// <summary>Whose sample it is; null where its name does not say.</summary>
    public virtual string? PatientOf(string fileName) => null;

    /// <summary>Content to what is kept in memory.</summary>
    /// <exception cref="InvalidDataException">
    /// It is no content of this form; the message goes on from a name.
    /// </exception>
    public virtual byte[] Decode(byte[] content) => content.Length == DecodedBytes
        ? content
        : throw new InvalidDataException($"has {content.Length} bytes of {Name}; it must have {DecodedBytes}");

    /// <summary>Whether content can be decoded, for less than decoding it takes.</summary>
    /// <inheritdoc cref="Decode" path="/exception"/>
    public virtual void Check(byte[] content) => Decode(content);

    /// <summary>What is kept in memory to what a network is fed.</summary>
    /// <param name="decoded">As <see cref="Decode"/> made it.</param>
    /// <param name="values">As many as <see cref="SampleShape"/> says.</param>
    public abstract void Fill(ReadOnlySpan<byte> decoded, Span<float> values);

    /// <summary>The fingerprint that a dataset has which reads the same samples from files.</summary>
    /// <param name="chosen">Entries of both phases, in their order.</param>
    /// <param name="keep">
    /// Told of each sample, with its index in its phase, where the content is read for it; null for nobody.
    /// </param>
    public abstract Task<string> FingerprintAsync(
        IShardStore store, ChosenEntries chosen, Action<Phase, int, StoredSample>? keep);
}
