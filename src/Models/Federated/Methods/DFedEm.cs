namespace SplitLearning.Models.Federated.Methods;

/// <summary>FedEM without common models: after each round a client averages its models with its neighbours'.</summary>
/// <remarks>
/// Source: Marfoq and others, arXiv:2108.10252, algorithm 4. The weights are those of Metropolis and Hastings (Xiao and
/// Boyd, "Fast linear iterations for distributed averaging", 2004); the paper leaves them open. All models of all
/// clients pass through whoever leads the run: take networks of which there is room for as many. The mean of all
/// clients' models stands for the run, and is what clients that were never seen are given.
/// </remarks>
internal sealed class DFedEm(FederationPlan plan) : FedEm(plan)
{
    // The models are the mean, once there is one, and behind it what clients begin with that were never in a round.
    public override RoundOrder Order(FederatedServer server, int round, IReadOnlyList<ClientOrder> clients)
    {
        var isAnyoneNew = clients.Any(client =>
            !server.Clients[client.Client].Unseen && !server.Own.ContainsKey(client.Client));
        return new(
            round, [.. server.Mean ?? [], .. server.Mean is null || isAnyoneNew ? server.Models : []], clients)
        {
            Sums = Learners,
            Own = server.Own.ToDictionary(),
        };
    }

    public override void Aggregate(FederatedServer server, RoundOrder order, RoundContribution result)
    {
        server.Mean = [.. result.Sums.Select(sum => sum.ToVector())];
        int[] present = [.. order.Clients.Select(client => client.Client)];
        var seen = server.Clients.Where(client => !client.Unseen).Max(client => client.Client) + 1;
        var graph = NeighbourGraph.Draw(seen, Plan.Parameters.EdgeProbability, Plan.Seed);
        var mixed = present.ToDictionary(client => client, client => Mixed(client, graph, present, result));
        foreach (var (client, models) in mixed)
            server.Own[client] = models;
    }

    public override (IReadOnlyList<ModelVector> Models, IReadOnlyList<double> Weights) ModelsOf(
        FederatedState state) => state.Client is not null && state.ByServer is { Count: > 0 } own
        ? (own, state.Pi)
        : (state.Mean.Count == 0 ? state.Models : state.Mean,
            state.Client is null ? LearnersEnsemble.Uniform(Learners) : state.Pi);

    protected override IReadOnlyList<ModelVector> ModelsFor(ClientTask task) =>
        task.Order.Own.TryGetValue(task.Client.Client, out var own) ? own
            : [.. task.Client.IsUnseen ? task.Order.Models.Take(Learners) : task.Order.Models.TakeLast(Learners)];

    protected override void Send(ClientTask task)
    {
        ModelVector[] models = [.. task.Ensemble.Select(learner => learner.State())];
        task.SendWhole(models);
        for (var m = 0; m < models.Length; m++)
            task.Send(m, task.Weight, models[m], m);
    }

    private ModelVector[] Mixed(int client, NeighbourGraph graph, int[] present, RoundContribution result)
    {
        var weights = graph.MixingWeights(client, present);
        return [.. Enumerable.Range(0, Learners).Select(m =>
        {
            var first = result.Own[client][m];
            var sum = new ExactSum(first.Floats.Length, first.Integers.Length);
            foreach (var (other, weight) in weights)
                sum.Add(weight, result.Own[other][m], other, m);
            return sum.ToVector();
        })];
    }
}
