using System.Collections.Concurrent;
using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>How images of a synthetic dataset come about: each from nothing but seed, phase and index.</summary>
/// <param name="name">Name of its random streams, e.g. <c>synthetic cell</c>.</param>
/// <param name="size">Bytes of an image.</param>
/// <param name="newPainter">Makes a painter; each is used by one thread at a time.</param>
internal sealed class Drawing(string name, long seed, int classes, int size, Func<IImagePainter> newPainter)
{
    private readonly ConcurrentBag<IImagePainter> _idle = [];

    /// <summary>Bytes of an image.</summary>
    public int Size => size;

    public string Key => $"{name}, seed {seed}";

    /// <summary>The class of a sample, every one as likely; cheap.</summary>
    public byte LabelOf(Phase phase, int index) => (byte)StreamOf(phase, index).NextInt(classes);

    public void Draw(Phase phase, int index, Span<byte> planes)
    {
        var random = StreamOf(phase, index);
        var label = random.NextInt(classes);
        if (!_idle.TryTake(out var painter))
            painter = newPainter();
        painter.Draw(random, label, planes);
        _idle.Add(painter);
    }

    private SeededRandom StreamOf(Phase phase, int index) => SeededRandom.For(seed, name, $"{phase}", $"{index}");
}
