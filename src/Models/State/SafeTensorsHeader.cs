using System.Buffers;
using System.Text.Json;
using SplitLearning.Data;

namespace SplitLearning.Models.State;

/// <summary>The JSON header of a safetensors file.</summary>
internal static class SafeTensorsHeader
{
    private const string MetadataKey = "__metadata__";

    // A file with one name twice would be read differently by different readers.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    public static byte[] Write(IReadOnlyList<TensorSlot> slots, IReadOnlyDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, metadata);
            WriteTensors(json, slots);
            json.WriteEndObject();
        }

        while (buffer.WrittenCount % 8 != 0)
            buffer.Write(" "u8);
        return buffer.WrittenSpan.ToArray();
    }

    public static SafeTensorsContent Read(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> data)
    {
        try
        {
            using var json = JsonDocument.Parse(header, Strict);
            var metadata = new Dictionary<string, string>();
            var entries = new List<Entry>();
            foreach (var property in json.RootElement.EnumerateObject())
                if (property.Name == MetadataKey)
                    ReadMetadata(property.Value, metadata);
                else
                    entries.Add(ReadEntry(property));
            entries.Sort((one, other) => (one.Begin, one.End).CompareTo((other.Begin, other.End)));
            return new SafeTensorsContent(Slice(entries, data), metadata);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or FormatException
            or KeyNotFoundException or OverflowException)
        {
            throw new StateException($"safetensors: damaged header ({cause.Message})", cause);
        }
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
            return;
        json.WriteStartObject(MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteTensors(Utf8JsonWriter json, IReadOnlyList<TensorSlot> slots)
    {
        var names = new HashSet<string> { MetadataKey };
        var offset = 0L;
        foreach (var slot in slots)
        {
            if (!names.Add(slot.Name))
                throw new StateException($"safetensors: tensor name '{slot.Name}' is taken; each must be given once");
            json.WriteStartObject(slot.Name);
            json.WriteString("dtype", slot.Dtype == TensorDtype.Float32 ? "F32" : "I64");
            WriteNumbers(json, "shape", slot.Shape);
            WriteNumbers(json, "data_offsets", [offset, offset += slot.Bytes]);
            json.WriteEndObject();
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void ReadMetadata(JsonElement json, Dictionary<string, string> metadata)
    {
        foreach (var entry in json.EnumerateObject())
            metadata[entry.Name] = entry.Value.GetString() ?? throw new FormatException($"null for {entry.Name}");
    }

    private static Entry ReadEntry(JsonProperty property)
    {
        var name = property.Name;
        var dtype = property.Value.GetProperty("dtype").GetString() switch
        {
            "F32" => TensorDtype.Float32,
            "I64" => TensorDtype.Int64,
            var other => throw new StateException($"safetensors: {name}: expected dtype F32 or I64, found {other}"),
        };
        long[] shape = [.. Numbers(property.Value, "shape")];
        long[] offsets = [.. Numbers(property.Value, "data_offsets")];
        if (shape.Any(size => size < 0))
            throw new StateException($"safetensors: {name}: negative size in shape [{string.Join(", ", shape)}]");
        if (offsets.Length != 2)
            throw new StateException($"safetensors: {name}: expected two data_offsets, found {offsets.Length}");
        return new Entry(name, dtype, shape, offsets[0], offsets[1]);
    }

    private static IEnumerable<long> Numbers(JsonElement entry, string name) =>
        entry.GetProperty(name).EnumerateArray().Select(number => number.GetInt64());

    private static List<NamedTensor> Slice(List<Entry> entries, ReadOnlyMemory<byte> data)
    {
        var tensors = new List<NamedTensor>(entries.Count);
        var offset = 0L;
        foreach (var entry in entries)
        {
            var size = entry.Shape.Aggregate((long)entry.Dtype.Size(), (product, n) => checked(product * n));
            // Gaps would hide bytes that no hash of the tensors covers; overlaps would alias them.
            if (entry.Begin != offset || entry.End - entry.Begin != size || entry.End > data.Length)
                throw new StateException($"safetensors: {entry.Name}: expected bytes {offset} to {offset + size} " +
                    $"of {data.Length}, found {entry.Begin} to {entry.End}");
            var bytes = data.Slice((int)offset, (int)size);
            tensors.Add(new NamedTensor(entry.Name, new TensorData(entry.Shape, entry.Dtype, bytes)));
            offset = entry.End;
        }

        if (offset != data.Length)
            throw new StateException($"safetensors: expected {offset} bytes of data, found {data.Length}");
        return tensors;
    }

    private sealed record Entry(string Name, TensorDtype Dtype, long[] Shape, long Begin, long End);
}
