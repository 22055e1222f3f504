namespace SplitLearning.Node.Tests;

/// <summary>Compares output with a text that a person has read and approved.</summary>
internal static class Verified
{
    /// <summary>Set to 1 to take the present output as approved; look at the difference before committing.</summary>
    private const string AcceptVariable = "SPLITLEARNING_ACCEPT";

    public static void Matches(string name, string actual)
    {
        var path = Path.Combine(Repository.Root, "tests", "Node.Tests", "Verified", name + ".verified.txt");
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            File.WriteAllText(path, actual);

        Assert.Equal(File.ReadAllText(path), actual);
    }
}
