using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial int ts_set_num_threads(int count);
    [LibraryImport(Library)]
    internal static partial int ts_get_num_threads();
    [LibraryImport(Library)]
    internal static partial int ts_set_num_interop_threads(int count);
    [LibraryImport(Library)]
    internal static partial int ts_get_num_interop_threads();
}
