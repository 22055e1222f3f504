using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Downing;
using FsCheck;
using FsCheck.Fluent;

namespace Embedded.Akka.Cluster.Tests.Downing;

/// <summary>Akka.NET, "Split Brain Resolver": Keep Majority, Keep Referee.</summary>
public sealed class DowningStrategyTests
{
    [Theory]
    [InlineData("a b", "c", DowningDecision.DownUnreachable)]
    [InlineData("c", "a b", DowningDecision.DownReachable)]
    [InlineData("a c", "b d", DowningDecision.DownUnreachable)]
    [InlineData("b d", "a c", DowningDecision.DownReachable)]
    internal void KeepMajority_Split_BiggerSideOrLowestAddress(string here, string there, DowningDecision decision) =>
        Assert.Equal(decision, new KeepMajority("").Decide(Members(here), Members(there)));

    [Theory]
    [InlineData("a x!", "b c", DowningDecision.DownUnreachable)]
    [InlineData("a b", "x! c", DowningDecision.DownReachable)]
    [InlineData("a", "b c", DowningDecision.DownAll)]
    internal void KeepMajorityOfRole_Split_OnlyThoseCount(string here, string there, DowningDecision decision) =>
        Assert.Equal(decision, new KeepMajority("voter").Decide(Members(here), Members(there)));

    [Theory]
    [InlineData("r", "a b c", 1, DowningDecision.DownUnreachable)]
    [InlineData("a b c", "r", 1, DowningDecision.DownReachable)]
    [InlineData("r a", "b", 3, DowningDecision.DownAll)]
    [InlineData("r a b", "c", 3, DowningDecision.DownUnreachable)]
    internal void KeepReferee_Split_ItsSideLivesIfBigEnough(
        string here, string there, int minimum, DowningDecision decision) =>
        Assert.Equal(decision, new KeepReferee(At("r"), minimum).Decide(Members(here), Members(there)));

    [Fact]
    public void AnySplitInTwo_BothSidesDecide_ExactlyOneLivesOn() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll<bool[]>(sides =>
        {
            var members = sides.Select((_, i) => Of($"h{i:000}")).Append(Of("h999")).ToList();
            var here = members.Where((_, i) => i < sides.Length && sides[i]).ToList();
            var there = members.Except(here).ToList();
            return here.Count == 0 || new DowningStrategy[] { new KeepMajority(""), new KeepReferee(At("h999"), 1) }
                .All(s => (s.Decide(here, there) == DowningDecision.DownUnreachable)
                    != (s.Decide(there, here) == DowningDecision.DownUnreachable));
        }));

    private static List<Member> Members(string hosts) => [.. hosts.Split(' ').Select(Of)];

    /// <summary>Up; with '!' behind its name it has the role voter.</summary>
    private static Member Of(string host) => Member
        .Joining(new UniqueAddress(At(host.TrimEnd('!')), 1), host.EndsWith('!') ? ["voter"] : [])
        .CopyUp(1);

    private static Address At(string host) => new("akka.tcp", "sys", host, 1);
}
