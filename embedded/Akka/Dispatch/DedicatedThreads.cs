using System.Collections.Concurrent;

namespace Akka.Dispatch;

/// <summary>Threads of a dispatcher of its own, started with the first work and asleep without any.</summary>
internal sealed class DedicatedThreads(string name, int count)
{
    private readonly BlockingCollection<IRunnable> _work = [];
    private int _started;

    public void Schedule(IRunnable run)
    {
        try
        {
            _work.Add(run);
        }
        catch (InvalidOperationException)
        {
            ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false); // closed: what is left, only drains mailboxes
            return;
        }
        if (Volatile.Read(ref _started) == 0 && Interlocked.Exchange(ref _started, 1) == 0)
            Start();
    }

    /// <summary>Lets the threads end when what waits is done.</summary>
    public void Close() => _work.CompleteAdding();

    private void Start()
    {
        for (var i = 1; i <= count; i++)
            new Thread(Work) { IsBackground = true, Name = count == 1 ? name : $"{name}-{i}" }.UnsafeStart();
    }

    private void Work()
    {
        foreach (var run in _work.GetConsumingEnumerable())
            run.Run();
    }
}
