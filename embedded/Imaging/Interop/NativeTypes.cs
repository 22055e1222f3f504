using System.Runtime.InteropServices;

namespace Imaging.Interop;

/// <summary>Layout of <c>imaging::Limits</c> in native/imaging.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeLimits
{
    public int MaxSide;
    public long MaxBytes;

    public static NativeLimits Of(ImageLimits limits) => new() { MaxSide = limits.MaxSide, MaxBytes = limits.MaxBytes };
}

/// <summary>Layout of <c>imaging::Header</c> in native/imaging.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeHeader
{
    public int Format;
    public int Width;
    public int Height;
    public int Channels;
}
