using System.Text.RegularExpressions;

namespace SplitLearning.Node.Tests.Docs;

/// <summary>What a command says of itself.</summary>
internal sealed partial record HelpText(IReadOnlyList<string> Options, IReadOnlyList<string> Commands)
{
    /// <summary>The help of the innermost command among the words; arguments may follow it.</summary>
    public static async Task<HelpText> OfAsync(IEnumerable<string> words)
    {
        List<string> path = [];
        var help = await ReadAsync(path);
        foreach (var word in words)
        {
            // A word that is no command here would be passed over: help is shown whatever else is wrong.
            if (help.Commands.Count == 0)
                break;
            Assert.Contains(word, help.Commands);
            path.Add(word);
            help = await ReadAsync(path);
        }

        return help;
    }

    public static async Task<IReadOnlyList<string>> AllOptionsAsync(params string[] path)
    {
        var help = await ReadAsync(path);
        List<string> options = [.. help.Options];
        foreach (var command in help.Commands)
            options.AddRange(await AllOptionsAsync([.. path, command]));
        return options;
    }

    private static async Task<HelpText> ReadAsync(IEnumerable<string> path)
    {
        var text = (await Cli.RunAsync([.. path, "--help"])).Out;
        var commands = text.IndexOf("\nCommands:\n", StringComparison.Ordinal);
        return new(
            [.. Option().Matches(text).Select(option => option.Value)],
            commands < 0 ? [] : [.. Command().Matches(text, commands).Select(command => command.Groups[1].Value)]);
    }

    [GeneratedRegex(@"(?<=^  (?:-\S+, )*)--[a-z-]+", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"^  ([a-z-]+) ", RegexOptions.Multiline)]
    private static partial Regex Command();
}
