using TorchSharp;

namespace SplitLearning.Models;

/// <summary>Sets libtorch up for this process and thread.</summary>
/// <remarks>The reasons and their measured effect: docs/adr.</remarks>
public static class TorchRuntime
{
    private static readonly Lazy<bool> Process = new(ConfigureProcess);

    [ThreadStatic]
    private static int _threadsOfThisThread;

    /// <summary>To be called before the first use of torch, and on every thread that trains; repeating it is free.</summary>
    /// <param name="threads">Threads of one operation.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    public static void Configure(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (_threadsOfThisThread == threads)
            return;
        _ = Process.Value;
        // OpenMP keeps the number for each calling thread.
        torch.set_num_threads(threads);
        _threadsOfThisThread = threads;
    }

    private static bool ConfigureProcess()
    {
        try
        {
            SetEnvironment();
            SetMalloc();
            return true;
        }
        catch (Exception cause) when (cause is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library: training is right all the same, only slower.
            return false;
        }
    }

    // Through libc: .NET's own variables do not reach native code, and OpenMP reads them when it is loaded.
    private static void SetEnvironment()
    {
        // Threads that spin after each operation take the core that the other process of this machine needs.
        _ = LibC.SetEnvironment("OMP_WAIT_POLICY", "passive", overwrite: 0);
        if (UsesPthreadBlas())
            _ = LibC.SetEnvironment("OPENBLAS_NUM_THREADS", "1", overwrite: 0);
    }

    // This build of OpenBLAS has a pool of its own, which set_num_threads does not govern: two pools fight.
    private static bool UsesPthreadBlas() =>
        File.ResolveLinkTarget("/etc/alternatives/libblas.so.3-x86_64-linux-gnu", returnFinalTarget: true)
            is { FullName: var target } && target.Contains("openblas-pthread", StringComparison.Ordinal);

    // By default glibc gives big blocks back to the kernel after each step and fetches zeroed pages for the next.
    private static void SetMalloc()
    {
        const int trimThreshold = -1, topPad = -2, mmapThreshold = -3;
        const int keep = 1 << 30, pad = 64 << 20;
        _ = LibC.SetMallocOption(trimThreshold, keep);
        _ = LibC.SetMallocOption(mmapThreshold, keep);
        _ = LibC.SetMallocOption(topPad, pad);
    }
}
