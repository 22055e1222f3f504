namespace SplitLearning.Node.Configuration;

/// <summary>Settings that cannot be: each message is one line that names key, value and what would be right.</summary>
internal sealed class ConfigurationErrorException(IReadOnlyList<string> errors)
    : Exception(errors.Count == 1 ? errors[0] : $"{errors[0]} (and {errors.Count - 1} more: check-config lists them)")
{
    public ConfigurationErrorException(string error)
        : this([error])
    {
    }

    public IReadOnlyList<string> Errors { get; } = errors;

    /// <param name="name">The key's path, or the option by which it was given.</param>
    public static ConfigurationErrorException OutOfRange(SettingKey key, string name, string text) =>
        new(OutOfRangeMessage(key, name, text));

    public static string OutOfRangeMessage(SettingKey key, string name, string text) =>
        $"{name} is '{text}'; it must be {key.Expected}.";
}
