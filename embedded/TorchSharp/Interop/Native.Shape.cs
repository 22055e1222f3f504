using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial nint ts_reshape(TensorHandle self, ReadOnlySpan<long> size, int rank);
    [LibraryImport(Library)]
    internal static partial nint ts_view(TensorHandle self, ReadOnlySpan<long> size, int rank);
    [LibraryImport(Library)]
    internal static partial nint ts_permute(TensorHandle self, ReadOnlySpan<long> order, int rank);
    [LibraryImport(Library)]
    internal static partial nint ts_flatten(TensorHandle self, long start, long end);
    [LibraryImport(Library)]
    internal static partial nint ts_transpose(TensorHandle self, long first, long second);
    [LibraryImport(Library)]
    internal static partial nint ts_squeeze(TensorHandle self, long dim);
    [LibraryImport(Library)]
    internal static partial nint ts_unsqueeze(TensorHandle self, long dim);
    [LibraryImport(Library)]
    internal static partial nint ts_select(TensorHandle self, long dim, long index);
    [LibraryImport(Library)]
    internal static partial nint ts_narrow(TensorHandle self, long dim, long start, long length);
    [LibraryImport(Library)]
    internal static partial nint ts_slice(TensorHandle self, long dim, long start, long finish, long step);
    [LibraryImport(Library)]
    internal static partial nint ts_index_select(TensorHandle self, long dim, TensorHandle index);
    [LibraryImport(Library)]
    internal static partial nint ts_cat(ReadOnlySpan<nint> tensors, int count, long dim);
    [LibraryImport(Library)]
    internal static partial nint ts_stack(ReadOnlySpan<nint> tensors, int count, long dim);
}
