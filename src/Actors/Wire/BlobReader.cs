using System.Runtime.Serialization;
using SplitLearning.Data;

namespace SplitLearning.Actors.Wire;

/// <summary>Hands out the bytes behind a header without a copy; each length is checked against what is there.</summary>
internal sealed class BlobReader(ReadOnlyMemory<byte> bytes)
{
    private ReadOnlyMemory<byte> _left = bytes;

    public TensorData Tensor(TensorHeader? header)
    {
        if (header is null)
        {
            throw new SerializationException("A tensor has no header; shape and dtype are expected.");
        }

        var dtype = (TensorDtype)header.Dtype;
        var size = dtype switch
        {
            TensorDtype.Float32 => 4L,
            TensorDtype.Int64 => 8L,
            _ => throw new SerializationException(
                $"Tensor dtype is {header.Dtype}; 1 (float32) or 2 (int64) is expected."),
        };
        return new TensorData([.. header.Shape], dtype, Take(ByteCount(header, size)));
    }

    public ReadOnlyMemory<byte> Rest() => Take(_left.Length);

    public void End()
    {
        if (!_left.IsEmpty)
        {
            throw new SerializationException($"{_left.Length} bytes stand behind the message; none are expected.");
        }
    }

    private static long ByteCount(TensorHeader header, long size)
    {
        try
        {
            return header.Shape.Aggregate(size, (product, n) => n >= 0
                ? checked(product * n)
                : throw new SerializationException($"A tensor's dimension is {n}; 0 or more is expected."));
        }
        catch (OverflowException)
        {
            throw new SerializationException($"A tensor's shape is [{header.Shape}]; its size passes 63 bits.");
        }
    }

    private ReadOnlyMemory<byte> Take(long count)
    {
        if (count > _left.Length)
        {
            throw new SerializationException($"A blob of {count} bytes is announced; {_left.Length} are there.");
        }

        var taken = _left[..(int)count];
        _left = _left[(int)count..];
        return taken;
    }
}
