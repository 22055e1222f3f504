using SplitLearning.Models.State;

namespace SplitLearning.Actors.Checkpoints;

/// <summary>What a party's journal says of its checkpoints; see <see cref="CheckpointEventSerializer"/>.</summary>
internal interface ICheckpointEvent
{
    CheckpointPlace Place { get; }
}

/// <summary>This party's part is on disk.</summary>
internal sealed record PartCommitted(CheckpointPlace Place, CheckpointPart Part, DateTimeOffset At) : ICheckpointEvent;

/// <summary>All parties have written theirs, and this one's manifest is on disk.</summary>
internal sealed record CheckpointCommitted(CheckpointPlace Place, DateTimeOffset At) : ICheckpointEvent;

/// <summary>It is no longer kept, or was found to be gone.</summary>
internal sealed record CheckpointDropped(CheckpointPlace Place) : ICheckpointEvent;
