using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sqlite;

/// <summary>Writes to a file on a thread of its own. What has come while a transaction was committed is the next one:
/// the more there is to write, the less each write costs.</summary>
/// <param name="open">Prepares the statements, on that thread; called again after a failure.</param>
internal sealed class SqliteWriter<TTables>(
    SqliteFile file, string schema, Func<SqliteConnection, TTables> open, string threadName) : IDisposable
    where TTables : class, IDisposable
{
    private const int MaxBatch = 1000;

    private readonly BlockingCollection<Work> _queue = [];
    private Thread? _thread;
    private SqliteConnection? _connection;
    private Statement? _begin;
    private Statement? _commit;
    private TTables? _tables;

    /// <summary>Runs in a transaction; done when that is committed. Not for calls at the same time.</summary>
    public Task<T> Run<T>(Func<TTables, T> work)
    {
        var pending = new Work<T>(work);
        _queue.Add(pending);
        if (_thread is null)
        {
            _thread = new Thread(Loop) { IsBackground = true, Name = threadName };
            _thread.Start();
        }
        return pending.Task;
    }

    /// <summary>Writes what is left and closes the file.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread?.Join();
        _queue.Dispose();
    }

    private void Loop()
    {
        var batch = new List<Work>();
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < MaxBatch && _queue.TryTake(out var more))
                batch.Add(more);
            Write(batch);
            batch.Clear();
        }
        Close();
    }

    private void Write(IReadOnlyList<Work> batch)
    {
        try
        {
            Open();
            _begin!.Execute();
            foreach (var work in batch)
                work.Run(_tables!);
            _commit!.Execute();
        }
        catch (Exception e)
        {
            Close(); // rolls back
            if (batch.Count == 1)
                batch[0].Fail(file.Explain(e));
            else
                foreach (var work in batch) // one that cannot be written must not take the others with it
                    Write([work]);
            return;
        }
        foreach (var work in batch)
            work.Complete();
    }

    private void Open()
    {
        if (_tables is not null)
            return;
        _connection = file.OpenToWrite(schema);
        _begin = new Statement(_connection, "BEGIN IMMEDIATE");
        _commit = new Statement(_connection, "COMMIT");
        _tables = open(_connection);
    }

    private void Close()
    {
        _tables?.Dispose();
        _commit?.Dispose();
        _begin?.Dispose();
        _connection?.Dispose();
        _tables = null;
        _connection = null;
    }

    private abstract class Work
    {
        public abstract void Run(TTables tables);

        public abstract void Complete();

        public abstract void Fail(Exception cause);
    }

    private sealed class Work<T>(Func<TTables, T> run) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Task => _done.Task;

        public override void Run(TTables tables) => _result = run(tables);

        public override void Complete() => _done.SetResult(_result);

        public override void Fail(Exception cause) => _done.SetException(cause);
    }
}
