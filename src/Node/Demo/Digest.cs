using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Demo;

/// <summary>Chooses what people are shown of what the demo's processes tell.</summary>
/// <param name="server">Name of the one that tells of the run; agents say only what it does not know.</param>
internal sealed class Digest(string server)
{
    private readonly HashSet<string> _dataTold = [];

    /// <summary>The event to show; null for none. Data that all agents have are shown once.</summary>
    public RunEvent? Of(ChildTold told) => told.Event switch
    {
        _ when told.Name == server => told.Event,
        AgentReady ready when _dataTold.Add(ready.Data) => new Notice(
            $"Data: {ready.Data}: {ready.TrainSamples} samples for training, {ready.TestSamples} for testing."),
        Notice notice => notice, // names its agent
        _ => null,
    };
}
