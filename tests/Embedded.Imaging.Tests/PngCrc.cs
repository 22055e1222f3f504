namespace Embedded.Imaging.Tests;

/// <summary>The checksum of a PNG's chunks, so that a test can change one.</summary>
internal static class PngCrc
{
    /// <remarks>ISO 3309, as in annex D of the PNG specification.</remarks>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }
}
