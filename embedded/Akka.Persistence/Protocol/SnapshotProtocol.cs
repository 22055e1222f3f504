namespace Akka.Persistence.Protocol;

/// <summary>Answered to the sender by LoadSnapshotResult or LoadSnapshotFailed.</summary>
internal sealed record LoadSnapshot(string PersistenceId, SnapshotSelectionCriteria Criteria, int Instance);

/// <param name="Snapshot">Null: there is none that fits.</param>
internal sealed record LoadSnapshotResult(SelectedSnapshot? Snapshot, int Instance) : IForInstance;

internal sealed record LoadSnapshotFailed(Exception Cause, int Instance) : IForInstance;

/// <summary>Answered to the sender by SaveSnapshotSuccess or SaveSnapshotFailure.</summary>
internal sealed record SaveSnapshot(SnapshotMetadata Metadata, object Snapshot);

/// <summary>Answered to the sender by DeleteSnapshotSuccess or DeleteSnapshotFailure.</summary>
internal sealed record DeleteSnapshot(SnapshotMetadata Metadata);

/// <summary>Answered to the sender by DeleteSnapshotsSuccess or DeleteSnapshotsFailure.</summary>
internal sealed record DeleteSnapshots(string PersistenceId, SnapshotSelectionCriteria Criteria);
