namespace SplitLearning.Actors.Data;

/// <summary>Where a shard is being read. It outlives the actor, which goes on from here after a restart.</summary>
/// <remarks>Touched by one life of the actor at a time, on its thread.</remarks>
internal sealed class ShardCursor
{
    /// <summary>The pass under way; null while the shard is closed.</summary>
    public ShardPass? Pass { get; set; }
}
