using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Serialization;

namespace Akka.Remote.Serialization;

/// <summary>The engine's own messages as they travel between systems.</summary>
internal sealed class RemoteMessageSerializer(ExtendedActorSystem system)
    : SerializerWithStringManifest(system)
{
    private static readonly Form[] Forms = [.. SystemForms(), .. MessageForms(), .. ValueForms()];
    private static readonly Dictionary<Type, Form> ByType = Forms.ToDictionary(form => form.Type);
    private static readonly Dictionary<string, Form> ByManifest = Forms.ToDictionary(form => form.Manifest);

    public override int Identifier => 16;

    /// <summary>Binds all types that it knows to a new one.</summary>
    public static void AddTo(ExtendedActorSystem system)
    {
        var serializer = new RemoteMessageSerializer(system);
        system.Serialization.AddSerializer("akka-remote", serializer);
        foreach (var form in Forms) system.Serialization.AddSerializationMap(form.Type, serializer);
    }

    public override string Manifest(object o) => FormOf(o).Manifest;

    public override byte[] ToBinary(object obj)
    {
        using var output = new PayloadWriter(system);
        FormOf(obj).Write(output, obj);
        return output.ToArray();
    }

    /// <exception cref="SerializationException">The manifest is not one of these.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (!ByManifest.TryGetValue(manifest, out var form))
        {
            throw new SerializationException(
                $"Manifest '{manifest}' is unknown to {nameof(RemoteMessageSerializer)}");
        }

        using var input = new PayloadReader(system, bytes);
        return form.Read(input);
    }

    private static IEnumerable<Form> SystemForms() =>
    [
        Of("SW", (o, w) => o.Refs(w.Watchee, w.Watcher), i => new Watch(i.Ref(), i.Ref())),
        Of("SU", (o, u) => o.Refs(u.Watchee, u.Watcher), i => new Unwatch(i.Ref(), i.Ref())),
        Of("SD", WriteNotification, i => new DeathWatchNotification(i.Ref(), i.ReadBoolean(), i.ReadBoolean())),
        Of("ST", (_, _) => { }, _ => new Terminate()),
    ];

    private static IEnumerable<Form> MessageForms() =>
    [
        Of("I", (o, m) => o.Payload(m.MessageId), i => new Identify(i.Payload()!)),
        Of("AI", WriteIdentity, i => new ActorIdentity(i.Payload()!, i.OptionalRef())),
        Of("SEL", (o, m) => o.Selection(m), i => i.Selection()),
        Of("PP", (_, _) => { }, _ => PoisonPill.Instance),
        Of("K", (_, _) => { }, _ => Kill.Instance),
        Of("OK", (o, m) => o.Payload(m.Status), i => new Status.Success(i.Payload())),
        Of("F", WriteFailure, i => new Status.Failure(i.Exception(), i.Payload())),
        Of("HB", (_, _) => { }, _ => RemoteWatcher.Heartbeat.Instance),
        Of("HBR", (o, m) => o.Write(m.Uid), i => new RemoteWatcher.HeartbeatReply(i.ReadInt32())),
    ];

    private static IEnumerable<Form> ValueForms() =>
    [
        Of<Address>("A", (o, a) => o.Write(a.ToString()), i => Address.Parse(i.ReadString())),
        Of<IActorRef>("R", (o, r) => o.Refs(r), i => i.Ref()),
    ];

    private static void WriteNotification(PayloadWriter output, DeathWatchNotification notification)
    {
        output.Refs(notification.Actor);
        output.Write(notification.ExistenceConfirmed);
        output.Write(notification.AddressTerminated);
    }

    private static void WriteIdentity(PayloadWriter output, ActorIdentity identity)
    {
        output.Payload(identity.MessageId);
        output.OptionalRef(identity.Subject);
    }

    private static void WriteFailure(PayloadWriter output, Status.Failure failure)
    {
        output.Exception(failure.Cause);
        output.Payload(failure.State);
    }

    private static Form Of<T>(string manifest, Action<PayloadWriter, T> write, Func<PayloadReader, T> read)
        where T : notnull =>
        new(typeof(T), manifest, (output, value) => write(output, (T)value), input => read(input));

    private Form FormOf(object message)
    {
        var type = message is IActorRef ? typeof(IActorRef) : message.GetType();
        return ByType.TryGetValue(type, out var form) ? form : throw new ArgumentException(
            $"{message.GetType()} does not travel between systems in the embedded engine");
    }

    private sealed record Form(
        Type Type, string Manifest, Action<PayloadWriter, object> Write, Func<PayloadReader, object> Read);
}
