using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>Resolved settings. Never changes; <see cref="WithFallback"/> gives a new one.</summary>
public class Config
{
    public static readonly Config Empty = new();

    public Config()
        : this(new HoconRoot(new HoconValue(new HoconObject([]))))
    {
    }

    public Config(HoconRoot root) => Root = root.Value;

    public Config(Config source, Config fallback) => Root = HoconValue.Merge(source.Root, fallback.Root)!;

    public HoconValue Root { get; }

    public virtual bool IsEmpty => Root.IsEmpty;

    public static implicit operator Config(string hocon) => ConfigurationFactory.ParseString(hocon);

    public virtual bool HasPath(string path) => Find(path) is not null;

    /// <summary>The value at a dotted path (parts with dots in quotes), or null if there is none.</summary>
    public virtual HoconValue? GetValue(string path) => Find(path);

    public virtual string GetString(string path, string @default = null!) =>
        Get(path, value => value.GetString(), @default)!;

    public virtual int GetInt(string path, int @default = 0) => Get(path, value => value.GetInt(), @default);

    public virtual long GetLong(string path, long @default = 0) => Get(path, value => value.GetLong(), @default);

    public virtual float GetFloat(string path, float @default = 0) => Get(path, value => value.GetFloat(), @default);

    public virtual double GetDouble(string path, double @default = 0) =>
        Get(path, value => value.GetDouble(), @default);

    public virtual decimal GetDecimal(string path, decimal @default = 0) =>
        Get(path, value => value.GetDecimal(), @default);

    public virtual bool GetBoolean(string path, bool @default = false) =>
        Get(path, value => value.GetBoolean(), @default);

    /// <summary>Bytes, or null where the key is missing.</summary>
    public virtual long? GetByteSize(string path) => Get(path, value => value.GetByteSize(), null);

    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        Get(path, value => value.GetTimeSpan(allowInfinite), @default.GetValueOrDefault());

    public virtual IList<string> GetStringList(string path) => Get(path, value => value.GetStringList(), [])!;

    public virtual IList<string> GetStringList(string path, string[] defaultPaths) =>
        Get(path, value => value.GetStringList(), defaultPaths)!;

    public virtual IList<int> GetIntList(string path) =>
        Get(path, value => value.GetArray().Select(item => item.GetInt()).ToList(), [])!;

    /// <summary>The object at a path, or null where there is none.</summary>
    public virtual Config? GetConfig(string path) =>
        Get(path, value => new Config(new HoconRoot(new HoconValue(value.GetObject()))), null);

    /// <summary>This over the other: objects merge, of everything else the value here counts.</summary>
    public virtual Config WithFallback(Config? fallback) =>
        fallback is null || ReferenceEquals(fallback, this) ? this : new Config(this, fallback);

    /// <summary>The keys at the root; objects are to be descended into by the caller.</summary>
    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable() => Root.GetObject().Items;

    public override string ToString() => Root.ToString();

    private HoconValue? Find(string path)
    {
        var value = Root;
        foreach (var key in new HoconReader(path).TakePath())
            if ((value.Content as HoconObject)?.GetKey(key) is { } next)
                value = next;
            else
                return null;
        return value.Content is null ? null : value;
    }

    private T? Get<T>(string path, Func<HoconValue, T?> read, T? @default)
    {
        try
        {
            return Find(path) is { } value ? read(value) : @default;
        }
        catch (ConfigurationException e)
        {
            throw new ConfigurationException($"{path}: {e.Message}", e);
        }
    }
}
