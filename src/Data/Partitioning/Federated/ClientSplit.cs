using SplitLearning.Data.Random;

namespace SplitLearning.Data.Partitioning.Federated;

/// <summary>Divides what a client has into samples to train and to test with.</summary>
internal static class ClientSplit
{
    /// <summary>Fewer samples than this cannot be divided: two to train and one to test with.</summary>
    public const int Least = LeastTrain + LeastTest;

    private const int LeastTrain = 2, LeastTest = 1;

    /// <param name="samples">At least <see cref="Least"/>.</param>
    /// <param name="testShare">Above 0 and below 1; kept to the nearest sample.</param>
    public static ClientSamples Of(int client, IEnumerable<int> samples, double testShare, long seed)
    {
        int[] order = [.. samples.Order()];
        SeededRandom.For(seed, "federated", "train and test", $"client {client}").Shuffle(order.AsSpan());
        var test = TestCount(order.Length, testShare);
        return new ClientSamples(client, [.. order.Skip(test).Order()], [.. order.Take(test).Order()]);
    }

    /// <summary>Holds some of a client's training samples out.</summary>
    /// <param name="share">From 0 to below 1; kept to the nearest sample, but for those that training needs.</param>
    public static ClientSamples Validated(ClientSamples client, double share, long seed)
    {
        var count = Math.Min(
            (int)Math.Floor(client.Train.Count * share + 0.5), Math.Max(0, client.Train.Count - LeastTrain));
        if (count == 0)
            return client;
        int[] order = [.. client.Train];
        SeededRandom.For(seed, "federated", "validation", $"client {client.Client}").Shuffle(order.AsSpan());
        return client with { Train = [.. order.Skip(count).Order()], Validation = [.. order.Take(count).Order()] };
    }

    /// <summary>How many of so many samples are to test with.</summary>
    public static int TestCount(int samples, double testShare) =>
        Math.Clamp((int)Math.Floor(samples * testShare + 0.5), LeastTest, samples - LeastTrain);
}
