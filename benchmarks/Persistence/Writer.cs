using Akka.Actor;
using Akka.Persistence;

namespace PersistenceBench;

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
        Command<Next>(_ => Persist(Event, _ => Count()));
    }

    public override string PersistenceId { get; }

    private void Begin(Way way)
    {
        switch (way)
        {
            case var _ when left == 0:
                done.SetResult();
                break;
            case Way.OneByOne:
                Self.Tell(new Next());
                break;
            case Way.PersistAll:
                for (var sent = 0; sent < left; sent += AtOnce)
                    PersistAll(Enumerable.Repeat(Event, AtOnce), _ => left--);
                Defer(0, _ => done.SetResult());
                break;
            case Way.PersistAsync:
                for (var sent = 0; sent < left; sent++)
                    PersistAsync(Event, _ => left--);
                DeferAsync(0, _ => done.SetResult());
                break;
        }
    }

    private void Count()
    {
        if (--left > 0)
            Self.Tell(new Next());
        else
            done.SetResult();
    }

    private sealed record Next;
}
