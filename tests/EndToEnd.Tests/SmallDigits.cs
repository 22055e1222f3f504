using System.Buffers.Binary;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>A folder with few images in MNIST's form: a bright square in noise, whose place is the class.</summary>
internal static class SmallDigits
{
    public const int TrainSamples = 640;
    public const int TestSamples = 160;
    private const int Side = 28;

    public static void WriteTo(string folder, int trainSamples = TrainSamples)
    {
        Directory.CreateDirectory(folder);
        Write(folder, "train", trainSamples, seed: 1);
        Write(folder, "t10k", TestSamples, seed: 2);
    }

    private static void Write(string folder, string phase, int samples, int seed)
    {
        var random = new Random(seed);
        var labels = Enumerable.Range(0, samples).Select(_ => (byte)random.Next(10)).ToArray();
        var images = labels.SelectMany(label => Draw(label, random)).ToArray();
        File.WriteAllBytes(Path.Combine(folder, $"{phase}-labels-idx1-ubyte"), [.. Header(samples), .. labels]);
        File.WriteAllBytes(Path.Combine(folder, $"{phase}-images-idx3-ubyte"),
            [.. Header(samples, Side, Side), .. images]);
    }

    private static byte[] Draw(int label, Random random)
    {
        var image = new byte[Side * Side];
        random.NextBytes(image);
        for (var i = 0; i < image.Length; i++)
            image[i] /= 4;
        var (top, left) = (3 + (label / 5 * 12), 1 + (label % 5 * 5));
        for (var row = top; row < top + 8; row++)
            image.AsSpan((row * Side) + left, 5).Fill(255);
        return image;
    }

    private static byte[] Header(params int[] sizes)
    {
        var header = new byte[4 + (4 * sizes.Length)];
        (header[2], header[3]) = (8, (byte)sizes.Length);
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), sizes[i]);
        return header;
    }
}
