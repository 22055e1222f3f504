using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Serialization;

// Akka.NET: "Serialization".
public sealed class SerializationTests() : TestKit($$"""
    akka.actor {
      serializers {
        plain = "{{typeof(PlainSerializer).FullName}}, Embedded.Akka.Tests"
        named = "{{typeof(NamedSerializer).FullName}}, Embedded.Akka.Tests"
      }
      serialization-bindings {
        "{{typeof(IPlain).FullName}}, Embedded.Akka.Tests" = plain
        "{{typeof(Plain).FullName}}, Embedded.Akka.Tests" = plain
        "{{typeof(Named).FullName}}, Embedded.Akka.Tests" = named
      }
      serialization-identifiers { "{{typeof(PlainSerializer).FullName}}, Embedded.Akka.Tests" = 1001 }
    }
    """)
{
    [Theory]
    [InlineData("text ä", "S")]
    [InlineData(-5, "I")]
    [InlineData(5_000_000_000, "L")]
    public void Primitive_WrittenAndRead_IsTheSame(object value, string manifest)
    {
        var serializer = Sys.Serialization.FindSerializerFor(value);

        var read = Sys.Serialization.Deserialize(
            Sys.Serialization.Serialize(value), serializer.Identifier, Manifest(serializer, value));

        Assert.Equal(value, read);
        Assert.Equal(17, serializer.Identifier);
        Assert.Equal(manifest, Manifest(serializer, value));
    }

    [Fact]
    public void Bytes_WrittenAndRead_AreTheSameArray()
    {
        byte[] bytes = [1, 2, 3];

        var written = Sys.Serialization.Serialize(bytes);

        Assert.Same(bytes, written);
        Assert.Same(bytes, Sys.Serialization.Deserialize(written, 4, ""));
    }

    [Fact]
    public void BoundType_WrittenByManifest_IsReadByManifest()
    {
        var serializer = Assert.IsType<NamedSerializer>(Sys.Serialization.FindSerializerFor(new Named("x")));

        var read = Sys.Serialization.Deserialize(serializer.ToBinary(new Named("x")), 1002, "n1");

        Assert.Equal(new Named("x"), read);
        var wrong = Assert.Throws<NotSupportedException>(() => serializer.FromBinary([], typeof(Named)));
        Assert.Contains("reads by manifest", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BoundInterface_ItsImplementation_IsWrittenByItsSerializer()
    {
        var serializer = Sys.Serialization.FindSerializerForType(typeof(DerivedPlain));

        Assert.Equal(1001, serializer.Identifier);
    }

    [Fact]
    public void TypeName_AsManifest_IsOnlyTakenForBoundTypes()
    {
        var serialization = Sys.Serialization;
        var bytes = serialization.Serialize(new Plain("x"));
        var bound = $"{typeof(Plain).FullName}, Embedded.Akka.Tests";
        var unbound = $"{typeof(DerivedPlain).FullName}, Embedded.Akka.Tests";

        Assert.Equal(new Plain("x"), serialization.Deserialize(bytes, 1001, bound));
        var error = Assert.Throws<SerializationException>(() => serialization.Deserialize(bytes, 1001, unbound));
        Assert.StartsWith($"Manifest '{unbound}' names no type bound", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Type_NotBound_NamesTypeAndKey()
    {
        var error = Assert.Throws<SerializationException>(() => Sys.Serialization.FindSerializerFor(new Unbound()));

        Assert.StartsWith(
            $"No serializer for {typeof(Unbound)}; bind one with akka.actor.serialization-bindings",
            error.Message,
            StringComparison.Ordinal);
        Assert.IsType<NamedSerializer>(Sys.Serialization.FindSerializerFor(new Unbound(), "named"));
    }

    [Fact]
    public void Identifier_Unknown_IsRefused()
    {
        var error = Assert.Throws<SerializationException>(() => Sys.Serialization.Deserialize([], 77, ""));

        Assert.StartsWith("Serializer identifier 77 is not known here", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("akka.actor.serializers.x = \"No.Such, Akka\"", "akka.actor.serializers.x is 'No.Such, Akka'")]
    [InlineData(
        "akka.actor.serialization-bindings.\"System.Int32\" = none",
        "Serializer 'none' is not in akka.actor.serializers")]
    [InlineData(
        "akka.actor.serialization-bindings.\"No.Such\" = bytes",
        "akka.actor.serialization-bindings is 'No.Such'")]
    public void Configuration_Wrong_NamesKey(string config, string expected)
    {
        var error = Assert.Throws<ConfigurationException>(() => ActorSystem.Create("wrong", config));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(PlainSerializer), "has no identifier; override Identifier, or add")]
    [InlineData(typeof(ClashingSerializer), "has identifier 17, as Akka.Serialization.PrimitiveSerializers has")]
    public void Identifier_MissingOrTaken_IsRefused(Type serializer, string expected)
    {
        var config = $"akka.actor.serializers.zz = \"{serializer.FullName}, Embedded.Akka.Tests\"";

        var error = Assert.Throws<ConfigurationException>(() => ActorSystem.Create("wrong", config));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reference_Serialized_GetsTransportAddress()
    {
        var there = Address.Parse("akka.tcp://test@host:1");

        var own = global::Akka.Serialization.Serialization.SerializedActorPath(TestActor);
        var sent = global::Akka.Serialization.Serialization.WithTransport(
            Sys, there, () => global::Akka.Serialization.Serialization.SerializedActorPath(TestActor));

        Assert.Equal(TestActor.Path.ToSerializationFormat(), own);
        Assert.Equal(TestActor.Path.ToSerializationFormatWithAddress(there), sent);
        Assert.Equal(TestActor, ((ExtendedActorSystem)Sys).Provider.ResolveActorRef(own));
        Assert.Equal("", global::Akka.Serialization.Serialization.SerializedActorPath(ActorRefs.NoSender));
    }

    private static string Manifest(Serializer serializer, object value) =>
        global::Akka.Serialization.Serialization.ManifestFor(serializer, value);

    public interface IPlain;

    public record Plain(string Text) : IPlain;

    public sealed record DerivedPlain(string Text) : Plain(Text);

    public sealed record Named(string Text);

    private sealed record Unbound;

    public sealed class PlainSerializer(ExtendedActorSystem system) : Serializer(system)
    {
        public override bool IncludeManifest => true;

        public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(((Plain)obj).Text);

        public override object FromBinary(byte[] bytes, Type type) =>
            Activator.CreateInstance(type, Encoding.UTF8.GetString(bytes))!;
    }

    public sealed class NamedSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
    {
        public override int Identifier => 1002;

        public override string Manifest(object o) => "n1";

        public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(((Named)obj).Text);

        public override object FromBinary(byte[] bytes, string manifest) => manifest == "n1"
            ? new Named(Encoding.UTF8.GetString(bytes))
            : throw new SerializationException($"Manifest '{manifest}' is not n1");
    }

    public sealed class ClashingSerializer(ExtendedActorSystem system) : Serializer(system)
    {
        public override int Identifier => 17;

        public override bool IncludeManifest => false;

        public override byte[] ToBinary(object obj) => [];

        public override object FromBinary(byte[] bytes, Type type) => bytes;
    }
}
