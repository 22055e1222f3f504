using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sqlite.Journal;

/// <summary>An event, or in place of one that was rejected, its number: numbers have no gaps.</summary>
internal sealed record EventRow(long SequenceNr, Payload? Payload);

/// <summary>The tables of events as the writer sees them. Used for one connection, until a write fails.</summary>
internal sealed class EventTables(SqliteConnection connection, SqliteFile file) : IDisposable
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS event_journal (
            persistence_id TEXT NOT NULL, sequence_nr INTEGER NOT NULL,
            serializer_id INTEGER, manifest TEXT, payload BLOB,
            PRIMARY KEY (persistence_id, sequence_nr)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS journal_metadata (
            persistence_id TEXT NOT NULL PRIMARY KEY, deleted_to INTEGER NOT NULL) WITHOUT ROWID
        """;

    private readonly Dictionary<string, long> _highest = [];
    private readonly Statement _insert =
        new(connection, "INSERT INTO event_journal VALUES ($1, $2, $3, $4, $5)");
    private readonly Statement _delete =
        new(connection, "DELETE FROM event_journal WHERE persistence_id = $1 AND sequence_nr <= $2");
    private readonly Statement _markDeleted = new(connection, """
        INSERT INTO journal_metadata VALUES ($1, $2)
        ON CONFLICT DO UPDATE SET deleted_to = max(deleted_to, excluded.deleted_to)
        """);
    private readonly Statement _findHighest = new(connection, """
        SELECT max(
            coalesce((SELECT max(sequence_nr) FROM event_journal WHERE persistence_id = $1), 0),
            coalesce((SELECT deleted_to FROM journal_metadata WHERE persistence_id = $1), 0))
        """);

    /// <summary>Number of the last event ever stored; 0 for none.</summary>
    public long Highest(string persistenceId)
    {
        if (!_highest.TryGetValue(persistenceId, out var highest))
            _highest[persistenceId] = highest = (long)_findHighest.Scalar(persistenceId)!;
        return highest;
    }

    /// <param name="rows">Of one actor, in order.</param>
    /// <exception cref="SqliteFileException">They do not follow the last one stored.</exception>
    public void Write(string persistenceId, IReadOnlyList<EventRow> rows)
    {
        var highest = Highest(persistenceId);
        if (rows[0].SequenceNr != highest + 1)
            throw file.Error($"event {rows[0].SequenceNr} of '{persistenceId}' does not follow {highest}, the last " +
                "one stored; two actors have that PersistenceId, or events are lost");
        foreach (var (sequenceNr, payload) in rows)
            _insert.Execute(persistenceId, sequenceNr, payload?.SerializerId, payload?.Manifest, payload?.Bytes);
        _highest[persistenceId] = rows[^1].SequenceNr;
    }

    public void Delete(string persistenceId, long toSequenceNr)
    {
        var to = Math.Min(toSequenceNr, Highest(persistenceId));
        _delete.Execute(persistenceId, to);
        _markDeleted.Execute(persistenceId, to);
    }

    public void Dispose()
    {
        _insert.Dispose();
        _delete.Dispose();
        _markDeleted.Dispose();
        _findHighest.Dispose();
    }
}
