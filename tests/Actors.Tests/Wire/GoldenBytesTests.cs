namespace SplitLearning.Actors.Tests.Wire;

/// <summary>The wire format, byte for byte: nodes of one protocol version read each other's messages.</summary>
/// <remarks>Worked out by hand from messages.proto and the description of the protobuf encoding.</remarks>
public sealed class GoldenBytesTests : WireTest
{
    [Theory]
    [InlineData(
        "enlist",
        "2f000000080112076167656e742d311a056d6e69737420e0d40328904e32066330666665653a054d4e4953544205633063"
        + "3061")]
    [InlineData(
        "plan-assigned",
        "630000000a0572756e2d3112560a056d6e6973741205706f6f6c32180320052802317b14ae47e17a843f39cdcccccccc"
        + "ccec3f412d431cebe2361a3f4807500158e80762056c656e6574720b101e199a9999999999b93f820109190000000000"
        + "00e03f18023002")]
    [InlineData("plan-declined", "150000000a0572756e2d31120c546872656164732069732030")]
    [InlineData(
        "forward-batch",
        "160000000807100318b80222060801120202032a0508021201020000803f0000004000004040000080400000a0400000"
        + "c04009000000000000000000000000000000")]
    [InlineData(
        "cut-gradient",
        "15000000080710031a0608011202020321cf143aafb16b0240000080bf000000c0000040c0000080c00000a0c00000c0"
        + "c0")]
    [InlineData("batch-scored", "0f0000000807100319000000000000c03f203d")]
    [InlineData(
        "snapshot-chunk",
        "460000000a40346261363937333563613533373635656436613730396564623536633665613233366237313933613362"
        + "323961366233393063333436663066343334306534651004180c01020304")]
    [InlineData(
        "request-chunk",
        "4c0000000a40346261363937333563613533373635656436613730396564623536633665613233366237313933613362"
        + "3239613662333930633334366630663433343065346510808080802018808040")]
    [InlineData("run-ended-seen", "00000000")]
    [InlineData(
        "write-checkpoint",
        "440000000805124034626136393733356361353337363565643661373039656462353663366561323336623731393361"
        + "336232396136623339306333343666306634333430653465")]
    public void Message_OnTheWire_HasTheseBytes(string manifest, string expected)
    {
        var message = Samples.Ordinary(TestActor).Single(sample => Serializer.Manifest(sample) == manifest);

        Assert.Equal(expected, Convert.ToHexStringLower(Serializer.ToBinary(message)));
        Assert.Equal(
            Fields.Of(message), Fields.Of(Serializer.FromBinary(Convert.FromHexString(expected), manifest)));
    }

    [Fact]
    public void Manifests_AllOfThem_AreThese() => Assert.Equal(
        [
            "actors-seen", "agent-leaving", "batch-rejected", "batch-scored", "baton-taken", "checkpoint-complete",
            "checkpoint-manifest-written", "checkpoint-part-failed", "checkpoint-part-written", "clients-hosted",
            "clients-offered", "clients-saved", "cluster-seen", "cut-gradient", "down-member", "enlist",
            "enlistment-accepted", "enlistment-refused", "federation-assigned", "federation-declined",
            "forward-batch", "host-clients", "hosting-failed", "inspect-actors", "inspect-cluster", "job-done",
            "job-failed", "job-pending", "leave-granted", "leave-member", "leave-requested", "member-told",
            "plan-accepted", "plan-assigned", "plan-declined", "request-chunk", "run-ended", "run-ended-seen",
            "run-job", "save-clients", "saving-failed", "snapshot-chunk", "snapshot-pending", "snapshot-unavailable",
            "take-baton", "take-over", "take-over-failed", "taken-over", "turn-done", "turn-failed",
            "write-checkpoint",
        ],
        Samples.Ordinary(TestActor).Select(Serializer.Manifest).Order(StringComparer.Ordinal));
}
