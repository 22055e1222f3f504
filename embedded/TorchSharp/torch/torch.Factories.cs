using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor whose elements are yet to be written.</summary>
    public static Tensor empty(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tensor.Wrap(Native.ts_empty(size, size.Length, NativeOptions.Of(dtype, device, requires_grad)));

    public static Tensor zeros(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tensor.Wrap(Native.ts_zeros(size, size.Length, NativeOptions.Of(dtype, device, requires_grad)));

    public static Tensor ones(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Tensor.Wrap(Native.ts_ones(size, size.Length, NativeOptions.Of(dtype, device, requires_grad)));

    public static Tensor full(
        ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => Tensor.Wrap(Native.ts_full(
            size, size.Length, value.Value, NativeOptions.Of(dtype, device, requires_grad)));

    public static Tensor empty_like(Tensor input) => empty(input.shape, input.dtype, input.device);

    public static Tensor zeros_like(Tensor input) => zeros(input.shape, input.dtype, input.device);

    public static Tensor ones_like(Tensor input) => ones(input.shape, input.dtype, input.device);

    /// <summary>A copy of an array of any rank, in its shape.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype = null, Device? device = null)
    {
        var shape = new long[rawArray.Rank];
        for (var i = 0; i < shape.Length; i++) shape[i] = rawArray.GetLongLength(i);
        return rawArray switch
        {
            float[] or float[,] or float[,,] or float[,,,] => Copy<float>(rawArray, shape, dtype, device),
            double[] or double[,] or double[,,] or double[,,,] => Copy<double>(rawArray, shape, dtype, device),
            long[] or long[,] or long[,,] or long[,,,] => Copy<long>(rawArray, shape, dtype, device),
            int[] or int[,] or int[,,] or int[,,,] => Copy<int>(rawArray, shape, dtype, device),
            byte[] or byte[,] or byte[,,] or byte[,,,] => Copy<byte>(rawArray, shape, dtype, device),
            _ => throw new ArgumentException(
                $"{rawArray.GetType().Name} cannot become a tensor; " +
                "use up to 4 dimensions of float, double, long, int or byte."),
        };
    }

    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        var result = Native.ts_cat(Pointers(tensors), tensors.Count, dim);
        GC.KeepAlive(tensors);
        return Tensor.Wrap(result);
    }

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        var list = tensors.ToList();
        var result = Native.ts_stack(Pointers(list), list.Count, dim);
        GC.KeepAlive(list);
        return Tensor.Wrap(result);
    }

    /// <summary>Raw handles; the caller keeps the tensors alive for as long as it uses them.</summary>
    internal static nint[] Pointers(IEnumerable<Tensor> tensors) =>
        [.. tensors.Select(tensor => tensor.Handle.DangerousGetHandle())];

    private static Tensor Copy<T>(Array array, long[] shape, ScalarType? dtype, Device? device)
        where T : unmanaged
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(array);
        var bytes = MemoryMarshal.CreateReadOnlySpan(ref first, array.Length * Marshal.SizeOf<T>());
        return FromBytes(bytes, shape, TypeOf<T>(), dtype, device, requires_grad: false);
    }

    private static Tensor FromBytes(
        ReadOnlySpan<byte> bytes, ReadOnlySpan<long> shape, ScalarType source, ScalarType? dtype, Device? device,
        bool requires_grad)
    {
        var tensor = empty(shape, source);
        var target = tensor.bytes;
        if (target.Length != bytes.Length)
        {
            tensor.Dispose();
            throw new ArgumentException(
                $"{bytes.Length} bytes do not fill shape [{string.Join(", ", shape.ToArray())}] of {source}.");
        }

        bytes.CopyTo(target);
        if ((dtype ?? source) == source && (device ?? CPU).type == DeviceType.CPU)
            return tensor.with_requires_grad(requires_grad);

        using (tensor)
        {
            var moved = Native.ts_to(tensor.Handle, NativeOptions.Of(dtype ?? source, device), 0);
            return Tensor.Wrap(moved).with_requires_grad(requires_grad);
        }
    }
}
