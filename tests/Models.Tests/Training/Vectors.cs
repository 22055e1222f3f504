using System.Runtime.InteropServices;
using SplitLearning.Data;

namespace SplitLearning.Models.Tests.Training;

internal static class Vectors
{
    public static float[] Of(TensorData data) => MemoryMarshal.Cast<byte, float>(data.Bytes.Span).ToArray();

    /// <summary>data + factor * direction.</summary>
    public static TensorData Moved(TensorData data, float[] direction, float factor)
    {
        var values = Of(data).Zip(direction, (value, slope) => value + factor * slope).ToArray();
        return data with { Bytes = MemoryMarshal.AsBytes(values.AsSpan()).ToArray() };
    }
}
