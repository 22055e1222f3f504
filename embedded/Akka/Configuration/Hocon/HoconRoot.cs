namespace Akka.Configuration.Hocon;

/// <summary>A parsed document. Substitutions are resolved on first use of <see cref="Value"/>, so that an included
/// document sees the keys of the one that includes it.</summary>
public class HoconRoot
{
    private readonly Lazy<HoconValue> _value;

    public HoconRoot(HoconValue value) => _value = new Lazy<HoconValue>(value);

    internal HoconRoot(ObjectNode source)
    {
        Source = source;
        _value = new Lazy<HoconValue>(() => new HoconValue(new HoconResolver(source).Resolve()));
    }

    /// <exception cref="ConfigurationException">A substitution names a key that is not there.</exception>
    public HoconValue Value => _value.Value;

    internal ObjectNode? Source { get; }
}
