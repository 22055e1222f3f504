using Akka.Actor;
using Akka.Persistence.Protocol;

namespace Akka.Persistence.Snapshot;

/// <summary>Base of snapshot stores.</summary>
public abstract class SnapshotStore : ActorBase
{
    protected sealed override bool Receive(object message)
    {
        var answer = message switch
        {
            LoadSnapshot load => Answer(
                async () => new LoadSnapshotResult(
                    await LoadAsync(load.PersistenceId, load.Criteria).ConfigureAwait(false), load.Instance),
                e => new LoadSnapshotFailed(e, load.Instance)),
            SaveSnapshot save => Answer(
                () => SaveAsync(save.Metadata, save.Snapshot),
                new SaveSnapshotSuccess(save.Metadata),
                e => new SaveSnapshotFailure(save.Metadata, e)),
            DeleteSnapshot delete => Answer(
                () => DeleteAsync(delete.Metadata),
                new DeleteSnapshotSuccess(delete.Metadata),
                e => new DeleteSnapshotFailure(delete.Metadata, e)),
            DeleteSnapshots delete => Answer(
                () => DeleteAsync(delete.PersistenceId, delete.Criteria),
                new DeleteSnapshotsSuccess(delete.Criteria),
                e => new DeleteSnapshotsFailure(delete.Criteria, e)),
            _ => null,
        };
        _ = answer?.PipeTo(Sender, Self);
        return answer is not null;
    }

    /// <returns>The latest snapshot within the bounds; null if there is none.</returns>
    /// <exception cref="Exception">Any: the recovery fails with it, and the actor stops.</exception>
    protected abstract Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria);

    /// <summary>Saves, in place of one with the same number.</summary>
    protected abstract Task SaveAsync(SnapshotMetadata metadata, object snapshot);

    /// <param name="metadata">Deleted is the snapshot with its number, whatever its time says.</param>
    protected abstract Task DeleteAsync(SnapshotMetadata metadata);

    protected abstract Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria);

    private static Task<object> Answer(Func<Task> work, object success, Func<Exception, object> failure) => Answer(
        async () =>
        {
            await work().ConfigureAwait(false);
            return success;
        },
        failure);

    private static async Task<object> Answer(Func<Task<object>> work, Func<Exception, object> failure)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            return failure(e);
        }
    }
}
