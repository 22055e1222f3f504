using System.Buffers.Binary;

namespace Embedded.Imaging.Tests;

/// <summary>Makes changed chunks pass their checksum.</summary>
internal static class PngChunks
{
    private const int Signature = 8;

    /// <summary>Writes the right checksum behind each chunk, as far as the lengths lead.</summary>
    public static byte[] Reseal(byte[] png)
    {
        var file = png.ToArray();
        for (long at = Signature; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            if (at + 12 + length > file.Length)
                break;
            var content = file.AsSpan((int)at + 4, 4 + (int)length);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan((int)at + 8 + (int)length), PngCrc.Of(content));
            at += 12 + length;
        }

        return file;
    }
}
