using Microsoft.Win32.SafeHandles;

namespace TorchSharp.Interop;

/// <summary>Owner of one native tensor reference; a leaked one is given back by the finalizer.</summary>
/// <remarks>A SafeHandle, because that keeps the tensor alive for the length of a call.</remarks>
internal sealed class TensorHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Stands for "no tensor" where a call takes an optional one.</summary>
    internal static readonly TensorHandle None = new();

    private static long s_total;
    private static long s_peak;

    internal TensorHandle()
        : base(ownsHandle: true)
    {
    }

    internal TensorHandle(nint preexisting)
        : this()
    {
        SetHandle(preexisting);
        var total = Interlocked.Increment(ref s_total);
        for (var peak = Peak; total > peak; peak = Peak)
            Interlocked.CompareExchange(ref s_peak, total, peak);
    }

    internal static long Total => Interlocked.Read(ref s_total);

    internal static long Peak => Interlocked.Read(ref s_peak);

    protected override bool ReleaseHandle()
    {
        Native.ts_free(handle);
        Interlocked.Decrement(ref s_total);
        return true;
    }
}
