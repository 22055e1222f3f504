using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial nint ts_conv2d(
        TensorHandle input, TensorHandle weight, TensorHandle bias, NativePair stride, NativePair padding,
        NativePair dilation, long groups);
    [LibraryImport(Library)]
    internal static partial nint ts_linear(TensorHandle input, TensorHandle weight, TensorHandle bias);
    [LibraryImport(Library)]
    internal static partial nint ts_relu(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial int ts_relu_(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_hardtanh(TensorHandle self, double low, double high);
    [LibraryImport(Library)]
    internal static partial int ts_hardtanh_(TensorHandle self, double low, double high);
    [LibraryImport(Library)]
    internal static partial nint ts_max_pool2d(
        TensorHandle input, NativePair kernel, NativePair stride, NativePair padding,
        NativePair dilation, int ceil_mode);
    [LibraryImport(Library)]
    internal static partial nint ts_avg_pool2d(
        TensorHandle input, NativePair kernel, NativePair stride, NativePair padding, int ceil_mode,
        int count_include_pad);
    [LibraryImport(Library)]
    internal static partial nint ts_adaptive_avg_pool2d(TensorHandle input, NativePair size);
    [LibraryImport(Library)]
    internal static partial nint ts_batch_norm(
        TensorHandle input, TensorHandle weight, TensorHandle bias, TensorHandle mean, TensorHandle variance,
        int training, double momentum, double eps);
    [LibraryImport(Library)]
    internal static partial nint ts_dropout(TensorHandle input, double p, int training);
    [LibraryImport(Library)]
    internal static partial int ts_dropout_(TensorHandle input, double p, int training);
    [LibraryImport(Library)]
    internal static partial nint ts_log_softmax(TensorHandle input, long dim);
    [LibraryImport(Library)]
    internal static partial nint ts_softmax(TensorHandle input, long dim);
    [LibraryImport(Library)]
    internal static partial nint ts_cross_entropy(
        TensorHandle input, TensorHandle target, TensorHandle weight, long reduction, long ignore_index,
        double label_smoothing);
    [LibraryImport(Library)]
    internal static partial nint ts_nll_loss(
        TensorHandle input, TensorHandle target, TensorHandle weight, long reduction, long ignore_index);

    [LibraryImport(Library)]
    internal static partial nint ts_binary_cross_entropy_with_logits(
        TensorHandle input, TensorHandle target, TensorHandle weight, TensorHandle pos_weight, long reduction);
}
