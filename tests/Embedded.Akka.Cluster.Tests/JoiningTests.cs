using Akka;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Protocol;
using Akka.Remote;
using Embedded.Akka.Cluster.Tests.Nodes;
using static Akka.Cluster.ClusterEvent;

namespace Embedded.Akka.Cluster.Tests;

/// <summary>Akka.NET, "Akka.Cluster Overview" and "Configuration": seed nodes, joining, roles, minimum size.</summary>
public sealed class JoiningTests : IAsyncDisposable
{
    private readonly NodeSet _nodes = new();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task OnlySeed_Started_FormsClusterAndIsUp()
    {
        var port = Node.FreePort();

        var seed = _nodes.Add(Node.StartAt(port, Node.Seeds(Node.At(port))));

        await seed.SeesUp(seed);
        Assert.True(seed.Cluster.IsUp);
        Assert.Equal(Node.At(port), seed.Cluster.State.Leader);
    }

    [Fact]
    public async Task FirstSeed_OtherSeedsAbsent_FormsClusterAfterTimeout()
    {
        var port = Node.FreePort();

        var seed = _nodes.Add(Node.StartAt(port, Node.Seeds(Node.At(port), Node.At(Node.FreePort()))));

        await seed.SeesUp(seed);
    }

    [Fact]
    public async Task Cluster_NodeJoins_JoinedThenUpEverywhereInOrderOfAge()
    {
        var first = await _nodes.First();

        var second = await _nodes.Joined(first);

        Assert.Equal([first.Address, second.Address], Ups(second));
        Assert.Equal([first.Address, second.Address], Ups(first));
        var members = first.Cluster.State.Members.Order(Member.AgeOrdering).Select(m => m.Address);
        Assert.Equal([first.Address, second.Address], members);
    }

    [Fact]
    public async Task SeedNotThere_NodeAsks_JoinsOnceSeedStarts()
    {
        var port = Node.FreePort();
        var early = _nodes.Add(Node.Start(Node.Seeds(Node.At(port))));
        early.System.EventStream.Subscribe(early.Events.Ref, typeof(AssociationErrorEvent));
        await early.Events.Sees<AssociationErrorEvent>();

        var seed = _nodes.Add(Node.StartAt(port, Node.Seeds(Node.At(port))));

        await early.SeesUp(early);
        await seed.SeesUp(early);
    }

    [Fact]
    public async Task Five_JoinAtOnce_AllUpEverywhere()
    {
        var first = await _nodes.First();
        var all = new List<Node> { first };
        for (var i = 0; i < 4; i++)
            all.Add(_nodes.Add(Node.Start(Node.Seeds(first.Address))));

        foreach (var node in all)
            await node.Events.Sees<IMemberEvent>(_ => node.Cluster.State.Members.Count(IsUp) == all.Count);

        Assert.Single(all.Select(n => n.Cluster.State.Leader).Distinct());
    }

    [Fact]
    public async Task TooFewMembers_MoreJoin_UpOnlyWhenAllAreThere()
    {
        const string Three = "akka.cluster.min-nr-of-members = 3";
        var first = _nodes.Add(Node.Start(Three));
        first.Cluster.Join(first.Address);
        var second = _nodes.Add(Node.Start(Node.Seeds(first.Address) + Three));
        await first.Events.Sees<MemberJoined>(e => Node.Is(e, second));
        await second.Events.Sees<MemberJoined>(e => Node.Is(e, second));

        Assert.DoesNotContain(first.Events.All, e => e is MemberUp);
        var third = _nodes.Add(Node.Start(Node.Seeds(first.Address) + Three));

        await first.SeesUp(first);
        await second.SeesUp(second);
        await third.SeesUp(third);
        Assert.True(IndexOf<MemberJoined>(first, third) < IndexOf<MemberUp>(first, first));
    }

    [Fact]
    public async Task MinimumOfRole_NodeOfRoleJoins_UpOnlyThen()
    {
        const string OneWorker = "akka.cluster.role.worker.min-nr-of-members = 1\n";
        var server = _nodes.Add(Node.Start(OneWorker + "akka.cluster.roles = [server]"));
        server.Cluster.Join(server.Address);
        await server.Events.Sees<MemberJoined>(e => Node.Is(e, server));

        var worker = _nodes.Add(Node.Start(OneWorker + "akka.cluster.roles = [worker]\n" + Node.Seeds(server.Address)));

        await server.SeesUp(server);
        Assert.True(IndexOf<MemberJoined>(server, worker) < IndexOf<MemberUp>(server, server));
    }

    [Fact]
    public async Task Roles_NodeJoins_SeenInMemberAndAsRoleLeader()
    {
        var first = await _nodes.First("akka.cluster.roles = [server]");

        var second = await _nodes.Joined(first, "akka.cluster.roles = [agent, gpu]");

        var seen = first.Cluster.State.Members.Single(m => m.Address == second.Address);
        Assert.Equal(["agent", "gpu"], seen.Roles.Order());
        Assert.Equal(second.Address, first.Cluster.State.RoleLeader("gpu"));
        Assert.Equal(first.Address, second.Cluster.State.RoleLeader("server"));
        Assert.Null(first.Cluster.State.RoleLeader("nobody"));
        Assert.Contains(first.Events.All, e => e is RoleLeaderChanged { Role: "gpu" });
    }

