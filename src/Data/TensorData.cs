namespace SplitLearning.Data;

/// <summary>A tensor as it is stored and sent: row-major little-endian bytes, no handle to any library.</summary>
/// <param name="Shape">Sizes, outermost first; empty for a scalar.</param>
/// <param name="Dtype">Type of one element.</param>
/// <param name="Bytes">Elements: the product of <paramref name="Shape"/> times the element's size.</param>
/// <remarks>Whoever creates it gives the bytes up: they are shared, never written again.</remarks>
public sealed record TensorData(IReadOnlyList<long> Shape, TensorDtype Dtype, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => checked(product * size));
}

/// <summary>Element types that cross the wire; the numbers are part of the wire format.</summary>
public enum TensorDtype
{
    /// <summary>IEEE 754 single precision, 4 bytes.</summary>
    Float32 = 1,

    /// <summary>Two's complement, 8 bytes.</summary>
    Int64 = 2,
}
