using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace SplitLearning.Data.Stores.Sqlite;

/// <summary>Connections that read: as many as are used at the same time.</summary>
internal sealed class SqliteReaders(SqliteFile file) : IDisposable
{
    private readonly ConcurrentBag<SqliteReader> _idle = [];
    private volatile bool _disposed;

    public Task<T> UseAsync<T>(Func<SqliteReader, T> work, CancellationToken cancellation) =>
        Task.Run(() => Use(work), cancellation);

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var reader))
            reader.Dispose();
    }

    private T Use<T>(Func<SqliteReader, T> work)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SqliteReader? reader = null;
        try
        {
            reader = _idle.TryTake(out var idle) ? idle : new SqliteReader(file);
            var result = work(reader);
            _idle.Add(reader);
            if (_disposed)
                Dispose();
            return result;
        }
        catch (Exception e)
        {
            reader?.Dispose(); // whatever state it is in
            if (e is SqliteException error)
                throw file.Explain(error);
            throw;
        }
    }
}
