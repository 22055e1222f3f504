using SplitLearning.Data.Partitioning.Federated;

namespace SplitLearning.Models.Federated;

/// <summary>What the server knows of a client.</summary>
/// <param name="Client">From 0.</param>
/// <param name="Unseen">It is held out of training.</param>
public sealed record FederatedMember(int Client, int TrainSamples, int TestSamples, bool Unseen)
{
    /// <summary>Of the client of these samples.</summary>
    public static FederatedMember Of(ClientSamples samples) =>
        new(samples.Client, samples.Train.Count, samples.Test.Count, samples.Unseen);
}
