namespace Akka.Persistence;

public interface IPersistentIdentity
{
    /// <summary>Whose events these are: unique among all actors of the journal, and the same over restarts.</summary>
    string PersistenceId { get; }

    /// <summary>Section of the journal; empty for akka.persistence.journal.plugin.</summary>
    string JournalPluginId { get; }

    /// <summary>Section of the snapshot store; empty for akka.persistence.snapshot-store.plugin.</summary>
    string SnapshotPluginId { get; }
}

public interface IPersistenceRecovery
{
    Recovery Recovery { get; }
}
