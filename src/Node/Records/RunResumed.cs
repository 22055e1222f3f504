using SplitLearning.Models.Training;

namespace SplitLearning.Node.Records;

/// <summary>The run goes on from a checkpoint; what came after that is taken back.</summary>
/// <param name="Epoch">The last epoch that counts.</param>
/// <param name="Checkpoint">Folder of the checkpoint, below the run's.</param>
/// <param name="Damaged">A line for each newer checkpoint that is torn or changed.</param>
internal sealed record RunResumed(int Epoch, string Checkpoint, IReadOnlyList<string> Damaged) : RunEvent;
