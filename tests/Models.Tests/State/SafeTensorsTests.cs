using System.Buffers.Binary;
using System.Text;
using SplitLearning.Data;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Tests.State;

public sealed class SafeTensorsTests
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    private static readonly NamedTensor[] Tensors =
    [
        new("b.weight", new TensorData([2, 1], TensorDtype.Float32, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 })),
        new("a", new TensorData([], TensorDtype.Int64, new byte[] { 9, 0, 0, 0, 0, 0, 0, 0 })),
        new("none", new TensorData([0, 3], TensorDtype.Float32, Array.Empty<byte>())),
    ];

    [Fact]
    public void File_Written_IsHeaderLengthHeaderPaddedWithSpacesAndData()
    {
        var metadata = new Dictionary<string, string> { ["z"] = "2", ["a"] = "1" };

        var file = SafeTensors.Write(Tensors, metadata);

        const string header =
            """{"__metadata__":{"a":"1","z":"2"},"b.weight":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}""" +
            ""","a":{"dtype":"I64","shape":[],"data_offsets":[8,16]}""" +
            ""","none":{"dtype":"F32","shape":[0,3],"data_offsets":[16,16]}}""";
        var padded = (header.Length + 7) / 8 * 8;
        Assert.Equal((ulong)padded, BinaryPrimitives.ReadUInt64LittleEndian(file));
        Assert.Equal(header.PadRight(padded), Encoding.UTF8.GetString(file.AsSpan(8, padded)));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0, 0, 0, 0, 0], file[(8 + padded)..]);
    }

    [Fact]
    public void File_Read_GivesWhatWasWritten()
    {
        var metadata = new Dictionary<string, string> { ["steps"] = "3", ["größe \"東\""] = "\n" };

        var content = SafeTensors.Read(SafeTensors.Write(Tensors, metadata));

        Assert.Equal(metadata, content.Metadata);
        Assert.Equal(Tensors.Select(tensor => tensor.Name), content.Tensors.Select(tensor => tensor.Name));
        Assert.All(Tensors.Zip(content.Tensors), pair =>
        {
            Assert.Equal(pair.First.Tensor.Shape, pair.Second.Tensor.Shape);
            Assert.Equal(pair.First.Tensor.Dtype, pair.Second.Tensor.Dtype);
            Assert.Equal(pair.First.Tensor.Bytes.ToArray(), pair.Second.Tensor.Bytes.ToArray());
        });
    }

    [Fact]
    public void Tensors_Read_ShareTheFilesMemory()
    {
        var file = SafeTensors.Write(Tensors, NoMetadata);

        var tensor = SafeTensors.Read(file).Tensors[0].Tensor;

        Assert.True(tensor.Bytes.Span.Overlaps(file));
    }

    [Fact]
    public void HeaderInAnotherOrder_AsOtherToolsWriteIt_IsReadInTheOrderOfTheBytes()
    {
        var file = File("""
            {"late":{"data_offsets":[4,8],"dtype":"F32","shape":[1]},
            "early":{"shape":[1],"dtype":"F32","data_offsets":[0,4]}}
            """, dataBytes: 8);

        Assert.Equal(["early", "late"], SafeTensors.Read(file).Tensors.Select(tensor => tensor.Name));
    }

    [Fact]
    public void Names_GivenTwice_AreNotWritten()
    {
        var error = Assert.Throws<StateException>(() => SafeTensors.Write([Tensors[0], Tensors[0]], NoMetadata));

        Assert.Equal("safetensors: tensor name 'b.weight' is taken; each must be given once", error.Message);
    }

    [Theory]
    [InlineData("expected at least 8 bytes, found 3", new byte[] { 1, 2, 3 })]
    [InlineData("expected a header of at most 2 bytes, found 3", new byte[] { 3, 0, 0, 0, 0, 0, 0, 0, 1, 2 })]
    [InlineData("expected a header of at most 0 bytes, found 18446744073709551615",
        new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 })]
    public void File_ShorterThanItSays_IsRefused(string expected, byte[] file)
    {
        var error = Assert.Throws<StateException>(() => SafeTensors.Read(file));

        Assert.Equal($"safetensors: {expected}", error.Message);
    }

    [Fact]
    public void Header_AboveTheLimit_IsRefused()
    {
        var file = new byte[(17 << 20) + 8];
        BinaryPrimitives.WriteInt64LittleEndian(file, 17 << 20);

        var error = Assert.Throws<StateException>(() => SafeTensors.Read(file));

        Assert.Equal("safetensors: expected a header of at most 16777216 bytes, found 17825792", error.Message);
    }

    [Theory]
    [InlineData(
        """{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""",
        "a: expected dtype F32 or I64, found F64")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "a: negative size in shape [-2]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", "a: expected two data_offsets, found 1")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}}""",
        "a: expected bytes 0 to 8 of 8, found 0 to 12")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""",
        "a: expected bytes 0 to 12 of 8, found 0 to 12")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        "a: expected bytes 0 to 4 of 8, found 4 to 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "expected 4 bytes of data, found 8")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""" +
        ""","b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        "b: expected bytes 8 to 12 of 8, found 4 to 8")]
    public void Tensors_ThatDoNotTileTheData_AreRefused(string header, string expected)
    {
        var error = Assert.Throws<StateException>(() => SafeTensors.Read(File(header, dataBytes: 8)));

        Assert.Equal($"safetensors: {expected}", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"a":{}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":"2","data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9999999999,9999999999],"data_offsets":[0,8]}}""")]
    [InlineData("""{"__metadata__":{"a":1}}""")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""" +
        ""","a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    public void Header_NotAsTheFormatSays_IsRefused(string header)
    {
        var error = Assert.Throws<StateException>(() => SafeTensors.Read(File(header, dataBytes: 8)));

        Assert.StartsWith("safetensors: damaged header", error.Message, StringComparison.Ordinal);
    }

    private static byte[] File(string header, int dataBytes)
    {
        var file = new byte[8 + header.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        Encoding.ASCII.GetBytes(header, file.AsSpan(8));
        return file;
    }
}
