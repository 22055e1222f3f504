namespace Imaging;

/// <summary>How large an image may be. Checked before anything of that size is allocated.</summary>
/// <param name="MaxSide">Pixels of width and of height.</param>
/// <param name="MaxBytes">The decoded image and all that decoding it needs, in bytes.</param>
public sealed record ImageLimits(int MaxSide, long MaxBytes)
{
    /// <summary>Sixteen thousand pixels a side and 256 MiB: a scanner's page fits, a bomb does not.</summary>
    public static ImageLimits Default { get; } = new(MaxSide: 16_384, MaxBytes: 256L << 20);
}