    [Fact]
    public async Task JoinAsync_Awaited_NodeIsUp()
    {
        var first = await _nodes.First();
        var second = _nodes.Add(Node.Start());

        await second.Cluster.JoinAsync(first.Address).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(second.Cluster.IsUp);
    }

    [Fact]
    public async Task JoinSeedNodesAsync_FirstOfThemAbsent_JoinsTheOther()
    {
        var first = await _nodes.First();
        var second = _nodes.Add(Node.Start());

        await second.Cluster.JoinSeedNodesAsync([Node.At(Node.FreePort()), first.Address])
            .WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(MemberStatus.Up, first.StatusOf(second));
    }

    [Fact]
    public async Task JoinAsync_NobodyThereAndCancelled_Fails()
    {
        var node = _nodes.Add(Node.Start());
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        var failure = await Assert.ThrowsAsync<ClusterJoinFailedException>(
            () => node.Cluster.JoinAsync(Node.At(Node.FreePort()), cancelled.Token));

        Assert.Contains("not Up", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoSeedAnswers_LimitReached_SystemTerminates()
    {
        var node = _nodes.Add(Node.Start(Node.Seeds(Node.At(Node.FreePort())) +
            "akka.cluster.shutdown-after-unsuccessful-join-seed-nodes = 500ms"));

        await node.System.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.True(node.Cluster.IsTerminated);
    }

    [Fact]
    public async Task OtherDowningProvider_Joins_RefusedAndTerminates()
    {
        var first = await _nodes.First();

        var other = _nodes.Add(Node.Start(Node.Seeds(first.Address) + """
            akka.cluster.downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster"
            akka.cluster.split-brain-resolver.active-strategy = keep-majority
            """));

        await other.System.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Single(first.Cluster.State.Members);
    }

    [Fact]
    public async Task NodeShuttingDown_AskedToLetIn_Refuses()
    {
        var first = await _nodes.First();
        var release = new TaskCompletionSource<Done>();
        var shutdown = CoordinatedShutdown.Get(first.System);
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "held by the test", () => release.Task);
        var done = shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);
        var probe = new EventProbe(first.System);

        DaemonOf(first).Tell(new InitJoin(new JoinTerms(JoinTerms.CurrentVersion, "NoDowning")), probe.Ref);
        DaemonOf(first).Tell(new Join(new UniqueAddress(Node.At(1), 1), []), probe.Ref);

        await probe.Sees<InitJoinNack>();
        release.SetResult(Done.Instance);
        await done.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.DoesNotContain(first.Events.All, e => e is MemberJoined joined && joined.Member.Address == Node.At(1));
    }

    [Fact]
    public async Task OtherProtocolVersion_AsksToJoin_RefusedWithTheReason()
    {
        var first = await _nodes.First();
        var probe = new EventProbe(first.System);

        DaemonOf(first).Tell(new InitJoin(new JoinTerms(99, "NoDowning")), probe.Ref);

        Assert.Contains("99", (await probe.Sees<InitJoinAck>()).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StrangersWithWrongAddress_Join_NotLetInAndNobodyHarmed()
    {
        var first = await _nodes.First();
        Address[] wrong = [first.Address, first.Address.WithSystem("other"), first.Address.WithProtocol("akka.udp")];

        foreach (var address in wrong)
            DaemonOf(first).Tell(new Join(new UniqueAddress(address, 999), []), ActorRefs.NoSender);

        await _nodes.Joined(first);
        Assert.Equal(2, first.Cluster.State.Members.Count);
        Assert.True(first.Cluster.IsUp);
    }

    [Fact]
    public async Task OnMemberUp_RegisteredBeforeAndAfter_CalledBothTimes()
    {
        var node = _nodes.Add(Node.Start());
        var (before, after) = (new TaskCompletionSource(), new TaskCompletionSource());
        node.Cluster.RegisterOnMemberUp(before.SetResult);

        node.Cluster.Join(node.Address);

        await before.Task.WaitAsync(TimeSpan.FromSeconds(30));
        node.Cluster.RegisterOnMemberUp(after.SetResult);
        await after.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static ActorSelection DaemonOf(Node node) => node.System.ActorSelection("/system/cluster/core/daemon");

    private static bool IsUp(Member member) => member.Status == MemberStatus.Up;

    private static IEnumerable<Address> Ups(Node node) =>
        node.Events.All.OfType<MemberUp>().Select(e => e.Member.Address);

    private static int IndexOf<T>(Node at, Node of)
        where T : IMemberEvent => at.Events.All.ToList().FindIndex(e => e is T found && Node.Is(found, of));
}
