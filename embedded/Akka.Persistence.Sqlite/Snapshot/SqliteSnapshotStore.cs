using Akka.Configuration;
using Akka.Persistence.Snapshot;

namespace Akka.Persistence.Sqlite.Snapshot;

/// <summary>Keeps snapshots in a SQLite file: section <c>akka.persistence.snapshot-store.sqlite</c>.</summary>
public class SqliteSnapshotStore : SnapshotStore
{
    private readonly SqliteFile _file;
    private readonly SqliteWriter<SnapshotTable> _writer;
    private readonly Akka.Serialization.Serialization _serialization = Context.System.Serialization;

    public SqliteSnapshotStore(Config snapshotConfig)
    {
        _file = new SqliteFile(snapshotConfig, "akka.persistence.snapshot-store.sqlite");
        _writer = new SqliteWriter<SnapshotTable>(
            _file, SnapshotTable.Schema, connection => new SnapshotTable(connection), "sqlite-snapshots");
    }

    protected override async Task<SelectedSnapshot?> LoadAsync(
        string persistenceId, SnapshotSelectionCriteria criteria)
    {
        var found = await _writer.Run(table => table.Load(persistenceId, criteria)).ConfigureAwait(false);
        return found is null ? null : new SelectedSnapshot(found.Metadata, found.Payload.Read(
            _serialization, _file, () => $"snapshot {found.Metadata.SequenceNr} of '{persistenceId}'"));
    }

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        var payload = Payload.From(snapshot, _serialization);
        return _writer.Run(table => table.Save(metadata, payload));
    }

    protected override Task DeleteAsync(SnapshotMetadata metadata) => _writer.Run(table => table.Delete(metadata));

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        _writer.Run(table => table.Delete(persistenceId, criteria));

    protected override void PostStop() => _writer.Dispose();
}
