using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Actors;

// Akka.NET: "Stash": stash-capacity of the mailbox or dispatcher.
public sealed class BoundedStashTests() : TestKit("""
    two { mailbox-type = "Akka.Dispatch.UnboundedDequeBasedMailbox", stash-capacity = 2 }
    both { mailbox-type = "Akka.Dispatch.BoundedDequeBasedMailbox", mailbox-capacity = 1, stash-capacity = 2 }
    dispatcher-of-two { type = Dispatcher, stash-capacity = 2 }
    """)
{
    [Theory]
    [InlineData("two", null)]
    [InlineData("both", null)]
    [InlineData(null, "dispatcher-of-two")]
    public void Stash_Full_ThrowsAndKeepsTheOthers(string? mailbox, string? dispatcher)
    {
        var props = Props.Create(() => new Stashing());
        var actor = Sys.ActorOf(mailbox is null ? props.WithDispatcher(dispatcher!) : props.WithMailbox(mailbox));

        foreach (var i in (int[])[1, 2, 3])
            actor.Tell(i);

        ExpectMsg("1 of 2, full False");
        ExpectMsg("2 of 2, full True");
        Assert.Contains("3", ExpectMsg<StashOverflowException>().Message, StringComparison.Ordinal);
        actor.Tell("open");
        ExpectMsg(1);
        ExpectMsg(2);
        actor.Tell(4);
        ExpectMsg("1 of 2, full False");
    }

    [Fact]
    public void Stash_NoCapacityConfigured_IsUnbounded()
    {
        Sys.ActorOf(Props.Create(() => new Stashing())).Tell(1);

        ExpectMsg("1 of -1, full False");
    }

    [Fact]
    public void UnboundedStash_CapacityConfigured_IsUnbounded()
    {
        var actor = Sys.ActorOf(Props.Create(() => new StashingWithoutLimit()).WithMailbox("two"));

        foreach (var i in (int[])[1, 2, 3])
            actor.Tell(i);

        Assert.Equal(["1 of -1", "2 of -1", "3 of -1"], ReceiveN(3));
    }

    private sealed class Stashing : ReceiveActor, IWithStash
    {
        private bool _open;

        public Stashing()
        {
            Receive<int>(_ => _open, i => Sender.Tell(i));
            Receive<int>(_ =>
            {
                try
                {
                    Stash.Stash();
                    Sender.Tell($"{Stash.Count} of {Stash.Capacity}, full {Stash.IsFull}");
                }
                catch (StashOverflowException e)
                {
                    Sender.Tell(e);
                }
            });
            Receive<string>(_ =>
            {
                _open = true;
                Stash.UnstashAll();
                Self.Tell(false);
            });
            Receive<bool>(open => _open = open);
        }

        public IStash Stash { get; set; } = null!;
    }

    private sealed class StashingWithoutLimit : ReceiveActor, IWithUnboundedStash
    {
        public StashingWithoutLimit() => ReceiveAny(_ =>
        {
            Stash.Stash();
            Sender.Tell($"{Stash.Count} of {Stash.Capacity}");
        });

        public IStash Stash { get; set; } = null!;
    }
}
