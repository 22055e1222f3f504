using SplitLearning.Models.Training;

namespace SplitLearning.Node.Tests;

/// <summary>A run that is recorded but shown to nobody.</summary>
internal sealed class NobodyWatches : IRunRecorder
{
    public void Record(RunEvent runEvent)
    {
    }
}
