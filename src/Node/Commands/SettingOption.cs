using System.CommandLine;
using SplitLearning.Node.Configuration;

namespace SplitLearning.Node.Commands;

/// <summary>An option that overrides one key of the configuration.</summary>
internal sealed class SettingOption : Option<string>
{
    public SettingOption(string name, SettingKey key, string helpName, string description)
        : base(name)
    {
        Key = key;
        HelpName = helpName;
        var standard = NodeConfiguration.Defaults[key.Path];
        // What 'auto' and an empty text stand for is said by the description.
        Description = standard is "" or ValueRules.Auto ? description : $"{description} [default: {standard}]";
    }

    public SettingKey Key { get; }
}
