using System.Text.RegularExpressions;

namespace SplitLearning.Node.Tests.Docs;

public sealed partial class ReadmeTests
{
    public static TheoryData<string> Documents { get; } =
        ["README.md", "docs/exit-codes.md", "docs/guides/several-machines.md"];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Document_EveryCommand_IsOneOfTheProgram(string document)
    {
        foreach (Match use in ProgramUse().Matches(Repository.Read(document)))
        {
            var help = await Cli.RunAsync(use.Groups[1].Value, "--help");

            Assert.True(help.Code == 0, use.Value);
            var options = Option().Matches(use.Groups[2].Value).Select(option => option.Value);
            Assert.All(options, option => Assert.Contains(option + " ", help.Out));
        }
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

    [GeneratedRegex(@"(?:splitlearning|src/Node --) ([a-z][a-z-]+)((?: [^\s`)]+)*)")]
    private static partial Regex ProgramUse();

    [GeneratedRegex(@"--[a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w/.-])((?:hocon|scripts|docs|src|embedded|benchmarks)/[\w./-]*\w)(?![*<{])")]
    private static partial Regex InRepository();
}
