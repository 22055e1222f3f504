using SplitLearning.Models.State;

namespace SplitLearning.Models.Federated;

/// <summary>Checkpoints of federated training: a part of the server, and one of each client.</summary>
/// <remarks>
/// Rounds stand where other runs have epochs. The parts of one checkpoint may lie in several folders: the server's in
/// one, each node's clients in its own.
/// </remarks>
/// <param name="folder">Where parts are written.</param>
/// <param name="keeper">Drops old ones.</param>
public sealed class FederatedCheckpoints(CheckpointFolder folder, FederationPlan plan, CheckpointKeeper keeper)
{
    internal const string ServerPart = "server";

    /// <summary>The newest one that is whole; null for none.</summary>
    /// <param name="damaged">Is told, in one line each, of newer ones that are torn or changed.</param>
    /// <param name="before">Only those of earlier rounds.</param>
    /// <exception cref="StateException">It is of another plan.</exception>
    public Checkpoint? Newest(Action<string> damaged, int before = int.MaxValue) =>
        folder.Newest(damaged, CheckpointPlace.AfterEpoch(before)) is { } newest ? OfThisPlan(newest) : null;

    /// <summary>A round has been evaluated.</summary>
    /// <param name="accuracy">Over all test samples, 0 to 1.</param>
    public void Tested(int round, double accuracy) => keeper.Tested(round, accuracy);

    /// <summary>Writes the state after the server's last round, all clients with it.</summary>
    /// <exception cref="StateException">It cannot be written.</exception>
    public Checkpoint Write(FederatedServer server, FederatedNode node) => Complete(
        CheckpointPlace.AfterEpoch(server.Round),
        place => [WritePart(place, server), .. WriteParts(place, node)]);

    /// <summary>Writes the server's part of the state after its last round.</summary>
    /// <exception cref="StateException">It cannot be written.</exception>
    public Checkpoint Write(FederatedServer server) => Complete(
        CheckpointPlace.AfterEpoch(server.Round), place => [WritePart(place, server)]);

    /// <summary>Writes the parts of a node's clients.</summary>
    /// <param name="round">That all of them have done.</param>
    /// <exception cref="StateException">They cannot be written.</exception>
    public Checkpoint Write(int round, FederatedNode node) => Complete(
        CheckpointPlace.AfterEpoch(round), place => WriteParts(place, node));

    /// <summary>Brings server and clients into the state of a checkpoint.</summary>
    /// <exception cref="StateException">A part is missing, damaged, or of other clients.</exception>
    public void Load(Checkpoint checkpoint, FederatedServer server, FederatedNode node)
    {
        Load(checkpoint, server);
        Load(checkpoint.Place.Epochs, node, others: []);
    }

    /// <summary>Brings the server into the state of a checkpoint.</summary>
    /// <exception cref="StateException">Its part is missing or damaged.</exception>
    public static void Load(Checkpoint checkpoint, FederatedServer server) =>
        server.Load(CheckpointFolder.Read(checkpoint, ServerPart));

    /// <summary>Brings clients into the state of a round.</summary>
    /// <param name="others">Looked into for clients that are not in this node's own folder.</param>
    /// <exception cref="StateException">A part is missing, damaged, or of other clients or another plan.</exception>
    public void Load(int round, FederatedNode node, IEnumerable<CheckpointFolder> others)
    {
        var place = CheckpointPlace.AfterEpoch(round);
        var missing = node.Clients.Values.ToList();
        foreach (var source in others.Prepend(folder).TakeWhile(_ => missing.Count > 0))
            if (source.Places().Contains(place))
            {
                var checkpoint = OfThisPlan(source.Open(place));
                foreach (var client in missing.Where(client => checkpoint.Has(PartOf(client.Client))))
                    client.Load(CheckpointFolder.Read(checkpoint, PartOf(client.Client)), node.Layout);
                missing.RemoveAll(client => checkpoint.Has(PartOf(client.Client)));
            }

        if (missing.Count > 0)
            throw new StateException($"{folder.Path}: the state of client {missing[0].Client} after round {round} is "
                + $"missing, and that of {missing.Count - 1} more");
    }

    /// <summary>Where parts of a run's checkpoints lie on this machine: the run's own folder first.</summary>
    /// <param name="run">Its folder; the agents' are below it.</param>
    public static IEnumerable<CheckpointFolder> FoldersIn(string run) => !Directory.Exists(run)
        ? []
        : Directory.EnumerateDirectories(run).Order(StringComparer.Ordinal).Prepend(run)
            .Select(party => Path.Combine(party, "checkpoints")).Where(Directory.Exists)
            .Select(folder => new CheckpointFolder(folder));

    private Checkpoint Complete(CheckpointPlace place, Func<CheckpointPlace, IEnumerable<CheckpointPart>> write)
    {
        var checkpoint = folder.Complete(place, plan.Sha256(), [.. write(place)]);
        keeper.Tidy(folder, place);
        return checkpoint;
    }

    private CheckpointPart WritePart(CheckpointPlace place, FederatedServer server) =>
        folder.Write(place, ServerPart, server.Save());

    private IEnumerable<CheckpointPart> WriteParts(CheckpointPlace place, FederatedNode node) =>
        node.Clients.Values.Select(client => folder.Write(place, PartOf(client.Client), client.Save(node.Layout)));

    private Checkpoint OfThisPlan(Checkpoint checkpoint) => checkpoint.PlanSha256 == plan.Sha256()
        ? checkpoint
        : throw new StateException($"{checkpoint.Folder} is of another plan ({checkpoint.PlanSha256}); "
            + $"this one is {plan.Sha256()}");

    internal static string PartOf(int client) => $"client-{client:0000}";
}
