using System.Text.RegularExpressions;
using Akka.Configuration;
using SplitLearning.Node.Configuration;

namespace SplitLearning.Node.Tests.Docs;

/// <summary>What the documents tell people to type, to set and to look at is there.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents { get; } =
    [
        "README.md", "docs/exit-codes.md",
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "guides"), "*.md")
            .Order(StringComparer.Ordinal).Select(path => Path.GetRelativePath(Repository.Root, path)),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Document_EveryCommand_IsOneOfTheProgram(string document)
    {
        foreach (var use in CodeIn(document).SelectMany(code => ProgramUse().Matches(code)))
        {
            var (words, options) = Split(use.Groups[1].Value.Split(' '));

            var help = await HelpText.OfAsync(words);

            Assert.All(options, option => Assert.Contains(option, help.Options));
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Document_EveryOption_IsOneOfSomeCommand(string document)
    {
        var options = await HelpText.AllOptionsAsync();

        Assert.All(
            CodeIn(document).Where(code => code.StartsWith("--", StringComparison.Ordinal)),
            code => Assert.Contains(code.Split(' ')[0], options));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_EverySetting_IsOneOfTheProgram(string document)
    {
        var code = CodeIn(document);
        var keys = code.Select(text => Setting().Match(text)).Where(match => match.Success)
            .Select(match => $"{SettingKeys.Root}.{match.Groups[1].Value}");

        Assert.All(keys, key => Assert.Contains(SettingKeys.All, setting => setting.Path == key));
        Assert.All(
            code.Where(text => text.Contains(SettingKeys.Root + " {", StringComparison.Ordinal)),
            text => Assert.Empty(SettingsCheck.Of(
                document, HoconLeaves.Of(ConfigurationFactory.ParseString(Include().Replace(text, ""))))));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_EveryLinkAndScript_Exists(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        var text = Repository.Read(document);

        var missing = Link().Matches(text).Select(link => Path.Combine(folder, link.Groups[1].Value))
            .Concat(InRepository().Matches(text).Select(path => Path.Combine(Repository.Root, path.Groups[1].Value)))
            .Where(path => !Path.Exists(path) && !path.Contains("/bin/", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    /// <summary>Blocks with their lines, and spans as one line.</summary>
    private static List<string> CodeIn(string document) =>
    [
        .. Code().Matches(Repository.Read(document)).Select(match => match.Groups["block"].Success
            ? match.Groups["block"].Value
            : Whitespace().Replace(match.Groups["span"].Value, " ")),
    ];

    private static (IEnumerable<string> Words, IEnumerable<string> Options) Split(string[] use) => (
        use.TakeWhile(word => !IsOption(word)), use.Where(IsOption));

    private static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^ *```\w*\n(?<block>.*?)^ *```|`(?<span>[^`]+)`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    // A word in capitals stands for any: COMMAND.
    [GeneratedRegex(@"(?:splitlearning|src/Node --) ([a-z]\S*(?: \S+)*)")]
    private static partial Regex ProgramUse();

    [GeneratedRegex(
        @"^(?:split-learning\.)?((?:samples|plan|checkpoints|server|agent)\.[a-z-]+(?:\.[a-z-]+)*)(?<!\.conf|\.json)$")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^\s*include .*$", RegexOptions.Multiline)]
    private static partial Regex Include();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w/.-])((?:hocon|scripts|docs|src|embedded|benchmarks)/[\w./-]*\w)(?![*<{])")]
    private static partial Regex InRepository();
}
