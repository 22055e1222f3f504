using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Membership;
using Akka.Cluster.Protocol;
using Akka.Cluster.Serialization;
using Embedded.Akka.Cluster.Tests.Membership;
using FsCheck;
using FsCheck.Fluent;

namespace Embedded.Akka.Cluster.Tests.Serialization;

public sealed class ClusterMessageSerializerTests
{
    private static readonly UniqueAddress Node = new(new Address("akka.tcp", "sys", "host", 4053), -17);
    private static readonly ClusterMessageSerializer Serializer = new(null!);

    public static TheoryData<object> Messages => new(
        new InitJoin(new JoinTerms(1, "NoDowning")),
        new InitJoinAck(Node.Address, null),
        new InitJoinAck(Node.Address, "protocol version is 2"),
        new InitJoinNack(Node.Address),
        new LeaveMember(Node.Address),
        new DownMember(Node.Address),
        new ExitingConfirmed(Node),
        new Heartbeat(Node.Address, long.MaxValue),
        new HeartbeatResponse(Node, 1));

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_WrittenAndRead_IsTheSame(object message) => Assert.Equal(message, RoundTrip(message));

    [Fact]
    public void Join_WrittenAndRead_IsTheSame()
    {
        var read = (Join)RoundTrip(new Join(Node, ["agent", "gpu"]));

        Assert.Equal(Node, read.Node);
        Assert.Equal(["agent", "gpu"], read.Roles.Order());
    }

    [Fact]
    public void AnyGossip_WrittenAndRead_SaysTheSame() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(AnyHistory, steps => new SimulatedCluster().Run(steps).Gossips.All(gossip =>
            RoundTrip(new GossipEnvelope(Node, Node, gossip)) is GossipEnvelope read
            && read.To == Node && Canonical.Text(read.Gossip) == Canonical.Text(gossip)
            && RoundTrip(new Welcome(Node, gossip)) is Welcome
            && RoundTrip(new GossipStatus(Node, gossip.Version, -5)) is GossipStatus { SeenDigest: -5 } status
            && status.Version.CompareTo(gossip.Version) == VectorClock.Ordering.Same)));

    /// <summary>Cut, changed or made up: an error that remoting reports, never a crash or a big allocation.</summary>
    [Fact]
    public void AnyGarbage_Read_SerializationException() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll<byte[], int>((garbage, at) =>
        {
            var whole = Serializer.ToBinary(new Welcome(Node, new SimulatedCluster().Gossips[0]));
            var changed = whole.ToArray();
            garbage.AsSpan(0, Math.Min(garbage.Length, 8)).CopyTo(changed.AsSpan(Math.Abs(at % (whole.Length - 8))));
            return Fails(garbage) && Fails(whole[..Math.Abs(at % whole.Length)]) && Survives(changed);
        }));

    [Fact]
    public void UnknownManifest_Read_ErrorNamesIt()
    {
        var error = Assert.Throws<SerializationException>(() => Serializer.FromBinary([], "System.String"));

        Assert.Contains("System.String", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A member that is Removed would make the receiver's daemon fail at the event.</summary>
    [Fact]
    public void RemovedMember_Read_Refused()
    {
        var member = Member.Restore(Node, 1, MemberStatus.Removed, []);
        var bytes = Serializer.ToBinary(new Welcome(Node, Gossip.Empty.WithMember(member)));

        Assert.True(Fails(bytes));
    }

    [Fact]
    public void SeventeenMembers_Written_FitEasilyIntoAFrame()
    {
        var gossip = Enumerable.Range(0, 17).Aggregate(Gossip.Empty, (g, i) => g.Join(
            Node, new UniqueAddress(new Address("akka.tcp", "split-learning", $"10.0.0.{i}", 4053), i), ["agent"]));

        var bytes = Serializer.ToBinary(new GossipEnvelope(Node, Node, gossip));

        Assert.InRange(bytes.Length, 17, 1000);
    }

    private static Arbitrary<int[]> AnyHistory =>
        Gen.Choose(0, SimulatedCluster.DifferentSteps - 1).ToArbitrary().Array();

    private static object RoundTrip(object message) =>
        Serializer.FromBinary(Serializer.ToBinary(message), Serializer.Manifest(message));

    private static bool Fails(byte[] bytes) => Outcome(bytes) is SerializationException;

    private static bool Survives(byte[] bytes) => Outcome(bytes) is null or SerializationException;

    private static Exception? Outcome(byte[] bytes) => Record.Exception(() => Serializer.FromBinary(bytes, "W"));
}
