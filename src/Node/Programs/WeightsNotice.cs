using SplitLearning.Models.Layers;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Programs;

/// <summary>Says which tensors of a network a file with weights leaves at their seeded values.</summary>
internal static class WeightsNotice
{
    /// <exception cref="StateException">Nothing in the file fits the network.</exception>
    public static void Record(Network network, WeightsFile? weights, IRunRecorder recorder)
    {
        if (weights is null)
            return;
        var import = WeightsImport.Of(network.Architecture, weights);
        recorder.Record(new Notice(import.Left.Count == 0
            ? $"All weights are taken from {weights.Path}"
            : $"Weights are taken from {weights.Path}; {import.Left.Count} tensors keep the values of the seed: "
                + string.Join("; ", import.Left)));
    }
}
