namespace SplitLearning.Models.Federated.Methods;

/// <summary>FedAvg in groups: a group whose mean update is small and single ones are large is parted in two.</summary>
/// <remarks>
/// Source: Sattler, Müller and Samek, "Clustered federated learning: model-agnostic distributed multi-task
/// optimization under privacy constraints", arXiv:1910.01991, algorithms 1 and 2. Who goes with whom is decided by the
/// cosine between updates, by complete linkage.
/// </remarks>
internal sealed class Clustered(FederationPlan plan) : FedAvg(plan)
{
    public override RoundOrder Order(FederatedServer server, int round, IReadOnlyList<ClientOrder> clients)
    {
        var samples = clients.GroupBy(client => server.GroupOf[client.Client]).ToDictionary(
            group => group.Key, group => group.Sum(client => client.Weight));
        return base.Order(server, round,
        [
            .. clients.Select(client => client with
            {
                Group = server.GroupOf[client.Client],
                Weight = client.Weight / samples[server.GroupOf[client.Client]],
            }),
        ]);
    }

    public override void Aggregate(FederatedServer server, RoundOrder order, RoundContribution result)
    {
        foreach (var members in order.Clients.GroupBy(client => client.Group).OrderBy(group => group.Key))
            Aggregate(server, order.Models[members.Key], [.. members], result);
    }

    public override (IReadOnlyList<ModelVector> Models, IReadOnlyList<double> Weights) ModelsOf(
        FederatedState state) =>
        state.Client is not null ? ([state.Models[state.Group]], [1])
        : state.Models.Count == 1 ? base.ModelsOf(state)
        : throw LacksClient(state, $"has parted the clients in {state.Models.Count} groups, each with a model");

    protected override void Send(ClientTask task)
    {
        base.Send(task);
        task.SendWhole([task.Ensemble[0].State()]);
    }

    private void Aggregate(
        FederatedServer server, ModelVector given, IReadOnlyList<ClientOrder> members, RoundContribution result)
    {
        var group = members[0].Group;
        var mean = result.Sums[group].ToVector();
        server.Models[group] = mean;
        var parameters = server.Layout.Parameters;
        if (Norm(Difference(mean, given, parameters)) >= Plan.Parameters.Tol1
            || members.Max(member => Norm(UpdateOf(member))) <= Plan.Parameters.Tol2)
            return;
        var second = CosineLinkage.SecondHalf([.. members.Select(UpdateOf)]);
        if (second.Count == 0)
            return;
        // Positions in the group become clients again.
        ClientOrder[] moved = [.. second.Select(position => members[position])];
        foreach (var client in moved)
            server.GroupOf[client.Client] = server.Models.Count;
        server.Models[group] = Mean([.. members.Except(moved)], result);
        server.Models.Add(Mean(moved, result));

        float[] UpdateOf(ClientOrder member) => Difference(result.Own[member.Client][0], given, parameters);
    }

    private static ModelVector Mean(ClientOrder[] members, RoundContribution result)
    {
        var first = result.Own[members[0].Client][0];
        var (sum, weight) = (new ExactSum(first.Floats.Length, first.Integers.Length), members.Sum(m => m.Weight));
        foreach (var member in members)
            sum.Add(member.Weight / weight, result.Own[member.Client][0], member.Client, learner: 0);
        return sum.ToVector();
    }

    private static float[] Difference(ModelVector trained, ModelVector given, int parameters)
    {
        var difference = new float[parameters];
        for (var i = 0; i < parameters; i++)
            difference[i] = trained.Floats[i] - given.Floats[i];
        return difference;
    }

    private static double Norm(float[] vector) => Math.Sqrt(vector.Sum(value => (double)value * value));
}
