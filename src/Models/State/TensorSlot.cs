using SplitLearning.Data;

namespace SplitLearning.Models.State;

/// <summary>A tensor to be written: it copies itself into the file's memory, so that it is copied only once.</summary>
/// <param name="Fill">Writes the row-major little-endian elements.</param>
internal sealed record TensorSlot(
    string Name, IReadOnlyList<long> Shape, TensorDtype Dtype, Action<Span<byte>> Fill)
{
    /// <summary>Size of the elements.</summary>
    public long Bytes => Shape.Aggregate((long)Dtype.Size(), (product, size) => checked(product * size));

    public static TensorSlot Of(NamedTensor named) =>
        new(named.Name, named.Tensor.Shape, named.Tensor.Dtype, target => named.Tensor.Bytes.Span.CopyTo(target));
}
