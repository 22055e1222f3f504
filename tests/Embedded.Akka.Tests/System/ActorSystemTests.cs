using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.System;

// Akka.NET: "Actor systems", "Akka.NET extensions".
public sealed class ActorSystemTests : TestKit
{
    [Fact]
    public async Task Terminate_Called_StopsActorsAndRunsCallbacks()
    {
        var system = ActorSystem.Create("ending");
        var probe = CreateTestProbe();
        var actor = system.ActorOf(Props.Create(() => new TellsAtEnd(probe.Ref)));
        var callbacks = new List<int>();
        system.RegisterOnTermination(() => callbacks.Add(1));
        system.RegisterOnTermination(() => callbacks.Add(2));

        await system.Terminate();

        await probe.ExpectMsgAsync("stopped");
        Assert.Equal([2, 1], callbacks);
        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);
        Assert.True(((IInternalActorRef)actor).IsTerminated);
    }

    [Fact]
    public async Task Terminate_Twice_GivesTheSameEnd()
    {
        var system = ActorSystem.Create("ending");

        await Task.WhenAll(system.Terminate(), system.Terminate());
        await system.Terminate();
    }

    [Fact]
    public async Task ActorOf_Terminated_Throws()
    {
        var system = ActorSystem.Create("ending");
        await system.Terminate();

        Assert.Throws<InvalidOperationException>(() => system.ActorOf(Props.Create(() => new Silent())));
        Assert.Throws<InvalidOperationException>(() => system.RegisterOnTermination(() => { }));
    }

    [Fact]
    public async Task SystemActor_RegisteredHook_FinishesBeforeTheEnd()
    {
        var system = (ExtendedActorSystem)ActorSystem.Create("hooked");
        var probe = CreateTestProbe();
        system.SystemActorOf(Props.Create(() => new Hooked(system.SystemGuardian, probe.Ref)), "hooked");
        await probe.ExpectMsgAsync("registered");

        await system.Terminate();

        await probe.ExpectMsgAsync("hook done");
        await probe.ExpectMsgAsync("stopped");
    }

    [Fact]
    public async Task Guardian_FailureEscalated_EndsTheSystem()
    {
        var system = ActorSystem.Create("escalating", $$"""
            akka.actor.guardian-supervisor-strategy = "{{typeof(Escalating).FullName}}, Embedded.Akka.Tests"
            akka.loglevel = OFF
            """);
        var actor = system.ActorOf(Props.Create(() => new Failing()));

        actor.Tell("x");

        await system.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("a.b")]
    public void Name_NotValid_Throws(string name) => Assert.Throws<ArgumentException>(() => ActorSystem.Create(name));

    [Fact]
    public void Provider_Unknown_NamesKey()
    {
        var error = Assert.Throws<ConfigurationException>(
            () => ActorSystem.Create("x", "akka.actor.provider = \"No.Such.Provider\""));

        Assert.StartsWith("akka.actor.provider is 'No.Such.Provider'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extension_FirstUse_IsMadeOnce()
    {
        Assert.Null(Sys.GetExtension<Numbered>());

        var made = Enumerable.Range(0, 8).AsParallel().Select(_ => Sys.WithExtension<Numbered, NumberedId>()).ToList();

        Assert.Single(made.Distinct());
        Assert.Same(made[0], new NumberedId().Get(Sys));
        Assert.True(Sys.HasExtension<Numbered>());
        Assert.Same(made[0], Sys.GetExtension<Numbered>());
    }

    [Fact]
    public void Extension_NotRegistered_Throws() =>
        Assert.Throws<InvalidOperationException>(() => Sys.WithExtension<Numbered>());

    [Fact]
    public void Extension_FailsToStart_IsTriedAgain()
    {
        var id = new FailsOnce();

        Assert.Throws<FormatException>(() => id.Get(Sys));

        Assert.NotNull(id.Get(Sys));
    }

    [Fact]
    public void Extensions_Configured_AreLoadedAtStart()
    {
        using var system = ActorSystem.Create("extended", $$"""
            akka.extensions = ["{{typeof(NumberedId).FullName}}, Embedded.Akka.Tests"]
            """);

        Assert.True(system.HasExtension<Numbered>());
    }

    [Fact]
    public void Settings_Fallback_CanBeAdded()
    {
        Sys.Settings.InjectTopLevelFallback("my.key = 5, akka.actor.ask-timeout = 3s");

        Assert.Equal(5, Sys.Settings.Config.GetInt("my.key"));
        Assert.Equal(Timeout.InfiniteTimeSpan, Sys.Settings.Config.GetTimeSpan("akka.actor.ask-timeout"));
    }

    public sealed class Numbered : IExtension;

    public sealed class NumberedId : ExtensionIdProvider<Numbered>
    {
        public override Numbered CreateExtension(ExtendedActorSystem system) => new();
    }

    private sealed class FailsOnce : ExtensionIdProvider<Numbered>
    {
        private int _calls;

        public override Numbered CreateExtension(ExtendedActorSystem system) =>
            _calls++ == 0 ? throw new FormatException() : new Numbered();
    }

    public sealed class Escalating : SupervisorStrategyConfigurator
    {
        public override SupervisorStrategy Create() => new OneForOneStrategy(_ => Directive.Escalate);
    }

    private sealed class Silent : ReceiveActor;

    private sealed class Failing : ReceiveActor
    {
        public Failing() => ReceiveAny(_ => throw new InvalidOperationException("fail"));
    }

    private sealed class TellsAtEnd(IActorRef to) : UntypedActor
    {
        protected override void PostStop() => to.Tell("stopped");

        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Hooked : ReceiveActor
    {
        private readonly IActorRef _to;

        public Hooked(IActorRef guardian, IActorRef to)
        {
            _to = to;
            guardian.Tell(RegisterTerminationHook.Instance);
            guardian.Tell(new Identify(0));
            Receive<ActorIdentity>(_ => to.Tell("registered"));
            Receive<TerminationHook>(_ =>
            {
                to.Tell("hook done");
                Sender.Tell(TerminationHookDone.Instance);
            });
        }

        protected override void PostStop() => _to.Tell("stopped");
    }
}
