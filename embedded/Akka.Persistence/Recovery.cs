namespace Akka.Persistence;

/// <summary>What a persistent actor recovers from: the snapshot that fits, then the events behind it.</summary>
/// <param name="fromSnapshot">Which snapshot; the latest unless given.</param>
/// <param name="toSequenceNr">The last event to replay; all unless given.</param>
/// <param name="replayMax">How many events to replay; all unless given.</param>
public sealed class Recovery(
    SnapshotSelectionCriteria? fromSnapshot = null,
    long toSequenceNr = long.MaxValue,
    long replayMax = long.MaxValue)
{
    public Recovery()
        : this(null)
    {
    }

    public static Recovery Default { get; } = new();

    /// <summary>Neither snapshot nor events; only the sequence number goes on where it was.</summary>
    public static Recovery None { get; } = new(SnapshotSelectionCriteria.None, 0);

    public SnapshotSelectionCriteria FromSnapshot { get; } = fromSnapshot ?? SnapshotSelectionCriteria.Latest;

    public long ToSequenceNr { get; } = toSequenceNr;

    public long ReplayMax { get; } = replayMax;
}

/// <summary>The actor has recovered; comes to its Recover handlers, before any command.</summary>
public sealed class RecoveryCompleted
{
    public static readonly RecoveryCompleted Instance = new();

    private RecoveryCompleted()
    {
    }

    public override string ToString() => "<RecoveryCompleted>";
}

/// <summary>Journal or snapshot store did not answer in time.</summary>
public class RecoveryTimedOutException(string message) : Akka.Actor.AkkaException(message);
