using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Dispatchers;

// Akka.NET: "Mailboxes".
public sealed class MailboxTests() : TestKit("""
    small { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 2, mailbox-push-timeout-time = 0s }
    patient { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 1, mailbox-push-timeout-time = 1m }
    none { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 0 }
    urgent { mailbox-type = "Embedded.Akka.Tests.Dispatchers.MailboxTests+Urgent, Embedded.Akka.Tests" }
    with-urgent { type = Dispatcher, mailbox-type = ${urgent.mailbox-type} }
    """)
{
    private readonly ManualResetEventSlim _gate = new();

    [Fact]
    public void Bounded_Full_RestGoesToDeadLetters()
    {
        var actor = Blocked(p => p.WithMailbox("small"));

        EventFilter.DeadLetter<int>(i => i == 3).ExpectOne(() =>
        {
            actor.Tell(1);
            actor.Tell(2);
            actor.Tell(3);
        });
        _gate.Set();

        ExpectMsg(1);
        ExpectMsg(2);
    }

    [Fact]
    public void Bounded_FullWithTimeout_SenderWaitsForRoom()
    {
        var actor = Blocked(p => p.WithMailbox("patient"));
        actor.Tell(1);
        var sender = new Thread(() => actor.Tell(2)) { IsBackground = true };

        sender.Start();
        AwaitCondition(() => sender.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
        _gate.Set();

        ExpectMsg(1);
        ExpectMsg(2);
    }

    [Fact]
    public void Bounded_FullOfUserMessages_StillStops()
    {
        var actor = Watch(Blocked(p => p.WithMailbox("small")));
        actor.Tell(1);
        actor.Tell(2);

        Sys.Stop(actor); // system messages do not count
        _gate.Set();

        ExpectTerminated(actor);
    }

    [Fact]
    public void Bounded_WithoutCapacity_IsRefused()
    {
        var error = Assert.Throws<ConfigurationException>(() => Blocked(p => p.WithMailbox("none")));

        Assert.Contains("mailbox-capacity is 0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urgent", null)]
    [InlineData(null, "with-urgent")]
    public void Priority_SeveralWait_UrgentFirstElseInOrder(string? mailbox, string? dispatcher)
    {
        var actor = Blocked(p => mailbox is null ? p.WithDispatcher(dispatcher!) : p.WithMailbox(mailbox));

        foreach (var i in (int[])[1, 2, -1, 3, -2])
            actor.Tell(i);
        _gate.Set();

        Assert.Equal([-1, -2, 1, 2, 3], ReceiveN(5).Cast<int>());
    }

    [Fact]
    public void Priority_Unstashed_ComeBeforeUrgentOnes()
    {
        var actor = Sys.ActorOf(Props.Create(() => new StashingFirst(_gate, TestActor)).WithMailbox("urgent"));

        foreach (var i in (int[])[1, 2])
        {
            actor.Tell(i);
            ExpectMsg($"stashed {i}");
        }
        actor.Tell("open");
        ExpectMsg("opening");
        actor.Tell(-1);
        _gate.Set();

        Assert.Equal([1, 2, -1], ReceiveN(3).Cast<int>());
    }

    [Fact]
    public void Mailbox_NotConfigured_NamesIt() =>
        Assert.StartsWith(
            "Mailbox 'unknown' is not configured",
            Assert.Throws<ConfigurationException>(() => Blocked(p => p.WithMailbox("unknown"))).Message,
            StringComparison.Ordinal);

    private IActorRef Blocked(Func<Props, Props> with)
    {
        var actor = Sys.ActorOf(with(Props.Create(() => new Blocking(_gate, TestActor))));
        actor.Tell("block");
        ExpectMsg("blocked");
        return actor;
    }

    public sealed class Urgent(Settings settings, Config config) : UnboundedPriorityMailbox(settings, config)
    {
        protected override int PriorityGenerator(object message) => message is < 0 ? 0 : 1;
    }

    private sealed class StashingFirst : ReceiveActor, IWithUnboundedStash
    {
        public StashingFirst(ManualResetEventSlim gate, IActorRef to)
        {
            Receive<int>(i =>
            {
                Stash.Stash();
                to.Tell($"stashed {i}");
            });
            Receive<string>(_ =>
            {
                to.Tell("opening");
                gate.Wait();
                Become(() => Receive<int>(i => to.Tell(i)));
                Stash.UnstashAll();
            });
        }

        public IStash Stash { get; set; } = null!;
    }

    private sealed class Blocking : ReceiveActor
    {
        public Blocking(ManualResetEventSlim gate, IActorRef to)
        {
            Receive<string>(_ =>
            {
                to.Tell("blocked");
                gate.Wait();
            });
            Receive<int>(i => to.Tell(i));
        }
    }
}
