using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor tensor(
        float[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => From<float>(dataArray, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(
        float[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<float>(dataArray, [dataArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(
        float scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<float>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(
        double[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => From<double>(dataArray, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(
        double[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<double>(dataArray, [dataArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(
        double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<double>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(
        long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => From<long>(dataArray, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(
        long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<long>(dataArray, [dataArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(
        long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<long>([scalar], [], dtype, device, requires_grad);

    public static Tensor tensor(
        int[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) => From<int>(dataArray, dimensions, dtype, device, requires_grad);

    public static Tensor tensor(
        int[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<int>(dataArray, [dataArray.Length], dtype, device, requires_grad);

    public static Tensor tensor(
        int scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        From<int>([scalar], [], dtype, device, requires_grad);

    private static Tensor From<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged =>
        FromBytes(MemoryMarshal.AsBytes(values), shape, TypeOf<T>(), dtype, device, requires_grad);
}
