using SplitLearning.Actors.Protocols;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Server;

/// <summary>A place between two turns from which the run can go on, and what belongs to it.</summary>
/// <param name="Next">The turn that comes then; behind the plan's last one at the end.</param>
/// <param name="Client">State of the client model; null: the initial one.</param>
/// <param name="Server">State of the server model.</param>
/// <param name="Phase">Scores of the phase under way, until then; null between phases.</param>
/// <param name="IsDurable">It outlives the processes: the seed gives it, or a checkpoint.</param>
internal sealed record RestartPoint(
    Turn Next, StateHash? Client, StartState Server, PhaseScores? Phase, bool IsDurable)
{
    /// <summary>The states are those of another cut than the plan's: they must be joined and cut anew.</summary>
    public bool HasFormerCut { get; init; }
}
