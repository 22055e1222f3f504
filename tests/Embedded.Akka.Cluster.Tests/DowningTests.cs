using Akka.Cluster;
using Akka.Configuration;
using Embedded.Akka.Cluster.Tests.Nodes;
using static Akka.Cluster.ClusterEvent;

namespace Embedded.Akka.Cluster.Tests;

/// <summary>Akka.NET, "Split Brain Resolver", on real nodes.</summary>
public sealed class DowningTests : IAsyncDisposable
{
    private const string KeepMajority = """
        akka.cluster.downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster"
        akka.cluster.split-brain-resolver { active-strategy = keep-majority, stable-after = 300 ms }

        """;

    private readonly NodeSet _nodes = new();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task KeepReferee_OthersCrash_RemovedAndRefereeGoesOn()
    {
        var port = Node.FreePort();
        var referee = await Referee(port);
        var second = await _nodes.Joined(referee, KeepReferee(port));
        var third = await _nodes.Joined(referee, KeepReferee(port));

        await Task.WhenAll(second.Crash(), third.Crash());

        Assert.Equal(MemberStatus.Down, (await referee.SeesRemoved(second)).PreviousStatus);
        await referee.Events.Sees<IClusterDomainEvent>(_ => referee.Cluster.State.Members.Count == 1);
        Assert.True(referee.Cluster.IsUp);
    }

    [Fact]
    public async Task KeepReferee_RefereeCrashes_OthersShutDown()
    {
        var port = Node.FreePort();
        var referee = await Referee(port);
        var second = await _nodes.Joined(referee, KeepReferee(port));
        var third = await _nodes.Joined(referee, KeepReferee(port));

        await referee.Crash();

        await second.System.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(30));
        await third.System.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task KeepMajority_OneOfThreeCrashes_RemovedByTheOthers()
    {
        var first = await _nodes.First(KeepMajority);
        var second = await _nodes.Joined(first, KeepMajority);
        var third = await _nodes.Joined(first, KeepMajority);

        await second.Crash();

        Assert.Equal(MemberStatus.Down, (await first.SeesRemoved(second)).PreviousStatus);
        await third.SeesRemoved(second);
        Assert.True(third.Cluster.IsUp);
    }

    /// <summary>On the constructing thread all that the cluster part starts runs before its constructor is over: the
    /// earliest that can happen on other threads.</summary>
    [Fact]
    public async Task KeepMajority_ActorsStartWithinConstructor_DowningActorLives()
    {
        var first = await _nodes.First(KeepMajority + CallingThread.ForSystemActors);

        var downing = first.System.ActorSelection("/system/cluster/core/daemon/downingProvider");

        Assert.NotNull(await downing.ResolveOne(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData("split-brain-resolver.active-strategy = keep-oldest", "keep-majority, keep-referee")]
    [InlineData("split-brain-resolver.active-strategy = keep-referee", "keep-referee.address")]
    [InlineData("downing-provider-class = \"No.Such, Akka.Cluster\"", "downing-provider-class")]
    [InlineData("seed-nodes = [\"akka.tcp://other@127.0.0.1:1\"]", "akka.tcp://sys@hostname:port")]
    [InlineData("allow-weakly-up-members = on", "Stack=NuGet")]
    [InlineData("auto-down-unreachable-after = 10s", "auto-down-unreachable-after is '00:00:10'; it must be off")]
    [InlineData("gossip-different-view-probability = 2", "from 0.0 to 1.0")]
    [InlineData("min-nr-of-members = 0", "min-nr-of-members")]
    public void WrongSetting_SystemStarts_ErrorNamesKeyAndWhatIsRight(string setting, string named)
    {
        var hocon = "akka.cluster.downing-provider-class = \"Akka.Cluster.SplitBrainResolver, Akka.Cluster\"\n" +
            $"akka.cluster.{setting}";

        var wrong = Assert.ThrowsAny<ConfigurationException>(() => Node.Start(hocon));

        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
    }

    private static string KeepReferee(int port) => $$"""
        akka.cluster.downing-provider-class = "Akka.Cluster.SplitBrainResolver, Akka.Cluster"
        akka.cluster.split-brain-resolver {
          active-strategy = keep-referee
          stable-after = 300 ms
          keep-referee.address = "{{Node.At(port)}}"
        }

        """;

    private async Task<Node> Referee(int port)
    {
        var referee = _nodes.Add(Node.StartAt(port, KeepReferee(port) + Node.Seeds(Node.At(port))));
        await referee.SeesUp(referee);
        return referee;
    }
}
