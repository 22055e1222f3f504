namespace SplitLearning.Models.Federated.Methods;

/// <summary>Every client trains a model of its own and tells nobody: what working together is to beat.</summary>
/// <remarks>All the same the mean of the models is kept, to tell two runs apart; no client is ever given it.</remarks>
internal sealed class Local(FederationPlan plan) : FederatedMethod(plan)
{
    private const string Model = "model";

    public override void Aggregate(FederatedServer server, RoundOrder order, RoundContribution result) =>
        server.Mean = [result.Sums[0].ToVector()];

    public override void Run(ClientTask task)
    {
        task.Enter(task.OwnOrGiven(Model));
        task.Client.Step(task.Ensemble, task.Round);
        task.Client.Leave(task.Ensemble);
        task.Client.Own[Model] = task.Ensemble[0].State();
        task.Send(0, task.Weight, task.Client.Own[Model]);
        task.End();
    }

    public override ClientScore Evaluate(ClientTask task)
    {
        task.Enter(task.OwnOrGiven(Model));
        return task.Client.Evaluate(task.Ensemble);
    }

    public override (IReadOnlyList<ModelVector> Models, IReadOnlyList<double> Weights) ModelsOf(
        FederatedState state) => state.Client is null
        ? throw LacksClient(state, "has no common model")
        : OwnOrCommon(state, Model);
}
