using System.Reflection;
using System.Runtime.CompilerServices;

namespace SplitLearning.Tests.Shared;

/// <summary>Compares an assembly's public surface with the text beside the test that a person has approved.</summary>
internal static class PublicApi
{
    /// <summary>Set to 1 to take the present surface as approved; look at the difference before committing.</summary>
    private const string AcceptVariable = "SPLITLEARNING_ACCEPT";

    public static void IsApproved(Assembly assembly, [CallerFilePath] string test = "")
    {
        var name = assembly.GetName().Name;
        var file = Path.Combine(Path.GetDirectoryName(test)!, $"PublicApi.{name}.verified.txt");
        var actual = PublicApiPrinter.Lines(assembly).ToList();
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            File.WriteAllLines(file, actual);

        var approved = File.Exists(file) ? File.ReadAllLines(file) : [];
        var changes = actual.Except(approved).Select(line => $"+ {line}")
            .Concat(approved.Except(actual).Select(line => $"- {line}")).ToList();
        Assert.True(
            changes.Count == 0,
            $"The public API of {name} is not as approved; if it is to be so, run this test with {AcceptVariable}=1 " +
            $"and commit {file}:\n{string.Join('\n', changes)}");
    }
}
