namespace SplitLearning.Node.Configuration;

/// <summary>The product's settings in effect, as text under their paths; every value has been checked.</summary>
internal sealed class Settings(IReadOnlyDictionary<string, string> values)
{
    /// <summary>The value of a key.</summary>
    /// <exception cref="ConfigurationErrorException">The key has no value: reference.conf is not complete.</exception>
    public T Get<T>(SettingKey<T> key) => key.Parse(Text(key));

    /// <summary>A whole number that is known to fit.</summary>
    public int Int(SettingKey<long> key) => checked((int)Get(key));

    /// <summary>The folder of the data; null to look for it in the usual places.</summary>
    public string? Data => Get(SettingKeys.Data) is var folder && folder == ValueRules.Auto ? null : folder;

    /// <summary>URL of the store of the data; null to read files.</summary>
    public string? Store => Get(SettingKeys.Store) is var url && url == ValueRules.None ? null : url;

    public string Text(SettingKey key) => values.TryGetValue(key.Path, out var text)
        ? text
        : throw new ConfigurationErrorException($"{key.Path} has no value; it must be {key.Expected}.");
}
