using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Runs;

/// <summary>Opens checkpoints of all kinds of runs.</summary>
internal static class CheckpointModels
{
    /// <param name="epoch">Or round after which it was written; null for the newest that is whole.</param>
    /// <param name="client">
    /// Of a federated run the number of a client, else the file of the client's part; null for neither.
    /// </param>
    /// <param name="damaged">Is told, in one line each, of newer ones that are torn or changed.</param>
    /// <exception cref="StateException">There is no such checkpoint, or it is damaged.</exception>
    /// <exception cref="PlanException">A federated run has no such models.</exception>
    /// <exception cref="NodeFailureException">The run's plan is damaged or another one.</exception>
    public static ICheckpointModel Open(RunFiles run, int? epoch, string? client, Action<string> damaged) =>
        run.IsFederated
            ? FederatedCheckpointModel.Open(run, epoch, client, damaged)
            : CheckpointModel.Open(run, epoch, client, damaged);
}
