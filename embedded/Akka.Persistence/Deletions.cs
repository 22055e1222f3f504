namespace Akka.Persistence;

/// <summary>The events up to the number asked for are gone.</summary>
public sealed record DeleteMessagesSuccess(long ToSequenceNr);

/// <summary>The events are still there.</summary>
public sealed record DeleteMessagesFailure(Exception Cause, long ToSequenceNr);

public sealed record DeleteSnapshotSuccess(SnapshotMetadata Metadata);

public sealed record DeleteSnapshotFailure(SnapshotMetadata Metadata, Exception Cause);

public sealed record DeleteSnapshotsSuccess(SnapshotSelectionCriteria Criteria);

public sealed record DeleteSnapshotsFailure(SnapshotSelectionCriteria Criteria, Exception Cause);
