using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int ts_requires_grad(TensorHandle self);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int ts_is_leaf(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial int ts_set_requires_grad(TensorHandle self, int value);
    [LibraryImport(Library)]
    internal static partial int ts_retain_grad(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial nint ts_grad(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial int ts_set_grad(TensorHandle self, TensorHandle grad);
    [LibraryImport(Library)]
    internal static partial int ts_backward(
        TensorHandle self, TensorHandle gradient, int retain_graph, int create_graph);
    [LibraryImport(Library)]
    internal static partial nint ts_detach(TensorHandle self);
    [LibraryImport(Library)]
    internal static partial int ts_detach_(TensorHandle self);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int ts_grad_mode();
    [LibraryImport(Library)]
    internal static partial void ts_set_grad_mode(int enabled);
    [LibraryImport(Library), SuppressGCTransition]
    internal static partial int ts_inference_mode();
    [LibraryImport(Library)]
    internal static partial nint ts_enter_inference_mode(int enabled);
    [LibraryImport(Library)]
    internal static partial void ts_leave_inference_mode(nint guard);
}
