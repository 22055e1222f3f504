namespace SplitLearning.Models.Federated.Methods;

/// <summary>One model for the worst mixture of the clients: weights of clients go up with their losses.</summary>
/// <remarks>
/// Source: Mohri, Sivek and Suresh, "Agnostic federated learning", ICML 2019, arXiv:1902.00146, figure 3: a step of the
/// model down, a step of the weights lambda up, projected on the simplex.
/// </remarks>
internal sealed class Afl(FederationPlan plan) : FedAvg(plan)
{
    private const string Loss = "loss";

    public override RoundOrder Order(FederatedServer server, int round, IReadOnlyList<ClientOrder> clients)
    {
        var sum = clients.Sum(client => server.Lambda[client.Client]);
        return base.Order(server, round,
        [
            .. clients.Select(client => client with
            {
                // Where all weight lies with others, those that take part count alike.
                Weight = sum > 0 ? server.Lambda[client.Client] / sum : 1.0 / clients.Count,
            }),
        ]);
    }

    public override void Aggregate(FederatedServer server, RoundOrder order, RoundContribution result)
    {
        base.Aggregate(server, order, result);
        foreach (var report in result.Reports.Values)
            server.Lambda[report.Client] += Plan.Parameters.LambdaRate * report.Numbers[Loss];
        int[] seen = [.. server.Clients.Where(client => !client.Unseen).Select(client => client.Client)];
        var projected = Simplex.Project([.. seen.Select(client => server.Lambda[client])]);
        foreach (var (position, client) in seen.Index())
            server.Lambda[client] = projected[position];
    }

    protected override void Prepare(ClientTask task) => task.Tell(Loss, task.MeanLoss());
}
