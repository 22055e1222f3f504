using System.Buffers.Binary;
using System.Runtime.Serialization;
using Google.Protobuf;
using SplitLearning.Actors.Wire;
using Chunk = SplitLearning.Actors.Protocols.SnapshotProtocol.SnapshotChunk;

namespace SplitLearning.Actors.Tests.Wire;

public sealed class DamagedBytesTests : WireTest
{
    private const int PrefixBytes = 4;

    [Fact]
    public void FromBinary_UnknownManifest_NamesIt()
    {
        var error = Assert.Throws<SerializationException>(() => Serializer.FromBinary([0, 0, 0, 0], "System.String"));

        Assert.StartsWith(
            "Manifest 'System.String' is unknown to protocol version 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromBinary_CutShortAnywhere_IsRefused() =>
        Assert.All(Samples.All(TestActor).Where(message => message is not Chunk), message =>
        {
            var bytes = Serializer.ToBinary(message);

            for (var length = 0; length < bytes.Length; length++)
                Assert.Null(ReadOrRefuse(bytes[..length], Serializer.Manifest(message)));
        });

    [Fact]
    public void FromBinary_ChunkCutShort_IsRefusedOrAShorterChunk()
    {
        var chunk = Samples.Ordinary(TestActor).OfType<Chunk>().Single();
        var bytes = Serializer.ToBinary(chunk);

        var read = Enumerable.Range(0, bytes.Length)
            .Select(length => ReadOrRefuse(bytes[..length], Serializer.Manifest(chunk)))
            .OfType<Chunk>()
            .Select(shorter => shorter.Bytes.Length);

        Assert.Equal([0, 1, 2, 3], read);
    }

    [Fact]
    public void FromBinary_BytesBehindTheEnd_AreRefused() =>
        Assert.All(Samples.All(TestActor).Where(message => message is not Chunk), message =>
        {
            byte[] bytes = [.. Serializer.ToBinary(message), 0];

            var error = Assert.Throws<SerializationException>(
                () => Serializer.FromBinary(bytes, Serializer.Manifest(message)));

            Assert.Equal("1 bytes stand behind the message; none are expected.", error.Message);
        });

    [Fact]
    public void FromBinary_OneByteChanged_IsReadOrRefused() =>
        Assert.All(Samples.All(TestActor), message =>
        {
            var bytes = Serializer.ToBinary(message);

            for (var at = 0; at < bytes.Length; at++)
            {
                foreach (var value in (byte[])[0x00, 0x7F, 0x80, 0xFF])
                {
                    var changed = bytes.ToArray();
                    changed[at] = value;
                    ReadOrRefuse(changed, Serializer.Manifest(message)); // throws what is no refusal
                }
            }
        });

    [Fact]
    public void FromBinary_EmptyHeader_IsReadOrRefused() =>
        Assert.All(Samples.Ordinary(TestActor), message =>
            ReadOrRefuse([0, 0, 0, 0], Serializer.Manifest(message))); // throws what is no refusal

    [Theory]
    [InlineData("forward-batch")]
    [InlineData("cut-gradient")]
    [InlineData("plan-assigned")]
    [InlineData("take-baton")]
    public void FromBinary_HeaderWithoutItsParts_IsRefused(string manifest) =>
        Assert.Null(ReadOrRefuse([0, 0, 0, 0], manifest));

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(5)]
    public void FromBinary_LyingHeaderLength_NamesIt(int length)
    {
        var bytes = new byte[PrefixBytes + 4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);

        var error = Assert.Throws<SerializationException>(() => Serializer.FromBinary(bytes, "run-ended"));

        Assert.Equal($"Message 'run-ended' of 8 bytes announces a header of {length}.", error.Message);
    }

    [Theory]
    [InlineData(new long[] { -1 }, "A tensor's dimension is -1; 0 or more is expected.")]
    [InlineData(new long[] { 2, -3 }, "A tensor's dimension is -3; 0 or more is expected.")]
    [InlineData(new long[] { 0, -1 }, "A tensor's dimension is -1; 0 or more is expected.")]
    [InlineData(new long[] { long.MinValue }, "A tensor's dimension is -9223372036854775808; 0 or more is expected.")]
    [InlineData(new long[] { 3 }, "A blob of 12 bytes is announced; 8 are there.")]
    [InlineData(new long[] { 1L << 40 }, "A blob of 4398046511104 bytes is announced; 8 are there.")]
    [InlineData(new long[] { 1L << 32, 1L << 32 }, "its size passes 63 bits.")]
    [InlineData(new long[] { long.MaxValue }, "its size passes 63 bits.")]
    [InlineData(new long[] { 1 }, "4 bytes stand behind the message; none are expected.")]
    [InlineData(new long[] { }, "4 bytes stand behind the message; none are expected.")]
    public void FromBinary_LyingShape_SaysWhatIsWrong(long[] shape, string reason)
    {
        var bytes = Gradient(dtype: 1, shape, blobBytes: 8);

        var error = Assert.Throws<SerializationException>(() => Serializer.FromBinary(bytes, "cut-gradient"));

        Assert.EndsWith(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void FromBinary_UnknownDtype_NamesTheKnownOnes(int dtype)
    {
        var bytes = Gradient(dtype, [2], blobBytes: 8);

        var error = Assert.Throws<SerializationException>(() => Serializer.FromBinary(bytes, "cut-gradient"));

        Assert.Equal($"Tensor dtype is {dtype}; 1 (float32) or 2 (int64) is expected.", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    public void FromBinary_UnknownPhase_NamesTheKnownOnes(int phase)
    {
        var baton = new TakeBaton { Turn = 1, Epoch = 1, Phase = phase, ServerModel = "akka://tests/user/x" };

        var error = Assert.Throws<SerializationException>(() => Serializer.FromBinary(Frame(baton, []), "take-baton"));

        Assert.Equal($"The baton's phase is {phase}; 1 (train) or 2 (test) is expected.", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    public void FromBinary_UnknownShards_NamesTheKnownOnes(int shards)
    {
        var plan = new Plan { Schedule = new Schedule(), Partition = new Partition() };
        var assigned = new PlanAssigned { RunId = "r", Plan = plan, Shards = shards };

        var error = Assert.Throws<SerializationException>(
            () => Serializer.FromBinary(Frame(assigned, []), "plan-assigned"));

        Assert.Equal($"A plan's shards are {shards}; 1 (simulated) or 2 (private) is expected.", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("akka://")]
    [InlineData("akka.tcp://other@host:99999999/user/x")]
    [InlineData("\0")]
    public void FromBinary_ActorPathThatIsNone_IsReadOrRefused(string path)
    {
        var baton = new TakeBaton { Turn = 1, Epoch = 1, Phase = 1, ServerModel = path };

        ReadOrRefuse(Frame(baton, []), "take-baton"); // throws what is no refusal
    }

    [Fact]
    public void FromBinary_HeaderInsideHeaderWithoutEnd_IsRefused()
    {
        // Groups in groups, which protobuf's reader follows by recursion.
        byte[] header = [.. Enumerable.Repeat((byte)0xFB, 100_000)];
        byte[] bytes = [.. BitConverter.GetBytes(header.Length), .. header];

        Assert.Null(ReadOrRefuse(bytes, "enlist"));
    }

    private static byte[] Gradient(int dtype, long[] shape, int blobBytes) => Frame(
        new CutGradient { Turn = 1, Gradient = new TensorHeader { Dtype = dtype, Shape = { shape } } },
        new byte[blobBytes]);

    private static byte[] Frame(IMessage header, byte[] blobs)
    {
        var bytes = new byte[PrefixBytes + header.CalculateSize() + blobs.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, header.CalculateSize());
        header.ToByteArray().CopyTo(bytes, PrefixBytes);
        blobs.CopyTo(bytes, PrefixBytes + header.CalculateSize());
        return bytes;
    }
}
