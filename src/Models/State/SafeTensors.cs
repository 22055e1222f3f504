namespace SplitLearning.Models.State;

/// <summary>The safetensors file format: what PyTorch users load.</summary>
public static class SafeTensors
{
    /// <summary>Writes tensors in this order; equal content gives equal bytes.</summary>
    public static byte[] Write(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata) =>
        throw new NotSupportedException();

    /// <summary>Reads a file; the tensors share its memory.</summary>
    /// <exception cref="StateException">It is not a whole safetensors file of float32 and int64 tensors.</exception>
    public static SafeTensorsContent Read(ReadOnlyMemory<byte> file) => throw new NotSupportedException();
}

/// <param name="Tensors">In the order of their bytes.</param>
/// <param name="Metadata">Free text by key.</param>
public sealed record SafeTensorsContent(
    IReadOnlyList<NamedTensor> Tensors, IReadOnlyDictionary<string, string> Metadata);
