using Microsoft.Win32.SafeHandles;

namespace TorchSharp.Interop;

internal sealed class GeneratorHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>Stands for "the default generator" in calls.</summary>
    internal static readonly GeneratorHandle None = new(0);

    internal GeneratorHandle(nint preexisting)
        : base(ownsHandle: true) => SetHandle(preexisting);

    protected override bool ReleaseHandle()
    {
        Native.ts_generator_free(handle);
        return true;
    }
}
