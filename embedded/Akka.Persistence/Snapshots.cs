namespace Akka.Persistence;

/// <summary>Which snapshot: whose, after which event, and when it was taken (UTC).</summary>
public sealed record SnapshotMetadata(string PersistenceId, long SequenceNr, DateTime Timestamp)
{
    public SnapshotMetadata(string persistenceId, long sequenceNr)
        : this(persistenceId, sequenceNr, DateTime.MinValue)
    {
    }
}

/// <summary>A snapshot to start the recovery from; the events behind it follow.</summary>
public sealed record SnapshotOffer(SnapshotMetadata Metadata, object Snapshot);

public sealed record SaveSnapshotSuccess(SnapshotMetadata Metadata);

public sealed record SaveSnapshotFailure(SnapshotMetadata Metadata, Exception Cause);

public sealed record SelectedSnapshot(SnapshotMetadata Metadata, object Snapshot);

/// <summary>Bounds of number and time (UTC), all inclusive.</summary>
public sealed record SnapshotSelectionCriteria(
    long MaxSequenceNr, DateTime MaxTimeStamp, long MinSequenceNr = 0L, DateTime? MinTimestamp = null)
{
    public SnapshotSelectionCriteria(long maxSequenceNr)
        : this(maxSequenceNr, DateTime.MaxValue)
    {
    }

    public static SnapshotSelectionCriteria Latest { get; } = new(long.MaxValue);

    public static SnapshotSelectionCriteria None { get; } = new(0, DateTime.MinValue);

    internal bool Fits(SnapshotMetadata snapshot) =>
        snapshot.SequenceNr >= MinSequenceNr && snapshot.SequenceNr <= MaxSequenceNr &&
        snapshot.Timestamp >= (MinTimestamp ?? DateTime.MinValue) && snapshot.Timestamp <= MaxTimeStamp;
}
