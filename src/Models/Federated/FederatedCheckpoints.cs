using SplitLearning.Models.State;

namespace SplitLearning.Models.Federated;

/// <summary>Checkpoints of federated training: a part of the server, and one of each client.</summary>
/// <remarks>Rounds stand where other runs have epochs.</remarks>
/// <param name="keeper">Drops old ones.</param>
public sealed class FederatedCheckpoints(CheckpointFolder folder, FederationPlan plan, CheckpointKeeper keeper)
{
    internal const string ServerPart = "server";

    /// <summary>The newest one that is whole; null for none.</summary>
    /// <param name="damaged">Is told, in one line each, of newer ones that are torn or changed.</param>
    /// <exception cref="StateException">It is of another plan.</exception>
    public Checkpoint? Newest(Action<string> damaged)
    {
        var newest = folder.Newest(damaged);
        return newest is null || newest.PlanSha256 == plan.Sha256()
            ? newest
            : throw new StateException($"{newest.Folder} is of another plan ({newest.PlanSha256}); "
                + $"this one is {plan.Sha256()}");
    }

    /// <summary>A round has been evaluated.</summary>
    /// <param name="accuracy">Over all test samples, 0 to 1.</param>
    public void Tested(int round, double accuracy) => keeper.Tested(round, accuracy);

    /// <summary>Writes the state after the server's last round.</summary>
    /// <exception cref="StateException">It cannot be written.</exception>
    public Checkpoint Write(FederatedServer server, FederatedNode node)
    {
        var place = CheckpointPlace.AfterEpoch(server.Round);
        CheckpointPart[] parts =
        [
            folder.Write(place, ServerPart, server.Save()),
            .. node.Clients.Values.Select(
                client => folder.Write(place, PartOf(client.Client), client.Save(node.Layout))),
        ];
        var checkpoint = folder.Complete(place, plan.Sha256(), parts);
        keeper.Tidy(folder, place);
        return checkpoint;
    }

    /// <summary>Brings server and clients into the state of a checkpoint.</summary>
    /// <exception cref="StateException">A part is missing, damaged, or of other clients.</exception>
    public static void Load(Checkpoint checkpoint, FederatedServer server, FederatedNode node)
    {
        server.Load(CheckpointFolder.Read(checkpoint, ServerPart));
        foreach (var client in node.Clients.Values)
            client.Load(CheckpointFolder.Read(checkpoint, PartOf(client.Client)), node.Layout);
    }

    internal static string PartOf(int client) => $"client-{client:0000}";
}
