using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>Keeps the events as they are, unserialized, until the actor system ends.</summary>
public class MemoryJournal : AsyncWriteJournal
{
    private readonly Dictionary<string, (long Highest, List<IPersistentRepresentation> Events)> _histories = [];

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        Task.FromResult(History(persistenceId).Highest);

    public override Task ReplayMessagesAsync(
        IActorContext context,
        string persistenceId,
        long fromSequenceNr,
        long toSequenceNr,
        long max,
        Action<IPersistentRepresentation> recoveryCallback)
    {
        var count = 0L;
        foreach (var stored in History(persistenceId).Events)
            if (stored.SequenceNr >= fromSequenceNr && stored.SequenceNr <= toSequenceNr && count++ < max)
                recoveryCallback(stored);
        return Task.CompletedTask;
    }

    protected override Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        foreach (var write in messages)
        {
            var (highest, events) = History(write.PersistenceId);
            if (write.LowestSequenceNr != highest + 1)
                throw new InvalidOperationException(
                    $"Event {write.LowestSequenceNr} of '{write.PersistenceId}' does not follow {highest}; " +
                    "two actors have that PersistenceId");
            events.AddRange(write.Events);
            _histories[write.PersistenceId] = (write.HighestSequenceNr, events);
        }
        return Task.FromResult<IImmutableList<Exception?>?>(null);
    }

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr)
    {
        History(persistenceId).Events.RemoveAll(stored => stored.SequenceNr <= toSequenceNr);
        return Task.CompletedTask;
    }

    private (long Highest, List<IPersistentRepresentation> Events) History(string persistenceId) =>
        _histories.TryGetValue(persistenceId, out var history) ? history : (0, []);
}
