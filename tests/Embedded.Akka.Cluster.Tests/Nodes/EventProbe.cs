using System.Collections.Concurrent;
using System.Threading.Channels;
using Akka.Actor;

namespace Embedded.Akka.Cluster.Tests.Nodes;

/// <summary>An actor that hands what it gets to the test, in order; the test waits for what it wants, never for time.
/// </summary>
internal sealed class EventProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<object> _channel = Channel.CreateUnbounded<object>();
    private readonly ConcurrentQueue<object> _all = new();

    public EventProbe(ActorSystem system) => Ref = system.ActorOf(Props.Create(() => new Collector(this)));

    public IActorRef Ref { get; }

    /// <summary>All that came so far, taken or not.</summary>
    public IReadOnlyCollection<object> All => _all;

    /// <summary>The next that fits; what comes before it is skipped.</summary>
    public async Task<T> Next<T>(Func<T, bool>? fits = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                if (await _channel.Reader.ReadAsync(patience.Token) is T message && (fits is null || fits(message)))
                    return message;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No {typeof(T).Name} in {Patience}; got:\n{string.Join('\n', _all)}");
        }
    }

    private sealed class Collector : ReceiveActor
    {
        public Collector(EventProbe probe)
        {
            Receive<Do>(todo => todo.What(Context));
            ReceiveAny(message =>
            {
                probe._all.Enqueue(message);
                probe._channel.Writer.TryWrite(message);
            });
        }
    }

    /// <summary>Runs in the probe's actor, as for Watch.</summary>
    public sealed record Do(Action<IActorContext> What);
}
