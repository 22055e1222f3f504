using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Dispatchers;

// Akka.NET: "Dispatchers".
public sealed class DispatcherTests() : TestKit("""
    pinned { type = PinnedDispatcher }
    task { type = TaskDispatcher }
    fork { type = ForkJoinDispatcher, throughput = 7, dedicated-thread-pool { thread-count = 1 } }
    wrong { type = "No.Such.Type, Akka" }
    fair { type = ForkJoinDispatcher, throughput = 1, dedicated-thread-pool { thread-count = 1 } }
    """)
{
    [Fact]
    public void Pinned_ManyMessagesAndRestart_OneThreadOfItsOwn()
    {
        var first = Threads("pinned");
        var second = Threads("pinned");

        var threads = Enumerable.Range(0, 50).Select(_ => Ask(first)).ToList();
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => first.Tell("fail"));
        threads.Add(Ask(first));

        Assert.Single(threads.Distinct());
        Assert.False(threads[0].IsThreadPoolThread);
        Assert.NotEqual(threads[0], Ask(second));
    }

    [Fact]
    public void Pinned_AsyncHandler_StaysOnItsThread()
    {
        var actor = Threads("pinned");
        var thread = Ask(actor);

        actor.Tell("await");

        Assert.Equal(thread, ExpectMsg<Thread>());
    }

    [Fact]
    public void Pinned_ActorStopped_ThreadEnds()
    {
        var actor = Watch(Threads("pinned"));
        var thread = Ask(actor);

        Sys.Stop(actor);
        ExpectTerminated(actor);

        Assert.True(thread.Join(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void Pinned_ActorStopped_MessagesStillReachDeadLetters()
    {
        var actor = Watch(Threads("pinned"));
        Ask(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);

        EventFilter.DeadLetter<string>().ExpectOne(() => actor.Tell("thread"));
    }

    [Fact]
    public void ForkJoin_Actors_RunOnItsThreads()
    {
        var (first, second) = (Ask(Threads("fork")), Ask(Threads("fork")));

        Assert.Equal(first, second);
        Assert.False(first.IsThreadPoolThread);
        Assert.Equal(7, Sys.Dispatchers.Lookup("fork").Throughput);
    }

    [Theory]
    [InlineData("akka.actor.default-dispatcher")]
    [InlineData("task")]
    public void ThreadPool_Actors_RunOnThreadPool(string dispatcher) =>
        Assert.True(Ask(Threads(dispatcher)).IsThreadPoolThread);

    [Fact]
    public void Throughput_One_ActorsTakeTurns()
    {
        var gate = new ManualResetEventSlim();
        var props = Props.Create(() => new Turns(TestActor)).WithDispatcher("fair");
        var (a, b) = (Sys.ActorOf(props, "a"), Sys.ActorOf(props, "b"));
        a.Tell(0);
        b.Tell(0);
        ExpectMsgAllOf("a0", "b0"); // both are started and idle
        a.Tell(gate);
        ExpectMsg(gate);

        foreach (var i in (int[])[1, 2, 3])
        {
            a.Tell(i);
            b.Tell(i);
        }
        gate.Set();

        Assert.Equal(["b1", "a1", "b2", "a2", "b3", "a3"], ReceiveN(6));
    }

    [Fact]
    public void Dispatcher_NotConfigured_NamesIt()
    {
        var error = Assert.Throws<ConfigurationException>(() => Threads("none"));

        Assert.StartsWith("Dispatcher 'none' is not configured", error.Message, StringComparison.Ordinal);
        Assert.False(Sys.Dispatchers.HasDispatcher("none"));
    }

    [Fact]
    public void Dispatcher_UnknownType_NamesKeyAndType()
    {
        var error = Assert.Throws<ConfigurationException>(() => Threads("wrong"));

        Assert.StartsWith("wrong.type is 'No.Such.Type, Akka'", error.Message, StringComparison.Ordinal);
    }

    private IActorRef Threads(string dispatcher) =>
        Sys.ActorOf(Props.Create(() => new ThreadTeller()).WithDispatcher(dispatcher));

    private Thread Ask(IActorRef actor)
    {
        actor.Tell("thread");
        return ExpectMsg<Thread>();
    }

    private sealed class ThreadTeller : ReceiveActor
    {
        public ThreadTeller()
        {
            ReceiveAsync<string>(s => s == "await", async _ =>
            {
                await Task.Run(() => { });
                Sender.Tell(Thread.CurrentThread);
            });
            Receive<string>(s => s == "fail", _ => throw new InvalidOperationException("fail"));
            ReceiveAny(_ => Sender.Tell(Thread.CurrentThread));
        }
    }

    private sealed class Turns : ReceiveActor
    {
        public Turns(IActorRef to)
        {
            Receive<ManualResetEventSlim>(gate =>
            {
                to.Tell(gate);
                gate.Wait();
            });
            Receive<int>(i => to.Tell($"{Self.Path.Name}{i}"));
        }
    }
}
