using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>Id of the extension: <c>Persistence.Instance.Apply(system)</c>.</summary>
public class Persistence : ExtensionIdProvider<PersistenceExtension>
{
    public static Persistence Instance { get; } = new();

    /// <summary>This assembly's reference.conf.</summary>
    public static Config DefaultConfig() =>
        ConfigurationFactory.FromResource("Akka.Persistence.reference.conf", typeof(Persistence).Assembly);

    public override PersistenceExtension CreateExtension(ExtendedActorSystem system) => new(system);
}
