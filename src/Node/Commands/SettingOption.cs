using System.CommandLine;
using SplitLearning.Node.Configuration;

namespace SplitLearning.Node.Commands;

/// <summary>An option that overrides one key of the configuration.</summary>
internal sealed class SettingOption : Option<string>
{
    /// <param name="standard">What holds without the option; null for the configuration's default.</param>
    public SettingOption(
        string name, SettingKey key, string helpName, string description, string? standard = null)
        : base(name)
    {
        Key = key;
        HelpName = helpName;
        standard ??= NodeConfiguration.Defaults[key.Path];
        // What 'auto' and an empty text stand for is said by the description.
        Description = standard is "" or ValueRules.Auto ? description : $"{description} [default: {standard}]";
    }

    public SettingKey Key { get; }
}
