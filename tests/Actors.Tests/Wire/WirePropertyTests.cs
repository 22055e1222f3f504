using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data;
using static SplitLearning.Actors.Protocols.BatchProtocol;

namespace SplitLearning.Actors.Tests.Wire;

public sealed class WirePropertyTests : WireTest
{
    private static readonly Gen<byte> Byte = Gen.Choose(0, 255).Select(value => (byte)value);
    private static readonly Gen<byte[]> Bytes = Byte.ArrayOf();
    private static readonly Gen<int> Int = ArbMap.Default.GeneratorFor<int>();

    [Fact]
    public void FromBinary_ArbitraryBytes_AreReadOrRefused()
    {
        var manifests = Samples.Ordinary(TestActor).Select(Serializer.Manifest).ToArray();
        var cases = Gen.Zip(Gen.Elements(manifests), Bytes).ToArbitrary();

        Prop.ForAll(cases, c => ReadsOrRefuses(c.Item2, c.Item1)).Check(Properties.Seeded);
    }

    [Fact]
    public void FromBinary_ArbitraryBytesAsHeader_AreReadOrRefused()
    {
        var manifests = Samples.Ordinary(TestActor).Select(Serializer.Manifest).ToArray();
        var cases = Gen.Zip(Gen.Elements(manifests), Gen.Zip(Bytes, Bytes)).ToArbitrary();

        Prop.ForAll(cases, c => ReadsOrRefuses(Framed(c.Item2.Item1, c.Item2.Item2), c.Item1))
            .Check(Properties.Seeded);
    }

    [Fact]
    public void FromBinary_ArbitraryChangeOfAMessage_IsReadOrRefused()
    {
        var messages = Samples.All(TestActor);
        var cases = Gen.Zip(Gen.Elements(messages.ToArray()), Gen.Zip(Int, Byte)).ToArbitrary();

        Prop.ForAll(cases, c =>
        {
            var bytes = Serializer.ToBinary(c.Item1);
            bytes[(uint)c.Item2.Item1 % bytes.Length] = c.Item2.Item2;
            return ReadsOrRefuses(bytes, Serializer.Manifest(c.Item1));
        }).Check(Properties.Seeded);
    }

    [Fact]
    public void FromBinary_ArbitraryBatch_IsTheSameBatch()
    {
        var dimension = Gen.Choose(0, 5).Select(n => (long)n);
        var shape = Gen.Choose(0, 4).SelectMany(rank => dimension.ArrayOf(rank));
        var smashed = shape.SelectMany(dims => Byte.ArrayOf((int)(4 * Product(dims)))
            .Select(bytes => new TensorData(dims, TensorDtype.Float32, bytes)));
        var labels = ArbMap.Default.GeneratorFor<long[]>().Select(Tensors.Longs);
        var id = Gen.Zip(Int, Int).Select(pair => new BatchId(new TurnId(pair.Item1), pair.Item2));
        var batches = Gen.Zip(id, Gen.Zip(Int, Gen.Zip(smashed, labels)))
            .Select(c => new ForwardBatch(c.Item1, c.Item2.Item1, c.Item2.Item2.Item1, c.Item2.Item2.Item2));

        Prop.ForAll(batches.ToArbitrary(), batch =>
            Fields.Of(Serializer.FromBinary(Serializer.ToBinary(batch), "forward-batch")) == Fields.Of(batch))
            .Check(Properties.Seeded);
    }

    private static long Product(long[] dims) => dims.Aggregate(1L, (product, n) => product * n);

    private static byte[] Framed(byte[] header, byte[] blobs)
    {
        var prefix = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, header.Length);
        return [.. prefix, .. header, .. blobs];
    }

    // Whatever is thrown but a refusal fails the property.
    private bool ReadsOrRefuses(byte[] bytes, string manifest)
    {
        ReadOrRefuse(bytes, manifest);
        return true;
    }
}
