using TorchSharp;

namespace SplitLearning.Models;

/// <summary>Sets libtorch up for this process and thread.</summary>
public static class TorchRuntime
{
    private static readonly Lazy<bool> Process = new(ConfigureProcess);

    /// <summary>Call it before the first use of torch, and on every thread that trains; repeating is cheap.</summary>
    /// <param name="threads">Threads of one operation; all models of a process must agree on it.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one thread.</exception>
    public static void Configure(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        PrepareProcess();
        // OpenMP keeps the number for each thread, so this one may differ from the one that was set before.
        if (torch.get_num_threads() != threads)
            torch.set_num_threads(threads);
    }

    /// <summary>Only what must be set before torch is loaded; the number of threads stays as it is.</summary>
    internal static void PrepareProcess() => _ = Process.Value;

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
    private static bool UsesPthreadBlas()
    {
        const string blas = "/etc/alternatives/libblas.so.3-x86_64-linux-gnu";
        var target = File.Exists(blas) ? File.ResolveLinkTarget(blas, returnFinalTarget: true)?.FullName : null;
        return target?.Contains("openblas-pthread", StringComparison.Ordinal) == true;
    }

    // By default glibc gives big blocks back to the kernel after each step and fetches zeroed pages for the next.
    private static void SetMalloc()
    {
        const int trimThreshold = -1, topPad = -2, mmapThreshold = -3;
        const int never = int.MaxValue, pad = 16 << 20;
        const int highest = 32 << 20; // HEAP_MAX_SIZE / 2: glibc refuses more
        _ = LibC.SetMallocOption(trimThreshold, never);
        _ = LibC.SetMallocOption(mmapThreshold, highest);
        _ = LibC.SetMallocOption(topPad, pad);
    }
}
