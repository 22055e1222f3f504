using System.Reflection;
using System.Runtime.InteropServices;

namespace Imaging.Interop;

/// <summary>The flat C functions of <c>native/files.cpp</c>. A failure is a text in the caller's buffer.</summary>
internal static partial class Native
{
    private const string Library = "imagingshim";

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, Resolve);

    [LibraryImport(Library)]
    internal static partial int im_identify(
        ReadOnlySpan<byte> file, long length, in NativeLimits limits, out NativeHeader header, Span<byte> error,
        int capacity);

    [LibraryImport(Library)]
    internal static partial int im_decode(
        ReadOnlySpan<byte> file, long length, in NativeLimits limits, int width, int height, int channels,
        Span<byte> pixels, Span<byte> error, int capacity);

    [LibraryImport(Library)]
    internal static partial NativeBytes im_encode_png(
        ReadOnlySpan<byte> pixels, int width, int height, int channels, Span<byte> error, int capacity);

    [LibraryImport(Library)]
    internal static partial NativeBytes im_encode_jpeg(
        ReadOnlySpan<byte> pixels, int width, int height, int channels, int quality, Span<byte> error, int capacity);

    [LibraryImport(Library)]
    internal static partial long im_bytes_length(NativeBytes bytes);

    [LibraryImport(Library)]
    internal static partial nint im_bytes_data(NativeBytes bytes);

    [LibraryImport(Library)]
    internal static partial void im_bytes_free(nint bytes);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library) return 0;

        var file = Path.Combine(AppContext.BaseDirectory, $"lib{Library}.so");
        var beside = Path.Combine(Path.GetDirectoryName(assembly.Location) ?? "", $"lib{Library}.so");
        return NativeLibrary.Load(File.Exists(beside) ? beside : file);
    }
}
