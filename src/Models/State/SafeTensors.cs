using System.Buffers.Binary;

namespace SplitLearning.Models.State;

/// <summary>The safetensors file format: what PyTorch users load.</summary>
/// <remarks>
/// Length of the header (8 bytes, little-endian), the header as JSON padded with spaces to a multiple of 8, the
/// elements of all tensors without gaps. Source: https://github.com/huggingface/safetensors, section Format.
/// </remarks>
public static class SafeTensors
{
    internal const int LengthBytes = sizeof(ulong);

    /// <summary>A longer header is refused before anything is allocated: 16 MiB name some 100,000 tensors.</summary>
    internal const int MaxHeaderBytes = 16 << 20;

    /// <summary>Writes tensors in this order; equal content gives equal bytes.</summary>
    /// <param name="metadata">Free text by key; written in ordinal order of the keys.</param>
    /// <exception cref="StateException">Two tensors have one name, or the file would exceed 2 GiB.</exception>
    public static byte[] Write(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata) =>
        Write([.. tensors.Select(TensorSlot.Of)], metadata);

    internal static byte[] Write(IReadOnlyList<TensorSlot> slots, IReadOnlyDictionary<string, string> metadata)
    {
        var header = SafeTensorsHeader.Write(slots, metadata);
        var total = LengthBytes + header.Length + slots.Sum(slot => slot.Bytes);
        if (total > Array.MaxLength)
            throw new StateException($"safetensors: expected at most {Array.MaxLength} bytes, found {total} to write");
        var file = GC.AllocateUninitializedArray<byte>((int)total);
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.CopyTo(file, LengthBytes);
        var offset = LengthBytes + header.Length;
        foreach (var slot in slots)
        {
            slot.Fill(file.AsSpan(offset, (int)slot.Bytes));
            offset += (int)slot.Bytes;
        }

        return file;
    }

    /// <summary>Reads a file; the tensors share its memory.</summary>
    /// <exception cref="StateException">It is not a whole safetensors file of float32 and int64 tensors.</exception>
    public static SafeTensorsContent Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length < LengthBytes)
            throw new StateException($"safetensors: expected at least {LengthBytes} bytes, found {file.Length}");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        var limit = Math.Min(MaxHeaderBytes, file.Length - LengthBytes);
        if (length > (ulong)limit)
            throw new StateException($"safetensors: expected a header of at most {limit} bytes, found {length}");
        var data = file[(LengthBytes + (int)length)..];
        return SafeTensorsHeader.Read(file.Slice(LengthBytes, (int)length), data);
    }
}
