namespace RecoveryBench;

/// <summary>Says on stderr what is being measured: stdout is for the figures.</summary>
internal static class Progress
{
    public static void Tell(string what) => Console.Error.WriteLine(what);
}
