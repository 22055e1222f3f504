using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Imaging.Interop;

/// <summary>Owner of the bytes of an encoded file; invalid when encoding failed.</summary>
internal sealed class NativeBytes() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <param name="error">What the failed call left.</param>
    /// <exception cref="InvalidDataException">Encoding failed.</exception>
    public byte[] ToArray(ReadOnlySpan<byte> error)
    {
        if (IsInvalid)
            throw ImageFile.Damage(error);
        var bytes = new byte[Native.im_bytes_length(this)];
        Marshal.Copy(Native.im_bytes_data(this), bytes, 0, bytes.Length);
        return bytes;
    }

    protected override bool ReleaseHandle()
    {
        Native.im_bytes_free(handle);
        return true;
    }
}
