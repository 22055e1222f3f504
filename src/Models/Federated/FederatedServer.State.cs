using System.Globalization;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Federated;

public sealed partial class FederatedServer
{
    internal const string GroupsKey = "groups", ModelName = "model", MeanName = "mean";
    private const string PlanKey = "plan", RoundKey = "round", LambdaKey = "lambda";

    /// <summary>All that it keeps from round to round, as a safetensors file.</summary>
    /// <exception cref="StateException">It would exceed 2 GiB: D-FedEM keeps all clients' models.</exception>
    public byte[] Save() => SafeTensors.Write(
    [
        .. Named(ModelName, Models), .. Named(MeanName, Mean ?? []),
        .. Own.SelectMany(own => Named(OwnName(own.Key), own.Value)),
    ], new Dictionary<string, string>
    {
        [PlanKey] = _plan.Sha256(),
        [RoundKey] = Round.ToString(CultureInfo.InvariantCulture),
        [LambdaKey] = string.Join(' ', Lambda.Select(weight => weight.ToString("R", CultureInfo.InvariantCulture))),
        [GroupsKey] = string.Join(' ', GroupOf),
    });

    /// <summary>Takes over what <see cref="Save"/> gave under the same plan.</summary>
    /// <exception cref="StateException">It is damaged, or of another plan.</exception>
    public void Load(ReadOnlyMemory<byte> state)
    {
        var content = SafeTensors.Read(state);
        if (Value(PlanKey) != _plan.Sha256())
            throw new StateException($"State is of the plan {Value(PlanKey)}; this one is {_plan.Sha256()}");
        var (lambda, groups) = (Value(LambdaKey).Split(' '), Value(GroupsKey).Split(' '));
        if (lambda.Length != Clients.Count || groups.Length != Clients.Count)
            throw new StateException($"State has {lambda.Length} clients; there are {Clients.Count}");
        var (models, mean) = (ModelsIn(content, Layout, ModelName), ModelsIn(content, Layout, MeanName));
        var own = Clients.Select(
            client => (client.Client, Models: ModelsIn(content, Layout, OwnName(client.Client)))).ToList();
        if (models.Count == 0)
            throw new StateException("State lacks the models");
        Round = int.Parse(Value(RoundKey), CultureInfo.InvariantCulture);
        Models.Clear();
        Models.AddRange(models);
        Mean = mean.Count == 0 ? null : mean;
        Own.Clear();
        foreach (var (client, ofClient) in own.Where(client => client.Models.Count > 0))
            Own[client] = ofClient;
        for (var client = 0; client < Clients.Count; client++)
            (Lambda[client], GroupOf[client]) = (double.Parse(lambda[client], CultureInfo.InvariantCulture),
                int.Parse(groups[client], CultureInfo.InvariantCulture));

        string Value(string key) => content.Metadata.GetValueOrDefault(key)
            ?? throw new StateException($"State must have {key} in the metadata, found nothing");
    }

    /// <summary>The models of a name that a state has, in their order.</summary>
    internal static List<ModelVector> ModelsIn(SafeTensorsContent state, VectorLayout layout, string name)
    {
        List<ModelVector> found = [];
        while (state.Tensors.Any(
            tensor => tensor.Name.StartsWith($"{name}.{found.Count}.", StringComparison.Ordinal)))
            found.Add(layout.FromTensors(state.Tensors, $"{name}.{found.Count}."));
        return found;
    }

    internal static string OwnName(int client) => $"own.{client}";

    private IEnumerable<NamedTensor> Named(string name, IEnumerable<ModelVector> models) =>
        models.Index().SelectMany(model => Layout.Tensors(model.Item, $"{name}.{model.Index}."));
}
