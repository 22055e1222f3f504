using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence.Protocol;

namespace Akka.Persistence.Journal;

/// <summary>
/// Base of journals. Calls come one after the other, but the next may come before the task of the one before is done.
/// </summary>
public abstract class AsyncWriteJournal : ActorBase
{
    /// <summary>
    /// Hands the events of an actor to the callback, in order; called after the number below is read.
    /// </summary>
    /// <exception cref="Exception">Any: the recovery fails with it, and the actor stops.</exception>
    public abstract Task ReplayMessagesAsync(
        IActorContext context,
        string persistenceId,
        long fromSequenceNr,
        long toSequenceNr,
        long max,
        Action<IPersistentRepresentation> recoveryCallback);

    /// <summary>The number of the last event ever stored, deleted or not; 0 for none. Sees what was written by calls
    /// before this one.</summary>
    public abstract Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr);

    /// <summary>Stores events of one actor.</summary>
    /// <returns>For each write null or why it is rejected; null or empty if none is.</returns>
    /// <exception cref="Exception">Any: the actor stops.</exception>
    protected abstract Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages);

    protected abstract Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr);

    protected sealed override bool Receive(object message)
    {
        switch (message)
        {
            case WriteMessages write:
                _ = WriteAsync(write);
                return true;
            case ReplayMessages replay:
                _ = ReplayAsync(replay, Context);
                return true;
            case DeleteMessagesTo delete:
                _ = DeleteAsync(delete).PipeTo(delete.Actor, Self);
                return true;
            default:
                return false;
        }
    }

    private async Task WriteAsync(WriteMessages request)
    {
        var writes = request.Messages.OfType<AtomicWrite>().ToList();
        IImmutableList<Exception?>? rejections = null;
        Exception? failure = null;
        try
        {
            if (writes.Count > 0)
                rejections = await WriteMessagesAsync(writes).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
        }
        if (failure is null) // otherwise no later event may be stored: there would be a gap before it
            request.Actor.Tell(new WriteMessagesDone(request.Instance), ActorRefs.NoSender);
        var write = 0;
        foreach (var message in request.Messages)
            if (message is AtomicWrite atomic)
                Answer(request, atomic, failure, rejections is { Count: > 0 } ? rejections[write++] : null);
            else
                request.Actor.Tell(new LoopMessageSuccess(message.Payload, request.Instance), message.Sender);
    }

    private static void Answer(WriteMessages request, AtomicWrite write, Exception? failure, Exception? rejection)
    {
        foreach (var stored in write.Events)
            request.Actor.Tell(
                failure is not null ? new WriteMessageFailure(stored, failure, request.Instance)
                    : rejection is not null ? new WriteMessageRejected(stored, rejection, request.Instance)
                    : new WriteMessageSuccess(stored, request.Instance),
                stored.Sender);
    }

    private async Task ReplayAsync(ReplayMessages request, IActorContext context)
    {
        var actor = request.Actor;
        try
        {
            var highest = await ReadHighestSequenceNrAsync(request.PersistenceId, request.From).ConfigureAwait(false);
            var to = Math.Min(request.To, highest);
            if (request.From <= to && request.Max > 0)
                await ReplayMessagesAsync(
                    context,
                    request.PersistenceId,
                    request.From,
                    to,
                    request.Max,
                    e => actor.Tell(new ReplayedMessage(e, request.Instance), ActorRefs.NoSender))
                    .ConfigureAwait(false);
            actor.Tell(new RecoverySuccess(highest, request.Instance), ActorRefs.NoSender);
        }
        catch (Exception e)
        {
            actor.Tell(new ReplayMessagesFailure(e, request.Instance), ActorRefs.NoSender);
        }
    }

    private async Task<object> DeleteAsync(DeleteMessagesTo request)
    {
        try
        {
            await DeleteMessagesToAsync(request.PersistenceId, request.To).ConfigureAwait(false);
            return new DeleteMessagesSuccess(request.To);
        }
        catch (Exception e)
        {
            return new DeleteMessagesFailure(e, request.To);
        }
    }
}
