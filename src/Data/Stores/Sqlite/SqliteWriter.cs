using Microsoft.Data.Sqlite;
using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Stores.Sqlite;

/// <summary>The connection that writes, one piece of work after the other.</summary>
internal sealed class SqliteWriter(SqliteFile file) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private SqliteConnection? _connection;

    public async Task UseAsync(Action<SqliteWriter> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await Task.Run(() => work(this), cancellation);
        }
        catch (SqliteException error)
        {
            throw file.Explain(error);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes it so that it, and all before it, survives a power cut.</summary>
    public void WriteManifest(StoreManifest manifest)
    {
        SqliteFile.Ask(Connection, "PRAGMA synchronous = FULL");
        try
        {
            Transact(SqliteText.WriteManifest,
                (statement, transaction) => statement.Execute(transaction, manifest.ToJson()));
            // A short log makes the store one file again, which can be copied and read in a read-only folder.
            SqliteFile.Ask(Connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        finally
        {
            SqliteFile.Ask(Connection, "PRAGMA synchronous = NORMAL");
        }
    }

    public void Insert(Phase phase, IReadOnlyList<StoredSample> samples) =>
        Transact(SqliteText.Insert(phase), (statement, transaction) =>
        {
            foreach (var sample in samples)
                statement.Execute(transaction, sample.Id, (long)sample.Label, sample.FileName,
                    sample.ContentHash.ToArray(), sample.Data);
        });

    public void Delete(Phase phase, ReadOnlySpan<int> ids)
    {
        var wanted = ids.ToArray();
        Transact(SqliteText.Delete(phase), (statement, transaction) =>
        {
            foreach (var id in wanted)
                statement.Execute(transaction, id);
        });
    }

    public void DeleteAll(Phase phase) =>
        Transact(SqliteText.DeleteAll(phase), (statement, transaction) => statement.Execute(transaction));

    public void Drop()
    {
        Transact(SqliteText.DeleteEverything, (statement, transaction) => statement.Execute(transaction));
        SqliteFile.Ask(Connection, "VACUUM");
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        _connection?.Dispose();
        _turn.Dispose();
    }

    private SqliteConnection Connection => _connection ??= file.OpenToWrite();

    private void Transact(string sql, Action<SqliteStatement, SqliteTransaction> work)
    {
        using var transaction = Connection.BeginTransaction();
        using var statement = new SqliteStatement(Connection, sql);
        work(statement, transaction);
        transaction.Commit();
    }
}
