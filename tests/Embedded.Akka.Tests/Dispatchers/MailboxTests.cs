using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Dispatchers;

// Akka.NET: "Mailboxes".
public sealed class MailboxTests() : TestKit("""
    small { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 2, mailbox-push-timeout-time = 0s }
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
