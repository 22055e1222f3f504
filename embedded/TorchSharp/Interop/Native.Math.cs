using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial nint ts_mul(TensorHandle self, TensorHandle other);
    [LibraryImport(Library)]
    internal static partial nint ts_mul_scalar(TensorHandle self, NativeNumber other);
    [LibraryImport(Library)]
    internal static partial nint ts_div(TensorHandle self, TensorHandle other);
    [LibraryImport(Library)]
    internal static partial nint ts_div_scalar(TensorHandle self, NativeNumber other);
    [LibraryImport(Library)]
    internal static partial nint ts_eq(TensorHandle self, TensorHandle other);
    [LibraryImport(Library)]
    internal static partial nint ts_eq_scalar(TensorHandle self, NativeNumber other);
    [LibraryImport(Library)]
    internal static partial nint ts_ne(TensorHandle self, TensorHandle other);
    [LibraryImport(Library)]
    internal static partial nint ts_ne_scalar(TensorHandle self, NativeNumber other);
    [LibraryImport(Library)]
    internal static partial nint ts_gt(TensorHandle self, TensorHandle other);
    [LibraryImport(Library)]
    internal static partial nint ts_gt_scalar(TensorHandle self, NativeNumber other);
    [LibraryImport(Library)]
    internal static partial int ts_mul_(TensorHandle self, TensorHandle other);
    [LibraryImport(Library)]
    internal static partial int ts_mul__scalar(TensorHandle self, NativeNumber other);
    [LibraryImport(Library)]
    internal static partial int ts_div_(TensorHandle self, TensorHandle other);
    [LibraryImport(Library)]
    internal static partial int ts_div__scalar(TensorHandle self, NativeNumber other);
    [LibraryImport(Library)]
    internal static partial nint ts_neg(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_abs(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_exp(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_log(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_sqrt(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_isfinite(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_sum(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_mean(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_max(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_min(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_argmax(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial int ts_zero_(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_add(TensorHandle self, TensorHandle other, NativeNumber alpha);
    [LibraryImport(Library)]
    internal static partial nint ts_add_scalar(TensorHandle self, NativeNumber other, NativeNumber alpha);
    [LibraryImport(Library)]
    internal static partial int ts_add_(TensorHandle self, TensorHandle other, NativeNumber alpha);
    [LibraryImport(Library)]
    internal static partial int ts_add_scalar_(TensorHandle self, NativeNumber other, NativeNumber alpha);
    [LibraryImport(Library)]
    internal static partial nint ts_matmul(TensorHandle self, TensorHandle other);
    [LibraryImport(Library)]
    internal static partial nint ts_sum_dim(TensorHandle self, ReadOnlySpan<long> dim, int count, int keepdim);
    [LibraryImport(Library)]
    internal static partial nint ts_mean_dim(TensorHandle self, ReadOnlySpan<long> dim, int count, int keepdim);
    [LibraryImport(Library)]
    internal static partial nint ts_argmax_dim(TensorHandle self, long dim, int keepdim);
    [LibraryImport(Library)]
    internal static partial int ts_allclose(
        TensorHandle self, TensorHandle other, double rtol, double atol, int equal_nan);
    [LibraryImport(Library)]
    internal static partial int ts_equal(TensorHandle self, TensorHandle other);
}
