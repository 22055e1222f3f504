using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial int ts_sgd_step(
        ReadOnlySpan<nint> parameters, Span<nint> buffers, int count, NativeSgdOptions options);
    [LibraryImport(Library)]
    internal static partial int ts_adam_step(
        ReadOnlySpan<nint> parameters, ReadOnlySpan<nint> averages, ReadOnlySpan<nint> squares, Span<long> steps,
        int count, NativeAdamOptions options);
    [LibraryImport(Library)]
    internal static partial int ts_zero_grads(ReadOnlySpan<nint> parameters, int count, int set_to_none);
}
