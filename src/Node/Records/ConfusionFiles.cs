using SplitLearning.Models.Training;

namespace SplitLearning.Node.Records;

/// <summary>Keeps the confusion matrices of the last epoch: counts, and shares of each actual class.</summary>
/// <remarks><c>confusion-test.csv</c> and <c>confusion-test-normalised.csv</c>, and so for training.</remarks>
internal sealed class ConfusionFiles(RunFolder folder) : IRunRecorder
{
    public void Record(RunEvent runEvent)
    {
        if (runEvent is not EpochFinished epoch)
            return;

        Storage.WriteText(folder.Confusion(epoch.Phase), ConfusionCsv.OfCounts(epoch.Confusion));
        Storage.WriteText(folder.NormalisedConfusion(epoch.Phase), ConfusionCsv.OfShares(epoch.Confusion));
    }
}
