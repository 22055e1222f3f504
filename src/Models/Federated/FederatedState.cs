using System.Globalization;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Federated;

/// <summary>A checkpoint's models: the server's, and those of a client where one is named.</summary>
internal sealed class FederatedState
{
    private readonly SafeTensorsContent _server;
    private readonly SafeTensorsContent? _client;
    private readonly VectorLayout _layout;

    private FederatedState(SafeTensorsContent server, SafeTensorsContent? client, VectorLayout layout, int? number)
    {
        (_server, _client, _layout, Client) = (server, client, layout, number);
        Models = FederatedServer.ModelsIn(server, layout, FederatedServer.ModelName);
        Mean = FederatedServer.ModelsIn(server, layout, FederatedServer.MeanName);
    }

    /// <summary>Whose models are asked for; null: everybody's.</summary>
    public int? Client { get; }

    /// <summary>Number of all clients.</summary>
    public int Clients => GroupsIn(_server).Length;

    /// <summary>Those that clients are given; at least one.</summary>
    public IReadOnlyList<ModelVector> Models { get; }

    /// <summary>Of methods without common models: the mean of the clients'; empty for others.</summary>
    public IReadOnlyList<ModelVector> Mean { get; }

    /// <summary>What the server keeps for the client; empty for most methods.</summary>
    public IReadOnlyList<ModelVector> ByServer =>
        FederatedServer.ModelsIn(_server, _layout, FederatedServer.OwnName(Client!.Value));

    /// <summary>The client's group.</summary>
    public int Group => int.Parse(GroupsIn(_server)[Client!.Value], CultureInfo.InvariantCulture);

    /// <summary>The client's weights of the learners.</summary>
    public double[] Pi => FederatedClient.PiIn(_client!);

    /// <exception cref="PlanException">There is no such client.</exception>
    /// <exception cref="StateException">A part is missing or damaged.</exception>
    public static FederatedState Read(Checkpoint checkpoint, VectorLayout layout, int? client)
    {
        var server = SafeTensors.Read(CheckpointFolder.Read(checkpoint, FederatedCheckpoints.ServerPart));
        var clients = GroupsIn(server).Length;
        if (client < 0 || client >= clients)
            throw new PlanException($"There is no client {client}; clients are 0 to {clients - 1}");
        return new FederatedState(server, client is { } number ? ReadClient(checkpoint, number) : null, layout, client);
    }

    /// <summary>The client's own model of this name; the common one where it has none, as it never trained.</summary>
    public ModelVector OwnOrCommon(string name) => FederatedClient.OwnIn(_client!, _layout, name) ?? Models[0];

    /// <summary>A number that the client keeps; null where it has none.</summary>
    public double? Number(string name) => FederatedClient.NumberIn(_client!, name);

    private static string[] GroupsIn(SafeTensorsContent server) =>
        server.Metadata[FederatedServer.GroupsKey].Split(' ');

    private static SafeTensorsContent ReadClient(Checkpoint checkpoint, int client)
    {
        var part = FederatedCheckpoints.PartOf(client);
        return SafeTensors.Read(CheckpointFolder.Read(
            checkpoint.Has(part) ? checkpoint : OfItsAgent(checkpoint, client, part), part));
    }

    // An agent has its own clients' files.
    private static Checkpoint OfItsAgent(Checkpoint checkpoint, int client, string part)
    {
        var run = Path.GetFullPath(Path.Combine(checkpoint.Folder, "..", ".."));
        return FederatedCheckpoints.FoldersIn(run)
            .Where(folder => folder.Places().Contains(checkpoint.Place))
            .Select(folder => folder.Open(checkpoint.Place))
            .FirstOrDefault(candidate => candidate.Has(part) && candidate.PlanSha256 == checkpoint.PlanSha256)
            ?? throw new StateException($"{checkpoint.Folder} has no file of client {client} ({part}.safetensors), "
                + $"and nobody else in {run}");
    }
}
