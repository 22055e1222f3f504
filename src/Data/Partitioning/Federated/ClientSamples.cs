namespace SplitLearning.Data.Partitioning.Federated;

/// <summary>The samples of one client, by their indices in <see cref="PooledSamples"/>.</summary>
/// <param name="Client">Number of the client, from 0.</param>
/// <param name="Train">Ascending; none of them is in <paramref name="Test"/>.</param>
/// <param name="Test">Ascending.</param>
public sealed record ClientSamples(int Client, IReadOnlyList<int> Train, IReadOnlyList<int> Test)
{
    /// <summary>Ascending; held out of training to score models on, and in neither of the others.</summary>
    public IReadOnlyList<int> Validation { get; init; } = [];

    /// <summary>Whether the client is held out: the models are tried on it, and never trained.</summary>
    public bool Unseen { get; init; }
}
