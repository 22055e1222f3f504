namespace SplitLearning.Data;

/// <summary>Facts about element types.</summary>
public static class TensorDtypes
{
    /// <summary>Bytes of one element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such type, e.g. a number from the wire.</exception>
    public static int Size(this TensorDtype dtype) => dtype switch
    {
        TensorDtype.Float32 => sizeof(float),
        TensorDtype.Int64 => sizeof(long),
        _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, "expected Float32 or Int64"),
    };
}
