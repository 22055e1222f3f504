using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Commands;

/// <summary>Runs a command's body within signals, parent watch and error report.</summary>
internal static class CommandRunner
{
    /// <param name="parent">Process whose end ends this one; null for none.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Terminal terminal, int? parent, Func<ProcessScope, Task> body)
    {
        using var signals = new StopSignals(leaveInterrupts: parent is not null);
        using var watch = parent is { } id ? new ParentWatch(id, signals.Request) : null;
        var scope = new ProcessScope(terminal, TimeProvider.System, signals.Stop)
        {
            AllowForStop = limit => signals.Extra = limit,
        };
        try
        {
            await body(scope);
            return (int)ExitCode.Success;
        }
        catch (Exception e)
        {
            return (int)ErrorReport.Write(e, scope);
        }
    }

    /// <summary>Runs a body that needs neither actors nor a parent.</summary>
    public static Task<int> RunAsync(Terminal terminal, Action body) => RunAsync(terminal, parent: null, _ =>
    {
        body();
        return Task.CompletedTask;
    });
}
