using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>Draws images of one kind and size, one at a time: for one thread.</summary>
internal interface IImagePainter
{
    /// <param name="label">Class of the image.</param>
    /// <param name="planes">Receives the bytes [channels, height, width].</param>
    void Draw(SeededRandom random, int label, Span<byte> planes);
}
