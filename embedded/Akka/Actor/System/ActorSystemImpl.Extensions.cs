namespace Akka.Actor;

public sealed partial class ActorSystemImpl
{
    public override object? GetExtension(IExtensionId extensionId) =>
        _extensions.TryGetValue(extensionId.ExtensionType, out var extension) ? extension.Value : null;

    public override T? GetExtension<T>()
        where T : class => _extensions.TryGetValue(typeof(T), out var extension) ? (T)extension.Value : null;

    /// <summary>Made once for a system, on first use; an extension that fails is tried again.</summary>
    public override object RegisterExtension(IExtensionId extension)
    {
        var type = extension.ExtensionType;
        var entry = _extensions.GetOrAdd(type, _ => new Lazy<object>(() => extension.CreateExtension(this)));
        try
        {
            return entry.Value;
        }
        catch
        {
            _extensions.TryRemove(new KeyValuePair<Type, Lazy<object>>(type, entry));
            throw;
        }
    }

    public override bool HasExtension(Type type) => _extensions.ContainsKey(type);

    public override bool HasExtension<T>() => HasExtension(typeof(T));
}
