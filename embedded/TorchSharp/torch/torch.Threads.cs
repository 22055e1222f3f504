using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Threads of one operation; holds for every calling thread from its next call on.</summary>
    public static void set_num_threads(int num) => Native.Check(Native.ts_set_num_threads(num));

    public static int get_num_threads() => Native.ts_get_num_threads();

    /// <summary>Threads between operations; must be set before the first parallel work.</summary>
    public static void set_num_interop_threads(int num) => Native.Check(Native.ts_set_num_interop_threads(num));

    public static int get_num_interop_threads() => Native.ts_get_num_interop_threads();
}
