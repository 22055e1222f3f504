using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets.Synthetic.OnDisk;

/// <summary>Draws images and has them written, by all cores.</summary>
internal static class ImageWriting
{
    /// <param name="write">Draws and writes the image of an index.</param>
    public static void ForAll(int count, Action<int> write, CancellationToken stop) => Parallel.For(0, count,
        new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount }, write);

    /// <summary>The image of an index as decoders give it.</summary>
    public static RawImage Drawn(Drawing drawing, Phase phase, int index, int width, int height)
    {
        var planes = new byte[drawing.Size];
        drawing.Draw(phase, index, planes);
        var size = width * height;
        var channels = planes.Length / size;
        var pixels = new byte[planes.Length];
        for (var channel = 0; channel < channels; channel++)
            for (var i = 0; i < size; i++)
                pixels[i * channels + channel] = planes[channel * size + i];
        return new RawImage(width, height, channels, pixels);
    }
}
