using System.Text.RegularExpressions;
using SplitLearning.Actors.Protocols;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;

namespace SplitLearning.Node.Tests.Hosting;

public sealed partial class ExitCodeDocsTests
{
    private static readonly string Document = Repository.Read("docs", "exit-codes.md");

    [Fact]
    public void ExitCodes_InTheTable_AreThoseOfTheProgram()
    {
        var documented = TableRow().Matches(Document)
            .Select(row => (int.Parse(row.Groups[1].Value), row.Groups[2].Value));

        Assert.Equal(Enum.GetValues<ExitCode>().Select(code => ((int)code, code.ToString())), documented);
    }

    [Fact]
    public void ExitCodes_EachSection_GivesCauseAndRemedy() => Assert.All(Enum.GetValues<ExitCode>(), code =>
    {
        var section = Document.Split($"\n## {(int)code} {code}\n")[1].Split("\n## ")[0];

        Assert.Matches(@"\*\*Cause\.\*\* \S", section);
        Assert.Matches(@"\*\*Remedy\.\*\* \S", section);
    });

    [Fact]
    public void FailureKinds_Each_HasACodeOfItsOwn()
    {
        var codes = Enum.GetValues<FailureKind>().Select(Outcomes.CodeOf).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.DoesNotContain(ExitCode.Success, codes);
    }

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \| \S.* \|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
