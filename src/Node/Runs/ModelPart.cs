namespace SplitLearning.Node.Runs;

/// <summary>How much of a network is meant.</summary>
internal enum ModelPart
{
    /// <summary>All layers.</summary>
    Whole,

    /// <summary>The layers up to the cut.</summary>
    Client,

    /// <summary>The layers behind the cut.</summary>
    Server,
}
