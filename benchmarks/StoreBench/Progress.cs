namespace StoreBench;

/// <summary>Says on stderr what is measured now: all of it takes minutes.</summary>
internal static class Progress
{
    public static void Tell(string what) => Console.Error.WriteLine(what);
}
