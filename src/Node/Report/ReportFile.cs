using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Report;

/// <summary>Writes <c>report.html</c> when the run has ended, however, from the run's other files.</summary>
internal sealed class ReportFile(RunFolder folder) : IRunRecorder
{
    public void Record(RunEvent runEvent)
    {
        if (runEvent is RunFinished or RunFailed or RunInterrupted)
            Write(folder);
    }

    /// <exception cref="Hosting.NodeFailureException">The folder is not a run, or cannot be written.</exception>
    public static void Write(RunFolder folder) =>
        Storage.WriteText(folder.Report, ReportPage.Of(RunFiles.Read(folder), ChartLibrary.OfProgram).Text);
}
