namespace SplitLearning.Models.Federated;

/// <summary>A client's training has left the numbers that can be reckoned with.</summary>
public sealed class DivergedException : Exception
{
    /// <param name="client">From 0.</param>
    /// <param name="learner">From 0; messages count from 1.</param>
    /// <param name="what">What was found, e.g. <c>its loss is NaN</c>.</param>
    public DivergedException(int client, int learner, string what)
        : base($"Client {client}, learner {learner + 1} diverged: {what}; take a smaller learning rate")
    {
    }
}
