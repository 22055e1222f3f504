using System.Runtime.Serialization;
using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;

namespace SplitLearning.Actors.Checkpoints;

/// <summary>Events in the journal are JSON; the manifest names the kind and its version.</summary>
internal sealed class CheckpointEventSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static readonly Dictionary<string, Type> _types = new()
    {
        ["part-committed-1"] = typeof(PartCommitted),
        ["checkpoint-committed-1"] = typeof(CheckpointCommitted),
        ["checkpoint-dropped-1"] = typeof(CheckpointDropped),
    };

    private static readonly JsonSerializerOptions _options = new() { IgnoreReadOnlyProperties = true };

    public override int Identifier => 1813;

    public override string Manifest(object o) => _types.Single(type => type.Value == o.GetType()).Key;

    public override byte[] ToBinary(object obj) => JsonSerializer.SerializeToUtf8Bytes(obj, obj.GetType(), _options);

    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (!_types.TryGetValue(manifest, out var type))
        {
            throw new SerializationException(
                $"Event '{manifest}' of the journal is unknown; a newer release has written it.");
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, type, _options) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new SerializationException($"Event '{manifest}' of the journal is damaged: {e.Message}", e);
        }
    }
}
