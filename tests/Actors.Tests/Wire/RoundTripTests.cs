using System.Runtime.InteropServices;
using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.SnapshotProtocol;
using MessageSerializer = SplitLearning.Actors.Wire.MessageSerializer;

namespace SplitLearning.Actors.Tests.Wire;

public sealed class RoundTripTests : WireTest
{
    [Fact]
    public void Samples_AllWireMessages_HaveOne()
    {
        var types = typeof(IWireMessage).Assembly.GetTypes()
            .Where(type => typeof(IWireMessage).IsAssignableFrom(type) && !type.IsInterface);

        var samples = Samples.Ordinary(TestActor).Select(sample => sample.GetType());

        Assert.Equal(types.Select(t => t.FullName).Order(), samples.Select(t => t.FullName).Order());
    }

    [Fact]
    public void FromBinary_WhatToBinaryGave_IsTheSameMessage() =>
        Assert.All(Samples.All(TestActor), message =>
        {
            var bytes = Serializer.ToBinary(message);

            var read = Serializer.FromBinary(bytes, Serializer.Manifest(message));

            Assert.IsType(message.GetType(), read);
            Assert.Equal(Fields.Of(message), Fields.Of(read));
        });

    [Fact]
    public void FromBinary_ActorsOfThisSystem_AreTheVeryOnes()
    {
        var message = new EnlistmentProtocol.PlanAccepted("run-1", 2, 1) { Holder = TestActor };

        var read = (EnlistmentProtocol.PlanAccepted)Serializer.FromBinary(
            Serializer.ToBinary(message), "plan-accepted");
        read.Holder.Tell("hello");

        Assert.Equal(TestActor, read.Holder);
        ExpectMsg("hello");
    }

    [Fact]
    public void Manifests_AllMessages_DifferAndNameNoType()
    {
        var samples = Samples.Ordinary(TestActor);

        var manifests = samples.Select(Serializer.Manifest).ToList();

        Assert.Equal(samples.Count, manifests.Distinct().Count());
        Assert.All(manifests, manifest => Assert.Matches("^[a-z]+(-[a-z]+)*$", manifest));
    }

    [Fact]
    public void Configuration_OfTheProduct_BindsAllMessagesToThisSerializer() =>
        Assert.All(Samples.Ordinary(TestActor), message =>
        {
            var serializer = Assert.IsType<MessageSerializer>(Sys.Serialization.FindSerializerFor(message));

            Assert.Equal(Serializer.Identifier, serializer.Identifier);
        });

    [Fact]
    public void FromBinary_Batch_TensorsAreSlicesOfTheReceivedArray()
    {
        var batch = Samples.Ordinary(TestActor).OfType<ForwardBatch>().Single();
        var received = Serializer.ToBinary(batch);

        var read = (ForwardBatch)Serializer.FromBinary(received, Serializer.Manifest(batch));

        AssertSliceOf(received, read.Smashed.Bytes, received.Length - 16 - 24);
        AssertSliceOf(received, read.Labels.Bytes, received.Length - 16);
    }

    [Fact]
    public void FromBinary_Gradient_IsASliceOfTheReceivedArray()
    {
        var gradient = Samples.Ordinary(TestActor).OfType<CutGradient>().Single();
        var received = Serializer.ToBinary(gradient);

        var read = (CutGradient)Serializer.FromBinary(received, Serializer.Manifest(gradient));

        AssertSliceOf(received, read.Gradient.Bytes, received.Length - 24);
    }

    [Fact]
    public void FromBinary_SnapshotChunk_IsASliceOfTheReceivedArray()
    {
        var chunk = Samples.Ordinary(TestActor).OfType<SnapshotChunk>().Single();
        var received = Serializer.ToBinary(chunk);

        var read = (SnapshotChunk)Serializer.FromBinary(received, Serializer.Manifest(chunk));

        AssertSliceOf(received, read.Bytes, received.Length - 4);
    }

    [Fact]
    public void ToBinary_MessageOfSomebodyElse_NamesItsType()
    {
        var error = Assert.Throws<ArgumentException>(() => Serializer.ToBinary("hello"));

        Assert.Contains("System.String", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToBinary_TensorInTheMiddleOfAnArray_TakesItsBytesOnly()
    {
        var memory = new byte[] { 0, 0, 1, 2, 3, 4, 0, 0 }.AsMemory(2, 4);
        var gradient = new CutGradient(default, new TensorData([1], TensorDtype.Float32, memory), Loss: 0);

        var bytes = Serializer.ToBinary(gradient);

        Assert.Equal([1, 2, 3, 4], bytes[^4..]);
    }

    private static void AssertSliceOf(byte[] array, ReadOnlyMemory<byte> bytes, int offset)
    {
        Assert.True(MemoryMarshal.TryGetArray(bytes, out var segment));
        Assert.Same(array, segment.Array);
        Assert.Equal(offset, segment.Offset);
    }
}
