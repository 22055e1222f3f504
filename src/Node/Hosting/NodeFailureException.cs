namespace SplitLearning.Node.Hosting;

/// <summary>An expected end that is not success: one line for people and the exit code that goes with it.</summary>
/// <param name="code">What the process ends with.</param>
/// <param name="message">One line that names the thing, its value and what would be right.</param>
internal sealed class NodeFailureException(ExitCode code, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public ExitCode Code { get; } = code;
}
