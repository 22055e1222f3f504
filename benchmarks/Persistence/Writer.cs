using Akka.Actor;
using Akka.Persistence;

namespace PersistenceBench;

/// <summary>OneByOne: the next when the one before is stored. The others: a command for each 100 events or for each
/// event, all sent at once.</summary>
internal enum Way
{
    OneByOne,
    PersistAll,
    PersistAsync,
}

/// <summary>Stores so many events of 100 bytes when it has recovered.</summary>
internal sealed class Writer : ReceivePersistentActor
{
    private const int AtOnce = 100;

    private static readonly byte[] Event = new byte[100];

    private readonly TaskCompletionSource done;
    private int left;

    public Writer(string persistenceId, Way way, int events, TaskCompletionSource done)
    {
        PersistenceId = persistenceId;
        this.done = done;
        left = events;
        Recover<byte[]>(_ => { });
        Recover<RecoveryCompleted>(_ => Begin(way));
        Command<NextOne>(next => Persist(Event, _ =>
        {
            if (Count())
                Self.Tell(next);
        }));
        Command<NextHundred>(_ => PersistAll(Enumerable.Repeat(Event, AtOnce), _ => Count()));
        Command<NextAtOnce>(_ => PersistAsync(Event, _ => Count()));
    }

    public override string PersistenceId { get; }

    private void Begin(Way way)
    {
        if (left == 0)
            done.SetResult();
        else if (way == Way.OneByOne)
            Self.Tell(new NextOne());
        else
            for (var sent = 0; sent < left; sent += way == Way.PersistAll ? AtOnce : 1)
                Self.Tell(way == Way.PersistAll ? (object)new NextHundred() : new NextAtOnce());
    }

    /// <returns>Whether there are more to come.</returns>
    private bool Count()
    {
        if (--left == 0)
            done.SetResult();
        return left > 0;
    }

    private sealed record NextOne;

    private sealed record NextHundred;

    private sealed record NextAtOnce;
}
