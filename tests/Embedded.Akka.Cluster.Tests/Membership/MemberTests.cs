using Akka.Actor;
using Akka.Cluster;

namespace Embedded.Akka.Cluster.Tests.Membership;

public sealed class MemberTests
{
    [Fact]
    public void Joining_CopiedToExiting_Refused()
    {
        var member = Member.Joining(Node("a", 1), []);

        var error = Assert.Throws<InvalidOperationException>(() => member.Copy(MemberStatus.Exiting));

        Assert.Contains("Joining", error.Message, StringComparison.Ordinal);
        Assert.Contains("Exiting", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Down_CopiedToUp_Refused() => Assert.Throws<InvalidOperationException>(
        () => Member.Joining(Node("a", 1), []).Copy(MemberStatus.Down).CopyUp(1));

    [Fact]
    public void TwoMembers_ComparedByAge_LowerUpNumberIsOlder()
    {
        var (old, young) = (Member.Joining(Node("z", 1), []).CopyUp(1), Member.Joining(Node("a", 1), []).CopyUp(2));

        Assert.True(old.IsOlderThan(young));
        Assert.Equal([old, young], new[] { young, old }.Order(Member.AgeOrdering));
        Assert.Equal([young, old], new[] { old, young }.Order());
    }

    [Fact]
    public void SameAddressOtherUid_Compared_NotEqual()
    {
        Assert.NotEqual(Node("a", 1), Node("a", 2));
        Assert.Equal(Node("a", 1), Node("a", 1));
        Assert.True(Node("a", 1) < Node("a", 2));
    }

    private static UniqueAddress Node(string host, int uid) => new(new Address("akka.tcp", "sys", host, 1), uid);
}
