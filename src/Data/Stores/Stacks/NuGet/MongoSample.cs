using System.Buffers.Binary;
using MongoDB.Bson;

namespace SplitLearning.Data.Stores;

/// <summary>Fields of a sample's document, our own or one of the split-training report's program.</summary>
internal static class MongoSample
{
    /// <summary>Size of the content, so that it need not be read to be known.</summary>
    public const string Length = "bytes";

    public static int IdOf(BsonDocument document) => document[Collections.Id].ToInt32();

    public static byte LabelOf(BsonDocument document) => checked((byte)document[Collections.Label].ToInt32());

    public static string NameOf(BsonDocument document) => document.GetValue(Collections.FileName, "").AsString;

    public static byte[] HashOf(BsonDocument document) =>
        document.TryGetValue(Collections.ContentHash, out var hash) ? hash.AsByteArray : [];

    public static long BytesOf(BsonDocument document) =>
        document.TryGetValue(Length, out var length) ? length.ToInt64() : 0; // the report's plain documents do not say

    /// <summary>Bytes as they are; an array of any depth as bytes if all are whole, else as float32.</summary>
    public static byte[] DataOf(BsonDocument document)
    {
        if (document[Collections.Data] is BsonBinaryData binary)
            return binary.Bytes;
        var numbers = Numbers(document[Collections.Data]).ToArray();
        if (numbers.All(number => number.IsInt32 || number.IsInt64))
            return [.. numbers.Select(number => checked((byte)number.ToInt64()))];
        var bytes = new byte[numbers.Length * sizeof(float)];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), (float)numbers[i].ToDouble());
        return bytes;
    }

    /// <summary>A GridFS file's document as one of our own; others as they are.</summary>
    public static BsonDocument Flat(BsonDocument document, bool isFile)
    {
        if (!isFile)
            return document;
        var fields = document.TryGetValue("metadata", out var metadata) && metadata.IsBsonDocument
            ? metadata.AsBsonDocument
            : document;
        return new BsonDocument
        {
            [Collections.Id] = fields[Collections.Id],
            [Collections.Label] = fields[Collections.Label],
            [Collections.FileName] = fields.GetValue(Collections.FileName, document.GetValue("filename", "")),
            [Length] = document["length"],
            ["file"] = document["_id"],
        };
    }

    private static IEnumerable<BsonValue> Numbers(BsonValue value) =>
        value is BsonArray array ? array.SelectMany(Numbers) : [value];
}
