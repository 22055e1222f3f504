namespace SplitLearning.Node.Configuration;

/// <summary>A setting given on the command line.</summary>
/// <param name="Option">As the person typed it, for messages: <c>--epochs</c>.</param>
internal sealed record Override(SettingKey Key, string Option, string Text);
