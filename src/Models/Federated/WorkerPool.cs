using System.Collections.Concurrent;

namespace SplitLearning.Models.Federated;

/// <summary>Threads with an ensemble each; always the same threads, for libtorch keeps settings for each.</summary>
internal sealed class WorkerPool : IDisposable
{
    private readonly BlockingCollection<Action<Lazy<LearnersEnsemble>>>[] _jobs;
    private readonly Thread[] _threads;

    /// <param name="create">Builds the ensemble of a thread, on it.</param>
    public WorkerPool(int workers, Func<LearnersEnsemble> create)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workers);
        _jobs = [.. Enumerable.Range(0, workers).Select(_ => new BlockingCollection<Action<Lazy<LearnersEnsemble>>>())];
        _threads = [.. _jobs.Select((jobs, worker) => new Thread(() => Work(jobs, create))
        {
            IsBackground = true,
            Name = $"federated-{worker + 1}",
        })];
        foreach (var thread in _threads)
            thread.Start();
    }

    /// <summary>Does a job for every item, in any order, and waits for the end.</summary>
    /// <param name="job">Gets the number of the thread, from 0: what it writes to needs no lock.</param>
    /// <remarks>After an error no more items are begun; the first error is thrown.</remarks>
    public void ForEach<T>(
        IReadOnlyList<T> items, Action<LearnersEnsemble, int, T> job, CancellationToken cancellation)
    {
        var next = -1;
        var outcomes = _jobs.Select(_ => new TaskCompletionSource()).ToArray();
        for (var worker = 0; worker < _jobs.Length; worker++)
        {
            var number = worker;
            _jobs[worker].Add(ensemble => Run(outcomes[number], () =>
            {
                while (!cancellation.IsCancellationRequested && !outcomes.Any(outcome => outcome.Task.IsFaulted)
                    && Interlocked.Increment(ref next) is var item && item < items.Count)
                    job(ensemble.Value, number, items[item]);
            }), CancellationToken.None);
        }

        // Also after an error or a cancellation: nobody may use what threads still write to.
        Task.WaitAny([Task.WhenAll(outcomes.Select(outcome => outcome.Task))], CancellationToken.None);
        foreach (var outcome in outcomes)
            outcome.Task.GetAwaiter().GetResult();
        cancellation.ThrowIfCancellationRequested();
    }

    public void Dispose()
    {
        foreach (var jobs in _jobs)
            jobs.CompleteAdding();
        foreach (var thread in _threads)
            thread.Join();
        foreach (var jobs in _jobs)
            jobs.Dispose();
    }

    private static void Run(TaskCompletionSource outcome, Action work)
    {
        try
        {
            work();
            outcome.SetResult();
        }
        catch (Exception error)
        {
            // Whoever waits shall see it.
            outcome.SetException(error);
        }
    }

    // An ensemble that cannot be built fails the jobs, not the process.
    private static void Work(
        BlockingCollection<Action<Lazy<LearnersEnsemble>>> jobs, Func<LearnersEnsemble> create)
    {
        var ensemble = new Lazy<LearnersEnsemble>(create);
        foreach (var job in jobs.GetConsumingEnumerable())
            job(ensemble);
        if (ensemble.IsValueCreated)
            ensemble.Value.Dispose();
    }
}
