namespace SplitLearning.Data.Images;

/// <summary>A decoded image of 8 bits a channel.</summary>
/// <param name="Channels">1 grey, 3 red, green and blue.</param>
/// <param name="Pixels">Bytes [height, width, channels], row after row, 0 dark to 255 bright.</param>
internal sealed record RawImage(int Width, int Height, int Channels, byte[] Pixels);
