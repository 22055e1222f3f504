namespace SplitLearning.Data.Images;

/// <summary>From bytes to what a network is fed: (byte / 255 - mean) / deviation, channel by channel.</summary>
internal sealed class Normalization
{
    private readonly float[][] _tables;

    private Normalization(params (float Mean, float Deviation)[] channels) =>
        _tables = [.. channels.Select(channel => TableOf(channel.Mean, channel.Deviation))];

    /// <summary>Values from 0 to 1, as torchvision's <c>ToTensor</c> gives them.</summary>
    public static Normalization None(int channels) =>
        new([.. Enumerable.Repeat((Mean: 0f, Deviation: 1f), channels)]);

    /// <summary>Values from -1 to 1: a mean and a deviation of one half for every channel.</summary>
    public static Normalization Centered(int channels) =>
        new([.. Enumerable.Repeat((Mean: 0.5f, Deviation: 0.5f), channels)]);

    /// <summary>By the mean of CIFAR-10's training images and the mean of the deviations within each.</summary>
    /// <remarks>
    /// These are the usual figures, and those of FedEM's experiments (arXiv:2108.10252). The deviation over all pixels
    /// of the set is a fifth larger, which makes inputs smaller and SGD at a given rate slower.
    /// </remarks>
    public static Normalization Cifar10 { get; } = new((0.4914f, 0.2023f), (0.4822f, 0.1994f), (0.4465f, 0.2010f));

    public int Channels => _tables.Length;

    /// <summary>Converts one image.</summary>
    /// <param name="planes">Bytes [channels, height, width].</param>
    /// <param name="into">As many values, in the same order.</param>
    public void Apply(ReadOnlySpan<byte> planes, Span<float> into)
    {
        var size = planes.Length / Channels;
        for (var channel = 0; channel < Channels; channel++)
        {
            var table = _tables[channel];
            var source = planes.Slice(channel * size, size);
            var target = into.Slice(channel * size, size);
            for (var i = 0; i < source.Length; i++)
                target[i] = table[source[i]];
        }
    }

    private static float[] TableOf(float mean, float deviation) =>
        [.. Enumerable.Range(0, 256).Select(value => (value / 255f - mean) / deviation)];
}
