using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor in row-major order, read and written in place; strides are followed.</summary>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;
    private readonly nint _data;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _shape = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        _data = tensor.DataPointer();
        Count = tensor.NumberOfElements;
    }

    public long Count { get; }

    /// <summary>Element at a linear index, or at one index for each dimension.</summary>
    public T this[params long[] indices]
    {
        get => Element(Offset(indices));
        set => Element(Offset(indices)) = value;
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies as many elements as both sides have left.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = (int)Math.Min(target.Length, Count - tensorIndex);
        if (_contiguous) Span(tensorIndex, count).CopyTo(target);
        else
            for (var i = 0; i < count; i++)
                target[i] = Element(Offset(tensorIndex + i));
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <inheritdoc cref="CopyTo(Span{T}, int, long)"/>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        var count = (int)Math.Min(source.Length, Count - tensorIndex);
        if (_contiguous) source[..count].CopyTo(Span(tensorIndex, count));
        else
            for (var i = 0; i < count; i++)
                Element(Offset(tensorIndex + i)) = source[i];
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return Element(Offset(i));
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing to release: the tensor owns the memory.</summary>
    public void Dispose()
    {
    }

    private unsafe Span<T> Span(long start, int count)
    {
        ObjectDisposedException.ThrowIf(_tensor.IsInvalid, _tensor);
        return new Span<T>((T*)_data + start, count);
    }

    private unsafe ref T Element(long offset)
    {
        ObjectDisposedException.ThrowIf(_tensor.IsInvalid, _tensor);
        return ref ((T*)_data)[offset];
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1) return Offset(indices[0]);
        if (indices.Length != _shape.Length)
            throw new ArgumentException($"{indices.Length} indices for a tensor of {_shape.Length} dimensions.");

        long offset = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(indices[i], nameof(indices));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(indices[i], _shape[i], nameof(indices));
            offset += indices[i] * _strides[i];
        }

        return offset;
    }

    private long Offset(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        if (_contiguous) return index;

        long offset = 0;
        for (var i = _shape.Length - 1; i >= 0; i--)
        {
            (index, var position) = Math.DivRem(index, _shape[i]);
            offset += position * _strides[i];
        }

        return offset;
    }
}
