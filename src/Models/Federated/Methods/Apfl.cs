namespace SplitLearning.Models.Federated.Methods;

/// <summary>Each client predicts with alpha times a model of its own plus 1 - alpha times the common one.</summary>
/// <remarks>
/// Source: Deng, Kamani and Mahdavi, "Adaptive personalized federated learning", arXiv:2003.13461, algorithm 1; alpha
/// by its equation 10 where it adapts. The first learner is the common model, the second holds the client's own.
/// </remarks>
internal sealed class Apfl(FederationPlan plan) : FederatedMethod(plan)
{
    private const string Personal = "personal", Alpha = "alpha";

    public override int Learners => 2;

    public override void Run(ClientTask task)
    {
        var (client, ensemble) = (task.Client, task.Ensemble);
        client.Pi = [1, 0]; // the mixture is one model
        client.Enter(ensemble, [task.Given, task.OwnOrGiven(Personal)]);
        client.Begin(ensemble, task.Round);
        for (var epoch = 1; epoch <= Plan.LocalEpochs; epoch++)
            foreach (var batch in client.Epoch(task.Round, epoch))
                Learn(client, ensemble, batch, task.Round);
        client.Leave(ensemble);
        client.Own[Personal] = ensemble[1].State();
        task.Send(0, task.Weight, ensemble[0].Peek());
        task.End();
    }

    public override ClientScore Evaluate(ClientTask task)
    {
        task.Client.Pi = [1, 0];
        var (own, given, alpha) = (task.OwnOrGiven(Personal), task.Given, AlphaOf(task.Client));
        task.Enter(given with { Floats = Mix(alpha, own.Floats, given.Floats) });
        return task.Client.Evaluate(task.Ensemble);
    }

    public override (IReadOnlyList<ModelVector> Models, IReadOnlyList<double> Weights) ModelsOf(
        FederatedState state)
    {
        if (state.Client is null)
            return base.ModelsOf(state);
        var (common, own) = (state.Models[0], state.OwnOrCommon(Personal));
        return ([common with { Floats = Mix(state.Number(Alpha) ?? Plan.Parameters.Alpha, own.Floats, common.Floats) }],
            [1]);
    }

    private void Learn(FederatedClient client, LearnersEnsemble ensemble, ClientBatch batch, int round)
    {
        using var tensors = new BatchTensors(batch);
        var (common, own) = (ensemble[0], ensemble[1]);
        var (weights, ofOwn, alpha) = (common.Parameters(), own.Parameters(), AlphaOf(client));
        common.Fit(tensors, weights: null);
        // The gradient is that at the mixture, times alpha; the step is the own model's.
        own.SetParameters(Mix(alpha, ofOwn, weights));
        own.Backward(tensors, weights: null);
        if (Plan.Parameters.AdaptAlpha)
            client.Numbers[Alpha] = Math.Clamp(
                alpha - Plan.LearningRateAt(round) * Slope(own.Gradients(), ofOwn, weights), 0, 1);
        own.SetParameters(ofOwn);
        own.ScaleGradients((float)alpha);
        own.OptimizerStep();
    }

    private double AlphaOf(FederatedClient client) =>
        client.Numbers.TryGetValue(Alpha, out var alpha) ? alpha : Plan.Parameters.Alpha;

    private static double Slope(float[] gradients, float[] own, float[] common)
    {
        var slope = 0.0;
        for (var i = 0; i < gradients.Length; i++)
            slope += gradients[i] * ((double)own[i] - common[i]);
        return slope;
    }

    private static float[] Mix(double alpha, float[] own, float[] common)
    {
        var mixture = new float[own.Length];
        for (var i = 0; i < mixture.Length; i++)
            mixture[i] = (float)(alpha * own[i] + (1 - alpha) * common[i]);
        return mixture;
    }
}
