using System.Collections.Immutable;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace Embedded.Akka.Persistence.Tests;

/// <summary>Fails at events "fail", rejects "reject"; fails for the actor "unreadable", and never answers "silent" (but
/// says on the event stream that it was asked).</summary>
public sealed class TroubledJournal : MemoryJournal
{
    public const string Config = """
        akka.persistence.journal {
          plugin = troubled
        }
        troubled.class = "Embedded.Akka.Persistence.Tests.TroubledJournal, Embedded.Akka.Persistence.Tests"
        """;

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        persistenceId switch
        {
            "silent" => Silence(),
            "unreadable" => throw new IOException("the journal is gone"),
            _ => base.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr),
        };

    protected override async Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        await Task.Yield(); // answers on another thread, as journals do
        if (messages.Any(write => Contains(write, "fail")))
            throw new IOException("the journal is full");
        await base.WriteMessagesAsync(messages);
        return messages
            .Select(write => Contains(write, "reject") ? new NotSupportedException("no serializer") : (Exception?)null)
            .ToImmutableList();
    }

    private static Task<long> Silence()
    {
        Context.System.EventStream.Publish("journal asked");
        return new TaskCompletionSource<long>().Task;
    }

    private static bool Contains(AtomicWrite write, string payload) =>
        ((IImmutableList<IPersistentRepresentation>)write.Payload).Any(e => Equals(e.Payload, payload));
}
