namespace SplitLearning.Models.Federated;

/// <summary>A client at work with an ensemble: what it is given, and where its contribution goes.</summary>
internal sealed class ClientTask(
    FederatedClient client, LearnersEnsemble ensemble, RoundOrder order, ClientOrder own, RoundContribution result)
{
    private readonly SortedDictionary<string, double> _numbers = [];

    public FederatedClient Client => client;

    public LearnersEnsemble Ensemble => ensemble;

    public RoundOrder Order => order;

    public int Round => order.Round;

    public double Weight => own.Weight;

    public int Group => own.Group;

    /// <summary>The common model of the client's group.</summary>
    public ModelVector Given => order.Models[own.Group];

    /// <summary>The client's own model of this name; the common one as long as it has none.</summary>
    public ModelVector OwnOrGiven(string name) => client.Own.TryGetValue(name, out var model) ? model : Given;

    /// <summary>Loads the same model into every learner.</summary>
    public void Enter(ModelVector model) => client.Enter(ensemble, [.. ensemble.Select(_ => model)]);

    public void Send(int sum, double weight, ModelVector vector, int learner = 0) =>
        result.Sums[sum].Add(weight, vector, client.Client, learner);

    public void SendWhole(IReadOnlyList<ModelVector> models) => result.Add(client.Client, models);

    public void Tell(string name, double number) => _numbers[name] = number;

    public double Told(string name) => _numbers[name];

    /// <summary>Mean loss of the loaded model over the client's train samples.</summary>
    public double MeanLoss() => client.Train.Count == 0 ? 0
        : ensemble[0].GatherLosses(client.Train.InOrder(), client.Train.Count).Average(loss => (double)loss);

    /// <summary>The client has done all.</summary>
    public void End() => result.Add(new ClientReport(client.Client, _numbers));
}
