using Akka.Actor;
using Akka.Dispatch;
using Akka.TestKit.Xunit2;
using FsCheck;
using FsCheck.Fluent;
using Config = Akka.Configuration.Config;

namespace Embedded.Akka.Tests.Dispatchers;

// Akka.NET: "Mailboxes": any order of sending and taking does what a list in the test does.
public sealed class MailboxModelTests() : TestKit("akka.log-dead-letters = off")
{
    private const int Take = -1;

    /// <summary>Messages to send, with their priority; Take for taking one.</summary>
    private static readonly Arbitrary<int[]> Steps = Gen.Choose(Take, 3).ArrayOf().ToArbitrary();

    [Fact]
    public void Priority_AnySteps_LowestFirstAndInOrder() => Check(
        () => new ByPriority(Sys.Settings, Config.Empty),
        mayAdd: _ => true,
        next: waiting => waiting.OrderBy(message => message.Priority).First()); // stable

    [Fact]
    public void Bounded_AnySteps_InOrderUpToTheCapacity() => Check(
        () => new BoundedMailbox(Sys.Settings, "mailbox-capacity = 3, mailbox-push-timeout-time = 0s"),
        mayAdd: waiting => waiting.Count < 3,
        next: waiting => waiting[0]);

    [Fact]
    public void Unbounded_AnySteps_InOrder() => Check(
        () => new UnboundedMailbox(Sys.Settings, Config.Empty), mayAdd: _ => true, next: waiting => waiting[0]);

    private void Check(
        Func<MailboxType> mailbox,
        Func<List<Message>, bool> mayAdd,
        Func<List<Message>, Message> next) => Prop.ForAll(Steps, steps =>
    {
        var (queue, waiting) = (mailbox().Create(TestActor, Sys), new List<Message>());
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i] != Take)
            {
                var message = new Message(steps[i], i);
                queue.Enqueue(TestActor, new Envelope(message, ActorRefs.NoSender));
                if (mayAdd(waiting))
                    waiting.Add(message);
            }
            else
            {
                var expected = waiting.Count > 0 ? next(waiting) : null;
                if (queue.TryDequeue(out var taken) != waiting.Count > 0 || !Equals(expected, taken.Message))
                    return false;
                waiting.Remove(expected!);
            }
            if (queue.HasMessages != waiting.Count > 0)
                return false;
        }
        return true;
    }).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(200));

    private sealed record Message(int Priority, int Number);

    private sealed class ByPriority(Settings settings, Config config) : UnboundedPriorityMailbox(settings, config)
    {
        protected override int PriorityGenerator(object message) => ((Message)message).Priority;
    }
}
