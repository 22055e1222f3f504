using Akka.Actor;
using Akka.Configuration;
using Akka.Remote;

namespace Embedded.Akka.Remote.Tests;

/// <summary>An actor system with remoting on loopback.</summary>
internal sealed class Node
{
    /// <summary>Calls again soon where nobody answered, and waits long before it takes the silent for dead.</summary>
    public const string Patient = "akka.remote.retry-gate-closed-for = 100ms";

    /// <summary>Takes a system for dead after a second of silence.</summary>
    public const string Quick = $$"""
        {{Patient}}
        akka.remote.watch-failure-detector {
          heartbeat-interval = 100ms, unreachable-nodes-reaper-interval = 100ms, expected-response-after = 200ms
          acceptable-heartbeat-pause = 1s
        }
        """;

    private const string Basics = """
        akka {
          actor.provider = remote
          loggers = [], loglevel = WARNING, stdout-loglevel = OFF
          remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }
        }
        """;

    public Node(string name, string hocon = "") => System = ActorSystem.Create(
        name, ConfigurationFactory.ParseString(hocon).WithFallback(ConfigurationFactory.ParseString(Basics)));

    public ActorSystem System { get; }

    public Address Address => ((ExtendedActorSystem)System).Provider.DefaultAddress;

    public int Port => Address.Port!.Value;

    /// <summary>The actor at a path of this system, as another one sees it.</summary>
    public IActorRef SeenFrom(Node other, IActorRef actor) => ((ExtendedActorSystem)other.System).Provider
        .ResolveActorRef(actor.Path.ToSerializationFormatWithAddress(Address));

    /// <summary>The actor at a path below /user, without uid.</summary>
    public IActorRef At(Node other, string path) =>
        ((ExtendedActorSystem)System).Provider.ResolveActorRef($"{other.Address}/user/{path}");

    public IActorRef Echo(string name = "echo") => System.ActorOf(Props.Create(() => new EchoActor()), name);

    public Probe Events(Type type)
    {
        var probe = new Probe(System);
        System.EventStream.Subscribe(probe.Ref, type);
        return probe;
    }

    /// <summary>Waits until what went over the control lane before, such as a watch, is there.</summary>
    public Task SettleAsync(Node other) => System.ActorSelection($"{other.Address}/system/remote-watcher")
        .ResolveOne(TimeSpan.FromSeconds(10));

    /// <summary>Ends the system without a word to anybody, as a crash does.</summary>
    public Task KillAsync()
    {
        ((RemoteActorRefProvider)((ExtendedActorSystem)System).Provider).Remoting.Shutdown();
        return System.Terminate();
    }

    public async ValueTask DisposeAsync() => await System.Terminate();

    private sealed class EchoActor : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message, Self);
    }
}
