using System.Collections.Concurrent;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Serialization;

/// <summary>Finds the serializer for an object (by its type, from the configuration) and for bytes (by identifier). No
/// type is ever loaded by a name that came with the bytes.</summary>
public class Serialization
{
    [ThreadStatic]
    private static Address? _transportAddress;

    private readonly ConcurrentDictionary<int, Serializer> _byId = new();
    private readonly Dictionary<string, Serializer> _byName = [];
    private readonly ConcurrentDictionary<Type, Serializer> _bindings = new();
    private readonly ConcurrentDictionary<Type, Serializer> _found = new();

    /// <exception cref="ConfigurationException">A serializer or a binding is wrong.</exception>
    public Serialization(ExtendedActorSystem system)
    {
        System = system;
        var config = system.Settings.Config;
        foreach (var (name, type) in config.GetConfig("akka.actor.serializers")?.AsEnumerable() ?? [])
            AddSerializer(name, TypeLoader.Create<Serializer>(
                $"akka.actor.serializers.{name}", type.GetString(), system));
        foreach (var (type, name) in config.GetConfig("akka.actor.serialization-bindings")?.AsEnumerable() ?? [])
            AddSerializationMap(
                TypeLoader.Load<object>("akka.actor.serialization-bindings", type), Named(name.GetString()!));
    }

    public ExtendedActorSystem System { get; }

    /// <summary>Runs something with references getting an address.</summary>
    public static T WithTransport<T>(ActorSystem system, Address address, Func<T> action)
    {
        var before = _transportAddress;
        _transportAddress = address;
        try
        {
            return action();
        }
        finally
        {
            _transportAddress = before;
        }
    }

    /// <summary>A reference as text that <c>Provider.ResolveActorRef</c> reads on any node.</summary>
    public static string SerializedActorPath(IActorRef actorRef)
    {
        if (actorRef is null || actorRef.Equals(ActorRefs.NoSender))
            return "";
        var path = actorRef.Path;
        if (path.Address.HasGlobalScope || actorRef is Nobody)
            return path.ToSerializationFormat();
        var own = (actorRef as IInternalActorRef)?.Provider.DefaultAddress;
        return (_transportAddress ?? own) is { } external
            ? path.ToSerializationFormatWithAddress(external)
            : path.ToSerializationFormat();
    }

    public void AddSerializer(string name, Serializer serializer)
    {
        _byName[name] = serializer;
        AddSerializer(serializer);
    }

    /// <exception cref="ConfigurationException">Another serializer has the identifier.</exception>
    public void AddSerializer(Serializer serializer)
    {
        var first = _byId.GetOrAdd(serializer.Identifier, serializer);
        if (first.GetType() != serializer.GetType())
            throw new ConfigurationException($"{serializer.GetType()} has identifier {serializer.Identifier}, as " +
                $"{first.GetType()} has; identifiers must differ");
    }

    public void AddSerializationMap(Type type, Serializer serializer)
    {
        _bindings[type] = serializer;
        _found.Clear();
    }

    public Serializer FindSerializerFor(object obj, string? defaultSerializerName = null) =>
        FindSerializerForType(obj.GetType(), defaultSerializerName);

    /// <summary>The serializer bound to the type, or to the nearest of its base types and interfaces.</summary>
    /// <exception cref="SerializationException">There is none.</exception>
    public Serializer FindSerializerForType(Type objectType, string? defaultSerializerName = null)
    {
        if (_found.TryGetValue(objectType, out var known))
            return known;
        var nearest = _bindings.Where(binding => binding.Key.IsAssignableFrom(objectType))
            .OrderByDescending(binding => _bindings.Keys.Count(other => other.IsAssignableFrom(binding.Key)))
            .Select(binding => binding.Value).FirstOrDefault();
        if (nearest is not null)
            return _found[objectType] = nearest;
        return defaultSerializerName is not null ? Named(defaultSerializerName) : throw new SerializationException(
            $"No serializer for {objectType}; bind one with akka.actor.serialization-bindings {{ " +
            $"\"{TypeName(objectType)}\" = <name> }}, the name being one in akka.actor.serializers");
    }

    public byte[] Serialize(object o) => FindSerializerFor(o).ToBinary(o);

    /// <exception cref="SerializationException">The identifier or the manifest is not known.</exception>
    public object Deserialize(byte[] bytes, int serializerId, string manifest) => GetSerializerById(serializerId) switch
    {
        SerializerWithStringManifest serializer => serializer.FromBinary(bytes, manifest),
        { IncludeManifest: true } serializer => serializer.FromBinary(bytes, Bound(manifest)),
        var serializer => serializer.FromBinary(bytes, typeof(object)),
    };

    public object Deserialize(byte[] bytes, int serializerId, Type type) =>
        GetSerializerById(serializerId).FromBinary(bytes, type);

    /// <exception cref="SerializationException">There is none with that identifier.</exception>
    public Serializer GetSerializerById(int serializerId) =>
        _byId.TryGetValue(serializerId, out var serializer) ? serializer : throw new SerializationException(
            $"Serializer identifier {serializerId} is not known here; both nodes need the same akka.actor.serializers");

    /// <summary>What goes with the bytes: the serializer's own manifest, a type name, or nothing.</summary>
    public static string ManifestFor(Serializer s, object msg) => s switch
    {
        SerializerWithStringManifest own => own.Manifest(msg),
        { IncludeManifest: true } => TypeName(msg.GetType()),
        _ => "",
    };

    private Serializer Named(string name) => _byName.GetValueOrDefault(name) ?? throw new ConfigurationException(
        $"Serializer '{name}' is not in akka.actor.serializers; it has: {string.Join(", ", _byName.Keys)}");

    private Type Bound(string manifest) =>
        _bindings.Keys.FirstOrDefault(type => TypeName(type) == manifest) ?? throw new SerializationException(
            $"Manifest '{manifest}' names no type bound in akka.actor.serialization-bindings");

    private static string TypeName(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
