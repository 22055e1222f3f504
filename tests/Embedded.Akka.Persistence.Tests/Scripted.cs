using Akka.Actor;
using Akka.Persistence;

namespace Embedded.Akka.Persistence.Tests;

/// <summary>A persistent actor whose commands a test declares. It tells the observer what it recovers: events and
/// snapshots as they are, then "recovered" with its sequence number.</summary>
internal sealed class Scripted : ReceivePersistentActor
{
    private readonly Recovery _recovery;
    private readonly IActorRef _observer;

    public Scripted(string persistenceId, IActorRef observer, Action<Scripted> script, Recovery recovery)
    {
        PersistenceId = persistenceId;
        _observer = observer;
        _recovery = recovery;
        Recover<SnapshotOffer>(offer => observer.Tell(offer));
        Recover<RecoveryCompleted>(_ => observer.Tell($"recovered {LastSequenceNr}"));
        Recover<string>(e => e == "poison", _ => throw new InvalidOperationException("poison"));
        RecoverAny(e => observer.Tell($"replayed {e}"));
        script(this);
    }

    public override string PersistenceId { get; }

    public override Recovery Recovery => _recovery;

    public IActorRef Requester => Sender;

    public IActorRef Me => Self;

    public void On<T>(Action<T> handler) => Command(handler);

    public void OnAsync<T>(Func<T, Task> handler) => CommandAsync(handler);

    public static void Follow(IActorRef subject) => Context.Watch(subject);

    public void Switch(Action<Scripted> script) => Become(() => script(this));

    protected override void PostStop() => _observer.Tell($"stopped {PersistenceId}");
}
