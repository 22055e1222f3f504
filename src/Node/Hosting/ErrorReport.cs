using Akka.Configuration;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Stores;
using SplitLearning.Models;
using SplitLearning.Models.Federated;
using SplitLearning.Models.State;
using SplitLearning.Node.Configuration;

namespace SplitLearning.Node.Hosting;

/// <summary>Tells a person in one line why a command failed, and the caller by an exit code.</summary>
internal static class ErrorReport
{
    public static ExitCode Write(Exception exception, ProcessScope scope)
    {
        var code = CodeOf(exception, scope.Stop);
        var line = OneLine.Of(exception);
        if (code == ExitCode.InternalError)
            line = $"Internal error: {line} (stack trace: {WriteTrace(exception, scope.LogFile)})";
        scope.Terminal.Error.WriteLine(code == ExitCode.Interrupted ? "Stopped." : $"error: {line}");
        return code;
    }

    private static ExitCode CodeOf(Exception exception, CancellationToken stop) => exception switch
    {
        NodeFailureException failure => failure.Code,
        ConfigurationErrorException or ConfigurationException or PlanException => ExitCode.Configuration,
        DivergedException => ExitCode.Diverged,
        DatasetException => ExitCode.Data,
        StoreException { Problem: StoreProblem.Damaged or StoreProblem.Incomplete } => ExitCode.Data,
        StoreException => ExitCode.Storage,
        StateException => ExitCode.Storage,
        OperationCanceledException when stop.IsCancellationRequested => ExitCode.Interrupted,
        _ => ExitCode.InternalError,
    };

    private static string WriteTrace(Exception exception, string? logFile)
    {
        var path = logFile ?? Path.Combine(Path.GetTempPath(), $"splitlearning-{Environment.ProcessId}.log");
        try
        {
            File.AppendAllText(path, $"{exception}\n");
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"not written, {OneLine.Of(e)}";
        }
    }
}
