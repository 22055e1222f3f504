using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>The flat C functions of <c>native/</c>, one file of declarations for each of its files.</summary>
/// <remarks>
/// The first call loads libtorch and with it libgomp, which reads its environment (OMP_WAIT_POLICY,
/// OMP_NUM_THREADS) at that moment and never again. Nothing in this assembly makes that call by itself.
/// </remarks>
internal static partial class Native
{
    private const string Library = "torchshim";

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, Resolve);

    /// <summary>Turns what the shim kept of this thread's last failure into an exception.</summary>
    internal static ExternalException Failure() => Failure(TakeError() ?? "libtorch failed without a message.");

    /// <summary>For calls whose null handle may mean "nothing there".</summary>
    internal static void ThrowIfFailed()
    {
        if (TakeError() is { } message) throw Failure(message);
    }

    internal static void Check(int done)
    {
        if (done == 0) throw Failure();
    }

    [SuppressMessage("Usage", "CA2201", Justification = "It is what TorchSharp throws.")]
    private static ExternalException Failure(string message) => new(message);

    private static string? TakeError() => Marshal.PtrToStringUTF8(ts_take_error());

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library) return 0;

        var file = Path.Combine(AppContext.BaseDirectory, $"lib{Library}.so");
        var beside = Path.Combine(Path.GetDirectoryName(assembly.Location) ?? "", $"lib{Library}.so");
        return NativeLibrary.Load(File.Exists(beside) ? beside : file);
    }

    [LibraryImport(Library)]
    private static partial nint ts_take_error();
}
