using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial void ts_free(nint self);
    [LibraryImport(Library)]
    internal static partial long ts_live();
    [LibraryImport(Library)]
    internal static partial nint ts_empty(ReadOnlySpan<long> size, int rank, NativeOptions options);
    [LibraryImport(Library)]
    internal static partial nint ts_zeros(ReadOnlySpan<long> size, int rank, NativeOptions options);
    [LibraryImport(Library)]
    internal static partial nint ts_ones(ReadOnlySpan<long> size, int rank, NativeOptions options);
    [LibraryImport(Library)]
    internal static partial nint ts_full(
        ReadOnlySpan<long> size, int rank, NativeNumber value, NativeOptions options);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int ts_rank(TensorHandle self);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial long ts_numel(TensorHandle self);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int ts_dtype(TensorHandle self);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int ts_element_size(TensorHandle self);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int ts_device_type(TensorHandle self);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int ts_device_index(TensorHandle self);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int ts_is_contiguous(TensorHandle self);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial void ts_shape(TensorHandle self, Span<long> sizes, Span<long> strides);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial nint ts_data(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_alias(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_clone(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_contiguous(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_to(TensorHandle self, NativeOptions options, int copy);
    [LibraryImport(Library)]
    internal static partial int ts_copy_(TensorHandle self, TensorHandle source, int non_blocking);
    [LibraryImport(Library)]
    internal static partial int ts_fill_(TensorHandle self, NativeNumber value);
    [LibraryImport(Library)]
    internal static partial int ts_cuda_available();
}
