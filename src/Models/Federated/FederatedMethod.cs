using SplitLearning.Data.Partitioning.Federated;

namespace SplitLearning.Models.Federated;

/// <summary>What tells one method from another: its part at the server and its part at a client.</summary>
/// <remarks>It keeps nothing itself; what is to be kept is the server's or a client's.</remarks>
internal abstract class FederatedMethod(FederationPlan plan)
{
    /// <summary>Learners that a client needs at a time.</summary>
    public virtual int Learners => 1;

    /// <summary>Models that all clients are given at first.</summary>
    public virtual int InitialModels => 1;

    protected FederationPlan Plan => plan;

    public virtual FederatedClient CreateClient(PooledSamples samples, ClientSamples own) =>
        new(plan, samples, own, Learners);

    /// <summary>Server: what clients are given.</summary>
    /// <param name="clients">Those that take part, weighed by their number of train samples.</param>
    public virtual RoundOrder Order(FederatedServer server, int round, IReadOnlyList<ClientOrder> clients) =>
        new(round, [.. server.Models], clients) { Sums = server.Models.Count };

    /// <summary>Server: makes the next models of what all clients gave.</summary>
    public virtual void Aggregate(FederatedServer server, RoundOrder order, RoundContribution result)
    {
        for (var sum = 0; sum < order.Sums; sum++)
            server.Models[sum] = result.Sums[sum].ToVector();
    }

    /// <summary>Client: trains, and gives its contribution.</summary>
    public abstract void Run(ClientTask task);

    /// <summary>Client: scores what it would predict with.</summary>
    public virtual ClientScore Evaluate(ClientTask task)
    {
        task.Enter(task.Given);
        return task.Client.Evaluate(task.Ensemble);
    }

    /// <summary>What a checkpoint predicts with, for a client or for everybody, and how it is mixed.</summary>
    /// <exception cref="PlanException">There is no such model.</exception>
    public virtual (IReadOnlyList<ModelVector> Models, IReadOnlyList<double> Weights) ModelsOf(FederatedState state) =>
        ([state.Models[0]], [1]);

    /// <summary>For methods whose clients each have a model of their own.</summary>
    protected static (IReadOnlyList<ModelVector> Models, IReadOnlyList<double> Weights) OwnOrCommon(
        FederatedState state, string name) =>
        ([state.Client is null ? state.Models[0] : state.OwnOrCommon(name)], [1]);

    protected PlanException LacksClient(FederatedState state, string why) => new(
        $"{plan.Method.Word()} {why}; name a client: 0 to {state.Clients - 1}");
}
