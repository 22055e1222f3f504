using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace SplitLearning.Actors.Tests.Fakes;

/// <summary>A journal in memory that a test can make fail or wait.</summary>
public sealed class TestJournal : MemoryJournal
{
    public const string Config = """
        akka.persistence.journal {
          plugin = "akka.persistence.journal.test"
          test.class = "SplitLearning.Actors.Tests.Fakes.TestJournal, SplitLearning.Actors.Tests"
        }
        """;

    private readonly State _state = Of(Context.System);

    /// <summary>What the test decides, and sees.</summary>
    public static State Of(ActorSystem system) => State.All.GetOrCreateValue(system);

    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max,
        Action<IPersistentRepresentation> recoveryCallback)
    {
        if (_state.ReadError is { } error)
            throw new IOException(error);
        await base.ReplayMessagesAsync(
            context, persistenceId, fromSequenceNr, toSequenceNr, max, recoveryCallback);
    }

    public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr)
    {
        var highest = base.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr);
        await _state.Gate.Task;
        return await highest;
    }

    protected override Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        if (_state.WriteError is { } error)
            throw new IOException(error);
        var writes = messages.ToList();
        foreach (var stored in writes.SelectMany(write => (IEnumerable<IPersistentRepresentation>)write.Payload))
            _state.Events.Enqueue(stored.Payload);
        return base.WriteMessagesAsync(writes);
    }

    public sealed class State
    {
        internal static readonly ConditionalWeakTable<ActorSystem, State> All = [];

        public State() => Gate.SetResult();

        /// <summary>Whoever recovers waits for it.</summary>
        public TaskCompletionSource Gate { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Writing fails with it; null: it does not fail.</summary>
        public string? WriteError { get; set; }

        /// <summary>Reading fails with it; null: it does not fail.</summary>
        public string? ReadError { get; set; }

        /// <summary>All that was stored.</summary>
        public ConcurrentQueue<object> Events { get; } = new();
    }
}
