using SplitLearning.Data.Random;

namespace SplitLearning.Models.Federated.Methods;

/// <summary>Clients train models of their own; with probability p a round pulls them to their mean instead.</summary>
/// <remarks>
/// Source: Hanzely and Richtárik, "Federated learning of a mixture of global and local models", arXiv:2002.05516,
/// algorithm 1 (L2GD), whose loops are a coin: the loss has penalty / 2 times the squared distance from the mean.
/// </remarks>
internal sealed class L2Sgd(FederationPlan plan) : FederatedMethod(plan)
{
    private const string Model = "model";

    public override RoundOrder Order(FederatedServer server, int round, IReadOnlyList<ClientOrder> clients) =>
        base.Order(server, round, clients) with { Pull = IsPull(round) };

    public override void Run(ClientTask task)
    {
        if (task.Order.Pull)
            task.Client.Own[Model] = Pulled(task.OwnOrGiven(Model), task.Given, task.Round);
        else
            Train(task);
        task.Send(0, task.Weight, task.Client.Own[Model]);
        task.End();
    }

    public override ClientScore Evaluate(ClientTask task)
    {
        task.Enter(task.OwnOrGiven(Model));
        return task.Client.Evaluate(task.Ensemble);
    }

    public override (IReadOnlyList<ModelVector> Models, IReadOnlyList<double> Weights) ModelsOf(
        FederatedState state) => OwnOrCommon(state, Model);

    // In the first round all models are alike: there is nothing to pull.
    private bool IsPull(int round) => round > 1 &&
        SeededRandom.For(Plan.Seed, "federated", "pull", $"round {round}").NextDouble() < Plan.Parameters.P;

    private static void Train(ClientTask task)
    {
        task.Enter(task.OwnOrGiven(Model));
        task.Client.Step(task.Ensemble, task.Round);
        task.Client.Leave(task.Ensemble);
        task.Client.Own[Model] = task.Ensemble[0].State();
    }

    private ModelVector Pulled(ModelVector own, ModelVector mean, int round)
    {
        // Not beyond the mean: a large step would swing around it.
        var share = Math.Min(1, Plan.LearningRateAt(round) * Plan.Parameters.Penalty / Plan.Parameters.P);
        var pulled = own.Copy();
        for (var i = 0; i < pulled.Floats.Length; i++)
            pulled.Floats[i] += (float)(share * ((double)mean.Floats[i] - pulled.Floats[i]));
        return pulled;
    }
}
