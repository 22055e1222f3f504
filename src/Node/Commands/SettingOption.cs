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
        Description = description;
    }

    public SettingKey Key { get; }
}
