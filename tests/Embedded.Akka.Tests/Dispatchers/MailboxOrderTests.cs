using Akka.Actor;
using Akka.Dispatch;
using Akka.TestKit.Xunit2;
using FsCheck;
using FsCheck.Fluent;

namespace Embedded.Akka.Tests.Dispatchers;

// Akka.NET: "Message delivery reliability": messages of one sender keep their order.
public sealed class MailboxOrderTests : TestKit
{
    [Fact]
    public void ManySenders_AtTheSameTime_EachKeepsItsOrder()
    {
        var counts = Gen.Choose(1, 300).ArrayOf(4).ToArbitrary();

        Prop.ForAll(counts, messages =>
        {
            var actor = ActorOf(() => new Collecting(messages.Sum(), TestActor));

            Parallel.For(0, messages.Length, sender =>
            {
                for (var i = 0; i < messages[sender]; i++)
                    actor.Tell((sender, i));
            });

            var all = ExpectMsg<List<(int Sender, int Number)>>();
            return Enumerable.Range(0, messages.Length).All(sender =>
                all.Where(m => m.Sender == sender).Select(m => m.Number)
                    .SequenceEqual(Enumerable.Range(0, messages[sender])));
        }).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    [Fact]
    public void Stashing_AnyPattern_HandlesEachOnceInOrder()
    {
        // True: handle the message; false: stash it until the next one that is handled.
        Prop.ForAll(Gen.Elements(true, false).ArrayOf().ToArbitrary(), pattern =>
        {
            var actor = ActorOf(() => new StashingByPattern(TestActor));

            for (var i = 0; i < pattern.Length; i++)
                actor.Tell((i, pattern[i]));
            actor.Tell("end");

            var handled = ExpectMsg<List<int>>();
            return handled.SequenceEqual(Model(pattern));
        }).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Fact]
    public void Queue_AnyOrderOfSteps_BehavesAsAQueue()
    {
        Prop.ForAll(Gen.Elements(true, false).ArrayOf().ToArbitrary(), steps =>
        {
            var (queue, model) = (new MpscQueue<int>(), new Queue<int>());
            for (var i = 0; i < steps.Length; i++)
            {
                if (steps[i])
                {
                    queue.Enqueue(i);
                    model.Enqueue(i);
                }
                else if (queue.TryDequeue(out var item) != model.TryDequeue(out var expected) || item != expected)
                {
                    return false;
                }
                if (queue.HasItems != (model.Count > 0))
                    return false;
            }
            return true;
        }).Check(FsCheck.Config.QuickThrowOnFailure);
    }

    /// <summary>Stashed ones come back, in order, behind the message that opened the stash.</summary>
    private static List<int> Model(bool[] pattern)
    {
        var (handled, stashed) = (new List<int>(), new List<int>());
        for (var i = 0; i < pattern.Length; i++)
        {
            (pattern[i] ? handled : stashed).Add(i);
            if (!pattern[i])
                continue;
            handled.AddRange(stashed);
            stashed.Clear();
        }
        return handled;
    }

    private sealed class Collecting : ReceiveActor
    {
        private readonly List<(int, int)> _all = [];

        public Collecting(int count, IActorRef to) => Receive<(int, int)>(message =>
        {
            _all.Add(message);
            if (_all.Count == count)
                to.Tell(_all);
        });
    }

    private sealed class StashingByPattern : ReceiveActor, IWithStash
    {
        private readonly List<int> _handled = [];
        private readonly HashSet<int> _seen = [];

        public StashingByPattern(IActorRef to)
        {
            Receive<(int Number, bool Handle)>(message =>
            {
                if (!message.Handle && _seen.Add(message.Number))
                {
                    Stash.Stash();
                    return;
                }
                _handled.Add(message.Number);
                if (message.Handle)
                    Stash.UnstashAll();
            });
            Receive<string>(_ => to.Tell(_handled));
        }

        public IStash Stash { get; set; } = null!;
    }
}
