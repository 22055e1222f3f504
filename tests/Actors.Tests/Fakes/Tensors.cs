using System.Runtime.InteropServices;
using SplitLearning.Data;

namespace SplitLearning.Actors.Tests.Fakes;

internal static class Tensors
{
    /// <summary>float32 [n].</summary>
    public static TensorData Floats(params float[] values) => Floats([values.Length], values);

    public static TensorData Floats(long[] shape, float[] values) =>
        new(shape, TensorDtype.Float32, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    /// <summary>int64 [n].</summary>
    public static TensorData Longs(params long[] values) =>
        new([values.Length], TensorDtype.Int64, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    public static float[] ToFloats(this TensorData tensor) =>
        MemoryMarshal.Cast<byte, float>(tensor.Bytes.Span).ToArray();

    public static long[] ToLongs(this TensorData tensor) =>
        MemoryMarshal.Cast<byte, long>(tensor.Bytes.Span).ToArray();
}
