using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sqlite.Snapshot;

internal sealed record SnapshotRow(SnapshotMetadata Metadata, Payload Payload);

/// <summary>The table of snapshots. Used for one connection, until a write fails.</summary>
internal sealed class SnapshotTable(SqliteConnection connection) : IDisposable
{
    /// <remarks>timestamp in ticks of 100 ns, UTC.</remarks>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id TEXT NOT NULL, sequence_nr INTEGER NOT NULL, timestamp INTEGER NOT NULL,
            serializer_id INTEGER NOT NULL, manifest TEXT NOT NULL, payload BLOB NOT NULL,
            PRIMARY KEY (persistence_id, sequence_nr))
        """;

    private const string Within =
        "persistence_id = $1 AND sequence_nr BETWEEN $2 AND $3 AND timestamp BETWEEN $4 AND $5";

    private readonly Statement _save =
        new(connection, "INSERT OR REPLACE INTO snapshot VALUES ($1, $2, $3, $4, $5, $6)");
    private readonly Statement _delete =
        new(connection, "DELETE FROM snapshot WHERE persistence_id = $1 AND sequence_nr = $2");
    private readonly Statement _deleteWithin = new(connection, $"DELETE FROM snapshot WHERE {Within}");
    private readonly Statement _load = new(connection, $"""
        SELECT sequence_nr, timestamp, serializer_id, manifest, payload FROM snapshot
        WHERE {Within} ORDER BY sequence_nr DESC LIMIT 1
        """);

    public SnapshotRow? Load(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        using var row = _load.Query(Bounds(persistenceId, criteria));
        return row.Read()
            ? new SnapshotRow(
                new SnapshotMetadata(persistenceId, row.GetInt64(0), new DateTime(row.GetInt64(1), DateTimeKind.Utc)),
                Payload.From(row, 2))
            : null;
    }

    public bool Save(SnapshotMetadata metadata, Payload payload)
    {
        _save.Execute(
            metadata.PersistenceId,
            metadata.SequenceNr,
            metadata.Timestamp.Ticks,
            payload.SerializerId,
            payload.Manifest,
            payload.Bytes);
        return true;
    }

    public bool Delete(SnapshotMetadata metadata)
    {
        _delete.Execute(metadata.PersistenceId, metadata.SequenceNr);
        return true;
    }

    public bool Delete(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        _deleteWithin.Execute(Bounds(persistenceId, criteria));
        return true;
    }

    public void Dispose()
    {
        _save.Dispose();
        _delete.Dispose();
        _deleteWithin.Dispose();
        _load.Dispose();
    }

    private static object[] Bounds(string persistenceId, SnapshotSelectionCriteria criteria) =>
    [
        persistenceId,
        criteria.MinSequenceNr,
        criteria.MaxSequenceNr,
        (criteria.MinTimestamp ?? DateTime.MinValue).Ticks,
        criteria.MaxTimeStamp.Ticks,
    ];
}
