using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Actors;

// Akka.NET: "Identifying actors via actor selection".
public sealed class SelectionTests : TestKit
{
    private readonly IActorRef _parent;

    public SelectionTests()
    {
        _parent = ActorOf(() => new Parent(), "parent");
        foreach (var name in (string[])["worker-1", "worker-2", "other"])
        {
            _parent.Tell(name);
            ExpectMsg<IActorRef>();
        }
    }

    [Theory]
    [InlineData("/user/parent/worker-1")]
    [InlineData("user/parent/worker-1")]
    [InlineData("akka://test/user/parent/worker-1")]
    [InlineData("/user/parent/./worker-1")]
    [InlineData("/user/parent/worker-2/../worker-1")]
    [InlineData("/user/*/worker-1")]
    [InlineData("/user/parent/*-1")]
    [InlineData("/user/p?rent/worker?1")]
    public async Task Path_OneFits_IsResolved(string path)
    {
        var actor = await Sys.ActorSelection(path).ResolveOne(TimeSpan.FromSeconds(3));

        Assert.Equal("akka://test/user/parent/worker-1", actor.Path.ToString());
    }

    [Fact]
    public void Wildcard_SeveralFit_AllGetTheMessage()
    {
        Sys.ActorSelection("/user/parent/worker-*").Tell(new Identify("id"), TestActor);

        var names = ReceiveN(2).Cast<ActorIdentity>().Select(identity => identity.Subject!.Path.Name);
        Assert.Equal(["worker-1", "worker-2"], names.Order());
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task Path_NobodyThere_IsNotFound()
    {
        var identity = await Sys.ActorSelection("/user/none").Ask<ActorIdentity>(new Identify(7));

        Assert.Null(identity.Subject);
        Assert.Equal(7, identity.MessageId);
        await Assert.ThrowsAsync<ActorNotFoundException>(
            () => Sys.ActorSelection("/user/none/deeper").ResolveOne(TimeSpan.FromSeconds(3)));
        await Assert.ThrowsAsync<ActorNotFoundException>(
            () => Sys.ActorSelection("/user/parent/none-*").ResolveOne(TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void Message_NobodyThere_GoesToDeadLetters() =>
        EventFilter.DeadLetter<string>("akka://test/user/parent/none").ExpectOne(
            () => Sys.ActorSelection("/user/parent/none").Tell("x"));

    [Fact]
    public void Message_OtherSystem_GoesToDeadLetters() =>
        EventFilter.DeadLetter<string>().ExpectOne(
            () => Sys.ActorSelection("akka.tcp://elsewhere@host:1/user/a").Tell("x"));

    [Fact]
    public void Relative_FromActor_StartsAtItself()
    {
        _parent.Tell(new Via("worker-2", "hello"));
        ExpectMsg("worker-2 got hello");

        _parent.Tell(new Via("../parent/other", "up and down"));
        ExpectMsg("other got up and down");
    }

    [Fact]
    public void ActorPath_Given_SelectsItsActor()
    {
        Sys.ActorSelection(_parent.Path / "other").Tell("x", TestActor);

        ExpectMsg("other got x");
    }

    [Fact]
    public void Selection_Printed_ShowsAnchorAndPath()
    {
        var selection = Sys.ActorSelection("/user/a/*");

        Assert.Equal("/user/a/*", selection.PathString);
        Assert.Equal("akka://test/", selection.Anchor.Path.ToString());
    }

    [Fact]
    public void Provider_ResolvesPath_WithAndWithoutUid()
    {
        var provider = ((ExtendedActorSystem)Sys).Provider;
        var other = _parent.Path.WithUid(_parent.Path.Uid + 1);

        Assert.Equal(_parent, provider.ResolveActorRef(_parent.Path));
        Assert.Equal(_parent, provider.ResolveActorRef("akka://test/user/parent"));
        Assert.Equal(_parent, provider.ResolveActorRef(_parent.Path.ToSerializationFormat()));
        Assert.IsType<EmptyLocalActorRef>(provider.ResolveActorRef(other));
        Assert.Equal(Sys.DeadLetters, provider.ResolveActorRef("no path"));
        Assert.Equal(Sys.DeadLetters, provider.ResolveActorRef("akka://test/deadLetters"));
    }

    private sealed record Via(string Path, string Message);

    private sealed class Parent : ReceiveActor
    {
        public Parent()
        {
            Receive<string>(name => Sender.Tell(Context.ActorOf(Props.Create(() => new Child()), name)));
            Receive<Via>(via => Context.ActorSelection(via.Path).Tell(via.Message, Sender));
        }
    }

    private sealed class Child : ReceiveActor
    {
        public Child() => Receive<string>(s => Sender.Tell($"{Self.Path.Name} got {s}"));
    }
}
