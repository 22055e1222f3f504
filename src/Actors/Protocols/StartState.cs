namespace SplitLearning.Actors.Protocols;

/// <summary>The state that a model is to be in when a turn begins; stays within a node.</summary>
public abstract record StartState
{
    /// <summary>The one that the model is in.</summary>
    public sealed record AsItIs : StartState
    {
        /// <summary>The only one.</summary>
        public static readonly AsItIs Instance = new();
    }

    /// <summary>The one that the plan's seed, or its file of weights, gives.</summary>
    public sealed record Initial : StartState
    {
        /// <summary>The only one.</summary>
        public static readonly Initial Instance = new();
    }

    /// <param name="Read">Gives the state's bytes; called on the model's thread, and may read a file there.</param>
    public sealed record Saved(Func<ReadOnlyMemory<byte>> Read) : StartState;
}
