using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Remote;
using Akka.Serialization;
using FsCheck;
using FsCheck.Fluent;

namespace Embedded.Akka.Remote.Tests.Serialization;

public sealed class RemoteMessageSerializerTests : IAsyncLifetime
{
    private static readonly string[] Manifests =
        ["SW", "SU", "SD", "ST", "I", "AI", "SEL", "PP", "K", "OK", "F", "HB", "HBR", "A", "R", "?"];

    private readonly Node node = new("node");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public void SystemMessages_WrittenAndRead_AreEqual()
    {
        var (a, b) = ((IInternalActorRef)node.Echo("a"), (IInternalActorRef)node.Echo("b"));

        Assert.All(
            new ISystemMessage[]
            {
                new Watch(a, b), new Unwatch(a, b), new DeathWatchNotification(a, true, false), new Terminate(),
            },
            message => Assert.Equal(message, Pass(message)));
    }

    [Fact]
    public void Messages_WrittenAndRead_AreTheSame()
    {
        var echo = node.Echo();

        Assert.Equal("id", Pass(new Identify("id")).MessageId);
        Assert.Equal(echo, Pass(new ActorIdentity("id", echo)).Subject);
        Assert.Null(Pass(new ActorIdentity("id", null)).Subject);
        Assert.Same(PoisonPill.Instance, Pass(PoisonPill.Instance));
        Assert.Same(Kill.Instance, Pass(Kill.Instance));
        Assert.Equal(7, Pass(new Status.Success(7)).Status);
        Assert.Null(Pass(new Status.Success(null)).Status);
        Assert.Equal(node.Address, Pass(node.Address));
        Assert.Same(echo, Pass(echo));
        Assert.Equal(new RemoteWatcher.HeartbeatReply(-5), Pass(new RemoteWatcher.HeartbeatReply(-5)));
    }

    [Fact]
    public void Selection_WrittenAndRead_HasTheSameElements()
    {
        SelectionPathElement[] elements = [SelectParent.Instance, new SelectChildName("a"), new SelectChildPattern("b*")];

        var selection = Pass(new ActorSelectionMessage("hello", elements, wildCardFanOut: true));

        Assert.Equal(elements.Select(e => e.ToString()), selection.Elements.Select(e => e.ToString()));
        Assert.Equal(elements.Select(e => e.GetType()), selection.Elements.Select(e => e.GetType()));
        Assert.Equal(("hello", true), (selection.Message, selection.WildCardFanOut));
    }

    [Fact]
    public void Failure_OfAKnownType_IsOfThatTypeWithItsCauses()
    {
        var failure = Pass(new Status.Failure(new InvalidOperationException("outer", new TimeoutException("inner"))));

        Assert.Equal("outer", Assert.IsType<InvalidOperationException>(failure.Cause).Message);
        Assert.Equal("inner", Assert.IsType<TimeoutException>(failure.Cause.InnerException).Message);
    }

    [Fact]
    public void Failure_OfAnotherType_NamesIt()
    {
        var failure = Pass(new Status.Failure(new UriFormatException("no uri")));

        Assert.IsType<RemoteFailureException>(failure.Cause);
        Assert.Equal("System.UriFormatException: no uri", failure.Cause.Message);
    }

    [Fact]
    public void Message_WithinVeryManyOthers_IsRefusedBeforeTheStackIsFull()
    {
        object message = "core";
        for (var i = 0; i < 1000; i++) message = new Status.Success(message);
        var bytes = node.System.Serialization.Serialize(message);

        Assert.Throws<InvalidDataException>(() => node.System.Serialization.Deserialize(bytes, 16, "OK"));
    }

    [Fact]
    public void Bytes_AnyGarbage_OnlyEverThrow()
    {
        var cases = Gen.Elements(Manifests).SelectMany(manifest => ArbMap.Default.GeneratorFor<byte[]>()
            .Select(bytes => (manifest, bytes)));

        Prop.ForAll(cases.ToArbitrary(), sample => Attempt(sample.manifest, sample.bytes)).QuickCheckThrowOnFailure();
    }

    private T Pass<T>(T message)
        where T : notnull
    {
        var serialization = node.System.Serialization;
        var serializer = (SerializerWithStringManifest)serialization.FindSerializerFor(message);
        var bytes = serializer.ToBinary(message);
        return (T)serialization.Deserialize(bytes, serializer.Identifier, serializer.Manifest(message));
    }

    private void Attempt(string manifest, byte[] bytes)
    {
        try
        {
            Assert.NotNull(node.System.Serialization.Deserialize(bytes, 16, manifest));
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            // Whatever it is, remoting logs it and goes on.
        }
    }
}
