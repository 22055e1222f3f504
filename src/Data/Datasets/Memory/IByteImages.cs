using System.Security.Cryptography;

namespace SplitLearning.Data.Datasets.Memory;

/// <summary>Labelled images of one phase, as bytes [channels, side, side]. Safe for several threads.</summary>
internal interface IByteImages
{
    int Count { get; }

    /// <summary>Class of every image, by index.</summary>
    IReadOnlyList<byte> Labels { get; }

    /// <summary>The pixels of an image, 0 dark to 255 bright; not to be written.</summary>
    ReadOnlySpan<byte> PlanesOf(int index);

    /// <summary>Adds to a hash what tells these images from others.</summary>
    void AppendTo(IncrementalHash hash);
}
