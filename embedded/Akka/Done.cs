namespace Akka;

/// <summary>What a task gives that only says that it is over.</summary>
public sealed class Done
{
    public static readonly Done Instance = new();

    private Done()
    {
    }
}
