using SplitLearning.Data;
using static TorchSharp.torch;

namespace SplitLearning.Models.Layers;

/// <summary>The way between torch's memory and <see cref="TensorData"/>: one copy, no more.</summary>
internal static class TorchData
{
    /// <summary>Copies the elements out of torch's memory.</summary>
    public static TensorData ToData(this Tensor tensor)
    {
        using var packed = tensor.is_contiguous() ? null : tensor.contiguous();
        var source = (packed ?? tensor).bytes;
        var bytes = GC.AllocateUninitializedArray<byte>(source.Length);
        source.CopyTo(bytes);
        return new TensorData(tensor.shape, tensor.DtypeOf(), bytes);
    }

    /// <summary>Copies the elements into a new tensor.</summary>
    /// <exception cref="ArgumentException">The bytes are not as many as shape and dtype say.</exception>
    public static Tensor ToTensor(this TensorData data)
    {
        var expected = checked(data.Count * data.Dtype.Size());
        if (data.Bytes.Length != expected)
            throw new ArgumentException($"A {data.Dtype} tensor of shape [{string.Join(", ", data.Shape)}] " +
                $"must have {expected} bytes; this one has {data.Bytes.Length}");
        var tensor = empty([.. data.Shape], data.Dtype == TensorDtype.Float32 ? float32 : int64);
        data.Bytes.Span.CopyTo(tensor.bytes);
        return tensor;
    }

    public static TensorDtype DtypeOf(this Tensor tensor) => tensor.dtype switch
    {
        ScalarType.Float32 => TensorDtype.Float32,
        ScalarType.Int64 => TensorDtype.Int64,
        var other => throw new NotSupportedException($"Tensors of type {other} are neither stored nor sent"),
    };
}
