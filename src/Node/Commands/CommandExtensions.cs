using System.CommandLine;

namespace SplitLearning.Node.Commands;

/// <summary>Adds options in bulk.</summary>
internal static class CommandExtensions
{
    public static void AddRange(this Command command, IEnumerable<Option> options)
    {
        foreach (var option in options)
            command.Add(option);
    }
}
