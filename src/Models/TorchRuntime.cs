namespace SplitLearning.Models;

/// <summary>Sets libtorch up for this process and thread.</summary>
public static class TorchRuntime
{
    /// <summary>To be called before the first use of torch, and on every thread that trains; repeating it is free.</summary>
    /// <param name="threads">Threads of one operation.</param>
    public static void Configure(int threads) => throw new NotSupportedException();
}
