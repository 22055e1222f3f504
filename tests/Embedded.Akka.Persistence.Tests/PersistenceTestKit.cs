using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Persistence.Tests;

/// <summary>Starts scripted actors. "stopped" is dropped unless a test asks for it.</summary>
public abstract class PersistenceTestKit : TestKit
{
    protected PersistenceTestKit(string config = "")
        : base(ConfigurationFactory.ParseString(config)
            .WithFallback("akka.test { single-expect-default = 10s, filter-leeway = 10s }")) =>
        IgnoreMessages<string>(message => message.StartsWith("stopped", StringComparison.Ordinal));

    /// <summary>"persist x" stores x, then answers "stored x".</summary>
    internal static void Storing(Scripted actor) => actor.On<string>(command =>
        actor.Persist(command, stored => actor.Requester.Tell($"stored {stored}")));

    internal IActorRef Start(string id, Action<Scripted> script, Recovery? recovery = null) =>
        Start(Sys, id, script, recovery);

    internal IActorRef Start(ActorSystem system, string id, Action<Scripted> script, Recovery? recovery = null)
    {
        var observer = TestActor;
        recovery ??= Recovery.Default;
        return system.ActorOf(Props.Create(() => new Scripted(id, observer, script, recovery)));
    }

    /// <summary>Starts an actor without history, and waits until it has recovered.</summary>
    internal IActorRef StartNew(string id, Action<Scripted> script)
    {
        var actor = Start(id, script);
        ExpectMsg("recovered 0");
        return actor;
    }

    /// <summary>Stores events one by one, and stops.</summary>
    internal void History(string id, params string[] events)
    {
        var actor = StartNew(id, Storing);
        foreach (var e in events)
            actor.Tell(e);
        foreach (var e in events)
            ExpectMsg($"stored {e}");
        End(actor);
    }

    internal void End(IActorRef actor)
    {
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
    }

    internal void ExpectReplay(params string[] events)
    {
        foreach (var e in events)
            ExpectMsg($"replayed {e}");
        ExpectMsg($"recovered {events.Length}");
    }
}
