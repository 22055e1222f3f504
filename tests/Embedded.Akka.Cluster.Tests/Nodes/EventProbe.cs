using Akka.Actor;

namespace Embedded.Akka.Cluster.Tests.Nodes;

/// <summary>An actor that keeps what it gets, in order; the test waits until it has got what it should, never for
/// time.</summary>
internal sealed class EventProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _guard = new();
    private readonly List<object> _all = [];
    private TaskCompletionSource _grown = New();

    public EventProbe(ActorSystem system) => Ref = system.ActorOf(Props.Create(() => new Collector(this)));

    public IActorRef Ref { get; }

    public IReadOnlyList<object> All
    {
        get
        {
            lock (_guard)
                return [.. _all];
        }
    }

    /// <summary>The first that fits, of those that came already or will come.</summary>
    public async Task<T> Sees<T>(Func<T, bool>? fits = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                var (seen, grown) = Snapshot();
                if (seen.OfType<T>().Where(m => fits is null || fits(m)).Take(1).ToList() is [var found])
                    return found;
                await grown.WaitAsync(patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No such {typeof(T).Name} in {Patience}; got:\n{string.Join('\n', All)}");
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private (IReadOnlyList<object> Seen, Task Grown) Snapshot()
    {
        lock (_guard)
            return ([.. _all], _grown.Task);
    }

    private void Add(object message)
    {
        lock (_guard)
        {
            _all.Add(message);
            _grown.SetResult();
            _grown = New();
        }
    }

    private sealed class Collector : ReceiveActor
    {
        public Collector(EventProbe probe)
        {
            Receive<Do>(todo => todo.What(Context));
            ReceiveAny(probe.Add);
        }
    }

    /// <summary>Runs in the probe's actor, as for Watch.</summary>
    public sealed record Do(Action<IActorContext> What);
}
