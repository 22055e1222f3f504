using Akka.Actor;
using Akka.Configuration;

namespace Akka.Serialization;

/// <summary>Turns objects into bytes and back.</summary>
public abstract class Serializer(ExtendedActorSystem system)
{
    protected readonly ExtendedActorSystem system = system;

    /// <summary>Tells the receiver which serializer to use; from <c>akka.actor.serialization-identifiers</c> unless
    /// overridden. 0 to 40 are the engine's own.</summary>
    public virtual int Identifier => SerializerIdentifierHelper.Find(GetType(), system);

    /// <summary>Whether the type's name goes with the bytes.</summary>
    public abstract bool IncludeManifest { get; }

    public abstract byte[] ToBinary(object obj);

    public abstract object FromBinary(byte[] bytes, Type type);

    public T FromBinary<T>(byte[] bytes) => (T)FromBinary(bytes, typeof(T));
}

/// <summary>A serializer that names what it has written itself, so that types can be renamed and versions told
/// apart.</summary>
public abstract class SerializerWithStringManifest(ExtendedActorSystem system) : Serializer(system)
{
    public sealed override bool IncludeManifest => true;

    public sealed override object FromBinary(byte[] bytes, Type type) => throw new NotSupportedException(
        $"{GetType()} reads by manifest; it was asked for {type}");

    public abstract object FromBinary(byte[] bytes, string manifest);

    public abstract string Manifest(object o);
}

internal static class SerializerIdentifierHelper
{
    public static int Find(Type type, ExtendedActorSystem system)
    {
        const string Section = "akka.actor.serialization-identifiers";
        foreach (var (name, value) in system.Settings.Config.GetConfig(Section)?.AsEnumerable() ?? [])
            if (Type.GetType(name) == type)
                return value.GetInt();
        throw new ConfigurationException(
            $"{type} has no identifier; override Identifier, or add " +
            $"{Section} {{ \"{type.FullName}, {type.Assembly.GetName().Name}\" = <int> }}");
    }
}
