namespace Imaging;

/// <summary>What a file says of its image before any pixel is decoded.</summary>
/// <param name="Width">In pixels, above 0.</param>
/// <param name="Height">In pixels, above 0.</param>
/// <param name="Channels">1 grey, 3 colour (palettes too); alpha does not count.</param>
public readonly record struct ImageHeader(ImageFormat Format, int Width, int Height, int Channels);
