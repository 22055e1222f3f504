using System.Globalization;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Federated;

public sealed partial class FederatedServer
{
    private const string PlanKey = "plan", RoundKey = "round", LambdaKey = "lambda", GroupsKey = "groups";

    /// <summary>All that it keeps from round to round, as a safetensors file.</summary>
    /// <exception cref="StateException">It would exceed 2 GiB: D-FedEM keeps all clients' models.</exception>
    public byte[] Save() => SafeTensors.Write(
    [
        .. Named("model", Models), .. Named("mean", Mean ?? []),
        .. Own.SelectMany(own => Named($"own.{own.Key}", own.Value)),
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
        var (models, mean) = (Models("model"), Models("mean"));
        var own = Clients.Select(client => (client.Client, Models: Models($"own.{client.Client}"))).ToList();
        if (models.Count == 0)
            throw new StateException("State lacks the models");
        Round = int.Parse(Value(RoundKey), CultureInfo.InvariantCulture);
        this.Models.Clear();
        this.Models.AddRange(models);
        Mean = mean.Count == 0 ? null : mean;
        Own.Clear();
        foreach (var (client, ofClient) in own.Where(client => client.Models.Count > 0))
            Own[client] = ofClient;
        for (var client = 0; client < Clients.Count; client++)
            (Lambda[client], GroupOf[client]) = (double.Parse(lambda[client], CultureInfo.InvariantCulture),
                int.Parse(groups[client], CultureInfo.InvariantCulture));

        string Value(string key) => content.Metadata.GetValueOrDefault(key)
            ?? throw new StateException($"State must have {key} in the metadata, found nothing");

        List<ModelVector> Models(string name)
        {
            List<ModelVector> found = [];
            while (content.Tensors.Any(
                tensor => tensor.Name.StartsWith($"{name}.{found.Count}.", StringComparison.Ordinal)))
                found.Add(Layout.FromTensors(content.Tensors, $"{name}.{found.Count}."));
            return found;
        }
    }

    private IEnumerable<NamedTensor> Named(string name, IEnumerable<ModelVector> models) =>
        models.Index().SelectMany(model => Layout.Tensors(model.Item, $"{name}.{model.Index}."));
}
