using System.Text.Json.Nodes;
using SplitLearning.Node.Report;

namespace SplitLearning.Node.Tests.Report;

public sealed class ChartLibraryTests
{
    private const string Folder = "src/Node/Report/Charts";

    [Fact]
    public void LockFile_NamesNoRegistryAndHasAHashForEachPackage()
    {
        var text = Repository.Read(Folder, "package-lock.json");

        Assert.DoesNotContain("resolved", text);
        Assert.DoesNotContain("://", text);
        var packages = JsonNode.Parse(text)!["packages"]!.AsObject().Where(package => package.Key.Length > 0).ToList();
        Assert.NotEmpty(packages);
        Assert.All(packages, package => Assert.StartsWith("sha512-", (string?)package.Value!["integrity"]));
    }

    [ChartsFact]
    public void Library_OfTheProgram_HasTheVersionsOfThePackageFileAndTheirNotices()
    {
        var library = ChartLibrary.OfProgram!;

        foreach (var (name, version) in
                 JsonNode.Parse(Repository.Read(Folder, "package.json"))!["dependencies"]!.AsObject())
            Assert.Contains($"{name} v{version}", library.Script, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(3, library.Licences.Split("Permission is hereby granted").Length - 1);
        Assert.DoesNotContain("sourceMappingURL", library.Script);
        Assert.DoesNotContain("</script", library.Script, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Script_OfALibrary_CanStandInAPage() => Assert.Equal(
        "f(\"<\\/script>\");",
        ChartLibrary.Inlined("f(\"</script>\");\n//# sourceMappingURL=chart.umd.min.js.map\n"));

    /// <summary>A test that needs what the build takes from npm.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class ChartsFactAttribute : FactAttribute
    {
        public ChartsFactAttribute() =>
            Skip = ChartLibrary.OfProgram is null ? "The program was built without npm" : null;
    }
}
