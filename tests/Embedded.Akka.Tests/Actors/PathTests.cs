using Akka.Actor;
using Akka.Util;

namespace Embedded.Akka.Tests.Actors;

// Akka.NET: "Actor references, paths and addresses".
public sealed class PathTests
{
    [Theory]
    [InlineData("akka://sys", "akka", "sys", null, null)]
    [InlineData("akka.tcp://sys@host:2552", "akka.tcp", "sys", "host", 2552)]
    [InlineData("akka.tcp://sys@127.0.0.1:0", "akka.tcp", "sys", "127.0.0.1", 0)]
    [InlineData("akka.tcp://sys@[::1]:2552", "akka.tcp", "sys", "::1", 2552)]
    public void Address_ParsedAndPrinted_IsTheSame(string text, string protocol, string system, string? host, int? port)
    {
        var address = Address.Parse(text);

        Assert.Equal(new Address(protocol, system, host, port), address);
        Assert.Equal(text, address.ToString());
        Assert.Equal(host is not null, address.HasGlobalScope);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sys@host:1")]
    [InlineData("akka://")]
    [InlineData("akka.tcp://sys@host")]
    [InlineData("akka.tcp://sys@host:port")]
    [InlineData("akka.tcp://sys@host:70000")]
    [InlineData("akka.tcp://sys@:1")]
    [InlineData("akka.tcp://sys:1")]
    [InlineData("akka.tcp://sys@host:1/user")]
    public void Address_Wrong_IsRefused(string text)
    {
        Assert.False(Address.TryParse(text, out _));
        Assert.Throws<UriFormatException>(() => Address.Parse(text));
    }

    [Fact]
    public void Address_Changed_GivesNewOne()
    {
        var address = Address.Parse("akka.tcp://sys@host:1");

        Assert.Equal("sys@host:1", address.HostPort());
        Assert.Equal("akka.tcp://sys@Other:1", address.WithHost("other").ToString(), ignoreCase: true);
        Assert.Equal("akka.tcp://sys@host:2", address.WithPort(2).ToString());
        Assert.Equal("x://y@host:1", address.WithProtocol("x").WithSystem("y").ToString());
        Assert.True(address == address.WithPort(1));
        Assert.True(address != address.WithPort(2));
        Assert.True(address.CompareTo(address.WithPort(2)) < 0);
    }

    [Theory]
    [InlineData("akka://sys/user/a/b", 0, "/user/a/b")]
    [InlineData("akka://sys/user/a#123", 123, "/user/a")]
    [InlineData("akka.tcp://sys@host:1/user/$a", 0, "/user/$a")]
    [InlineData("akka://sys/", 0, "/")]
    public void Path_ParsedAndPrinted_IsTheSame(string text, long uid, string withoutAddress)
    {
        var path = ActorPath.Parse(text);

        Assert.Equal(text, path.ToSerializationFormat());
        Assert.Equal(uid, path.Uid);
        Assert.Equal(withoutAddress, path.ToStringWithoutAddress());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/user/a")]
    [InlineData("akka://sys/user/a#x")]
    public void Path_Wrong_IsRefused(string text) => Assert.False(ActorPath.TryParse(text, out _));

    [Fact]
    public void Path_Parts_AreThere()
    {
        var path = ActorPath.Parse("akka.tcp://sys@host:1/user/a#5") / "b";

        Assert.Equal("b", path.Name);
        Assert.Equal("a", path.Parent.Name);
        Assert.Equal(5, path.Parent.Uid);
        Assert.Equal(["user", "a", "b"], path.Elements);
        Assert.Equal("akka.tcp://sys@host:1/", path.Root.ToString());
        Assert.Equal(path.Root, path.Root.Parent);
    }

    [Fact]
    public void Path_Compared_LeavesUidOut()
    {
        var path = ActorPath.Parse("akka://sys/user/a#1");

        Assert.Equal(path, path.WithUid(2));
        Assert.Equal(path.GetHashCode(), path.WithUid(2).GetHashCode());
        Assert.NotEqual(path, ActorPath.Parse("akka://sys/user/b#1"));
        Assert.NotEqual(path, ActorPath.Parse("akka://other/user/a#1"));
        Assert.NotEqual(path, path / "a");
    }

    [Fact]
    public void Path_WithAddress_KeepsItsOwnHost()
    {
        var here = Address.Parse("akka.tcp://sys@host:1");

        Assert.Equal("akka.tcp://sys@host:1/user/a#1",
            ActorPath.Parse("akka://sys/user/a#1").ToSerializationFormatWithAddress(here));
        Assert.Equal("akka.tcp://sys@other:2/user/a",
            ActorPath.Parse("akka.tcp://sys@other:2/user/a").ToSerializationFormatWithAddress(here));
    }

    [Fact]
    public void GeneratedNames_Counted_AreAllDifferent()
    {
        var names = Enumerable.Range(0, 10_000).Select(i => ((long)i).Base64Encode()).ToHashSet();

        Assert.Equal(10_000, names.Count);
        Assert.Equal("$a", 0L.Base64Encode());
        Assert.Equal("$~", 63L.Base64Encode());
        Assert.Equal("$ab", 64L.Base64Encode());
    }
}
