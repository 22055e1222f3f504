using static TorchSharp.torch;

namespace Embedded.TorchSharp.Tests;

public sealed class ThreadTests : IDisposable
{
    private readonly int _before = get_num_threads();

    public void Dispose() => set_num_threads(_before);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void NumThreads_SetOnOneThread_HoldsOnOthersAlreadyRunning(int count)
    {
        using var worker = new Worker();
        worker.Run(get_num_threads); // OpenMP has now given this thread a count of its own

        set_num_threads(count);

        Assert.Equal(count, get_num_threads());
        Assert.Equal(count, worker.Run(get_num_threads));
    }

    [Fact]
    public void Finalizer_OfTensorNobodyDisposed_GivesTheHandleBack()
    {
        var before = Tensor.TotalCount;
        Leak();

        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.True(Tensor.TotalCount <= before, $"{Tensor.TotalCount} tensors live, {before} before");

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Leak() => Assert.False(zeros([1]).IsInvalid);
    }

    /// <summary>A thread that stays, as a pinned dispatcher's does.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly System.Collections.Concurrent.BlockingCollection<Action> _work = [];
        private readonly Thread _thread;

        internal Worker()
        {
            _thread = new Thread(() =>
            {
                foreach (var action in _work.GetConsumingEnumerable()) action();
            });
            _thread.Start();
        }

        public void Dispose()
        {
            _work.CompleteAdding();
            _thread.Join();
            _work.Dispose();
        }

        internal int Run(Func<int> function)
        {
            var result = new TaskCompletionSource<int>();
            _work.Add(() => result.SetResult(function()));
            return result.Task.WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult();
        }
    }
}
