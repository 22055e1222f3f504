using System.Text.Json;
using System.Text.Json.Nodes;
using SplitLearning.Data.Tests.Partitioning.Federated;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>FedEM on real images with the clients of its authors' partition that have few of them.</summary>
public sealed class FederatedCifarTests : Workplace
{
    private const int FewestSamples = 80, MostSamples = 170; // of a client, for training

    [RealPartitionFact]
    public async Task FedEm_OnRealImages_LearnsAndAgentsChangeNoBitOfIt()
    {
        var images = RealPartition.Unpack(Folder);
        var partition = Path.Combine(Folder, "partition.json");
        var clients = await WriteFewAsync(partition);
        string[] plan =
        [
            "federate", "--workload", "cifar10", "--data", images, "--partition-file", partition, "--rounds", "3",
            "--evaluate-every", "1", "--seed", "1234",
        ];

        (await AskAsync([.. plan, "--run-id", "alone"])).With(0);
        (await AskAsync([.. plan, "--run-id", "two", "--agents", "2", "--start-agents"])).With(0);

        var (alone, two) = (Json("alone", "summary.json"), Json("two", "summary.json"));
        Assert.Equal((string?)alone["weights_sha256"], (string?)two["weights_sha256"]);
        Assert.Equal(clients, alone["federated"]!["clients"]!.AsArray().Count);
        Assert.True(LossOf(alone, round: 3) < LossOf(alone, round: 1) - 0.02, alone["scores"]!.ToJsonString());
    }

    private static double LossOf(JsonNode summary, int round) => (double)summary["scores"]!.AsArray()
        .Single(score => (int)score!["epoch"]! == round)!["train_loss"]!;

    private static async Task<int> WriteFewAsync(string path)
    {
        var all = JsonNode.Parse(await File.ReadAllTextAsync(RealPartition.File!))!.AsObject();
        var few = all.Select(client => client.Value!)
            .Where(client => client["train"]!.AsArray().Count is >= FewestSamples and <= MostSamples)
            .Index().ToDictionary(client => $"{client.Index}", client => client.Item);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(few));
        return few.Count;
    }
}
