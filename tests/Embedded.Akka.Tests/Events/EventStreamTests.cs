using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Events;

// Akka.NET: "Event bus": event stream, dead letters, unhandled messages.
public sealed class EventStreamTests : TestKit
{
    [Fact]
    public void Published_SubscribersOfTypeAndBaseTypes_GetIt()
    {
        Sys.EventStream.Subscribe<Fruit>(TestActor);
        var apples = CreateTestProbe();
        Sys.EventStream.Subscribe(apples.Ref, typeof(Apple));
        var named = CreateTestProbe();
        Sys.EventStream.Subscribe<INamed>(named.Ref);

        Sys.EventStream.Publish(new Apple("a"));
        Sys.EventStream.Publish(new Fruit("f"));

        ExpectMsg<Fruit>(new Apple("a"));
        ExpectMsg(new Fruit("f"));
        apples.ExpectMsg(new Apple("a"));
        apples.ExpectNoMsg(TimeSpan.Zero);
        named.ExpectMsg(new Apple("a"));
    }

    [Fact]
    public void Subscribed_TwiceAndToBaseType_GetsItOnce()
    {
        Assert.True(Sys.EventStream.Subscribe<Apple>(TestActor));
        Assert.False(Sys.EventStream.Subscribe<Apple>(TestActor));
        Assert.True(Sys.EventStream.Subscribe<Fruit>(TestActor));

        Sys.EventStream.Publish(new Apple("a"));

        ExpectMsg(new Apple("a"));
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Unsubscribed_FromOneAndAll_GetsNoMore()
    {
        Sys.EventStream.Subscribe<Apple>(TestActor);
        Sys.EventStream.Subscribe<Fruit>(TestActor);

        Assert.True(Sys.EventStream.Unsubscribe<Apple>(TestActor));
        Sys.EventStream.Publish(new Apple("a"));
        Assert.True(Sys.EventStream.Unsubscribe(TestActor));
        Assert.False(Sys.EventStream.Unsubscribe(TestActor));
        Sys.EventStream.Publish(new Apple("b"));

        ExpectMsg(new Apple("a"));
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Subscriber_Stopped_IsDropped()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe<Apple>(probe.Ref);
        Watch(probe.Ref);
        Sys.Stop(probe.Ref);
        ExpectTerminated(probe.Ref);

        EventFilter.DeadLetter().Expect(0, () => Sys.EventStream.Publish(new Apple("a")));

        Assert.False(Sys.EventStream.Unsubscribe(probe.Ref));
    }

    [Fact]
    public void DeadLetter_Published_NamesMessageSenderAndRecipient()
    {
        Sys.EventStream.Subscribe<DeadLetter>(TestActor);

        Sys.DeadLetters.Tell("direct", TestActor);

        var letter = ExpectMsg<DeadLetter>();
        Assert.Equal("direct", letter.Message);
        Assert.Equal(TestActor, letter.Sender);
        Assert.Equal(Sys.DeadLetters, letter.Recipient);
    }

    [Fact]
    public void DeadLetter_OfSuppressedKind_IsOnlySeenByThoseWhoAsk()
    {
        Sys.EventStream.Subscribe<DeadLetter>(TestActor);
        var all = CreateTestProbe();
        Sys.EventStream.Subscribe<AllDeadLetters>(all.Ref);

        Sys.DeadLetters.Tell(new Expected());

        all.ExpectMsg<SuppressedDeadLetter>(letter => letter.Message is Expected);
        ExpectNoMsg(TimeSpan.Zero);
    }

    private interface INamed;

    private record Fruit(string Name);

    private sealed record Apple(string Name) : Fruit(Name), INamed;

    private sealed record Expected : IDeadLetterSuppression;
}
