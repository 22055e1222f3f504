using SplitLearning.Data.Random;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Federated;

/// <summary>The aggregator's side of federated training: gives models out, makes new ones of what comes back.</summary>
/// <remarks>Knows no client's data. Not safe for several threads.</remarks>
public sealed partial class FederatedServer
{
    private readonly FederationPlan _plan;
    private readonly FederatedMethod _method;

    /// <summary>Before the first round: with the seeded models.</summary>
    /// <param name="clients">All of them, client k at position k.</param>
    /// <param name="weights">The file whose hash the plan names; null when it names none.</param>
    /// <exception cref="PlanException">The plan is not valid, or nobody has samples to train with.</exception>
    /// <exception cref="StateException">The file is not the plan's, or nothing in it fits the network.</exception>
    public FederatedServer(
        FederationPlan plan, IReadOnlyList<FederatedMember> clients, WeightsFile? weights = null)
    {
        plan.EnsureValid();
        if (!clients.Any(client => CanTrain(client)))
            throw new PlanException($"None of the {clients.Count} clients has samples to train with");
        (_plan, _method, Clients) = (plan, FederatedMethods.Of(plan), clients);
        var network = plan.Network().Architecture;
        for (var m = 0; m < _method.InitialModels; m++)
        {
            using var learner = new Learner(
                plan, m, weights: WeightsImport.Of(plan.WeightsSha256 ?? "", network, weights, m));
            Models.Add(learner.State());
            Layout = learner.Layout;
        }

        GroupOf = new int[clients.Count];
        var total = clients.Where(CanTrain).Sum(client => (double)client.TrainSamples);
        Lambda = [.. clients.Select(client => CanTrain(client) ? client.TrainSamples / total : 0)];
    }

    /// <summary>All clients, client k at position k.</summary>
    public IReadOnlyList<FederatedMember> Clients { get; }

    /// <summary>Where each tensor stands in a model.</summary>
    public VectorLayout Layout { get; } = null!; // there is at least one model

    /// <summary>Whole rounds that are done.</summary>
    public int Round { get; private set; }

    /// <summary>The models that clients are given.</summary>
    internal List<ModelVector> Models { get; } = [];

    /// <summary>Of methods without common models: the mean of the clients'.</summary>
    internal IReadOnlyList<ModelVector>? Mean { get; set; }

    /// <summary>D-FedEM: what each client goes on with.</summary>
    internal SortedDictionary<int, IReadOnlyList<ModelVector>> Own { get; } = [];

    /// <summary>Clustered: the group of each client.</summary>
    internal int[] GroupOf { get; }

    /// <summary>AFL: the weight of each client.</summary>
    internal double[] Lambda { get; }

    /// <summary>What the next round's clients are given.</summary>
    public RoundOrder Begin() => _method.Order(this, Round + 1, Weighed(Sampled(Round + 1)));

    /// <summary>Takes what all clients of the round gave.</summary>
    /// <exception cref="ArgumentException">A client is missing, or the round is another one.</exception>
    public void Finish(RoundOrder order, RoundContribution result)
    {
        if (order.Round != Round + 1)
            throw new ArgumentException($"Round {order.Round} cannot end; round {Round + 1} is next");
        if (order.Clients.FirstOrDefault(client => !result.Reports.ContainsKey(client.Client)) is { } missing)
            throw new ArgumentException($"Round {order.Round} lacks client {missing.Client}");
        _method.Aggregate(this, order, result);
        Round++;
    }

    /// <summary>What all clients, those never seen with them, are given to be evaluated after the last round.</summary>
    public RoundOrder ToEvaluate()
    {
        var order = _method.Order(this, Math.Max(1, Round),
            [.. Clients.Select(client => new ClientOrder(client.Client, 1.0 / Clients.Count))]);
        return order with { Pull = false };
    }

    /// <summary>The common models' tensors, in layer order; of several, model m's names begin with <c>m.</c>.</summary>
    public IReadOnlyList<NamedTensor> Weights()
    {
        var models = Mean ?? Models;
        return models.Count == 1
            ? Layout.Tensors(models[0])
            : [.. models.Index().SelectMany(model => Layout.Tensors(model.Item, $"{model.Index}."))];
    }

    /// <summary>The clients of a round, ascending: drawn anew each round.</summary>
    private int[] Sampled(int round)
    {
        int[] all = [.. Clients.Where(CanTrain).Select(client => client.Client)];
        var count = Math.Max(1, (int)Math.Floor(all.Length * _plan.Participation + 0.5));
        if (count == all.Length)
            return all;
        SeededRandom.For(_plan.Seed, "federated", "participants", $"round {round}").Shuffle(all.AsSpan());
        return [.. all.Take(count).Order()];
    }

    private IReadOnlyList<ClientOrder> Weighed(int[] clients)
    {
        var total = clients.Sum(client => (double)Clients[client].TrainSamples);
        return [.. clients.Select(client => new ClientOrder(client, Clients[client].TrainSamples / total))];
    }

    private static bool CanTrain(FederatedMember client) => !client.Unseen && client.TrainSamples > 0;
}
