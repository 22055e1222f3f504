namespace Akka.Persistence.Snapshot;

/// <summary>Keeps the snapshots as they are, unserialized, until the actor system ends.</summary>
public class MemorySnapshotStore : SnapshotStore
{
    private readonly List<SelectedSnapshot> _snapshots = [];

    protected override Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        Task.FromResult(_snapshots
            .Where(snapshot => snapshot.Metadata.PersistenceId == persistenceId && criteria.Fits(snapshot.Metadata))
            .MaxBy(snapshot => snapshot.Metadata.SequenceNr));

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        DeleteAsync(metadata);
        _snapshots.Add(new SelectedSnapshot(metadata, snapshot));
        return Task.CompletedTask;
    }

    protected override Task DeleteAsync(SnapshotMetadata metadata)
    {
        _snapshots.RemoveAll(snapshot => snapshot.Metadata.PersistenceId == metadata.PersistenceId &&
            snapshot.Metadata.SequenceNr == metadata.SequenceNr);
        return Task.CompletedTask;
    }

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        _snapshots.RemoveAll(snapshot =>
            snapshot.Metadata.PersistenceId == persistenceId && criteria.Fits(snapshot.Metadata));
        return Task.CompletedTask;
    }
}
