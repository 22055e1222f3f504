namespace SplitLearning.Models.Federated.Methods;

/// <summary>Clients have personal models, tied to the common one by lambda / 2 times their distance squared.</summary>
/// <remarks>
/// Source: Dinh, Tran and Nguyen, "Personalized federated learning with Moreau envelopes", NeurIPS 2020,
/// arXiv:2006.08848, algorithm 1. Per batch the personal model makes some steps, then the client's copy of the common
/// one goes towards it; the copies' mean, by beta, is the next common model.
/// </remarks>
internal sealed class PFedMe(FederationPlan plan) : FederatedMethod(plan)
{
    private const string Personal = "personal";

    public override void Aggregate(FederatedServer server, RoundOrder order, RoundContribution result)
    {
        var (old, mean) = (server.Models[0], result.Sums[0].ToVector());
        // Buffers go all the way: beyond it a variance could be negative.
        for (var i = 0; i < server.Layout.Parameters; i++)
            mean.Floats[i] = (float)(old.Floats[i] + Plan.Parameters.Beta * ((double)mean.Floats[i] - old.Floats[i]));
        server.Models[0] = mean;
    }

    public override void Run(ClientTask task)
    {
        var (client, learner) = (task.Client, task.Ensemble[0]);
        task.Enter(task.Given);
        client.Begin(task.Ensemble, task.Round);
        var copy = task.Given.Copy();
        // The anchor is the copy itself: it moves with it.
        learner.Proximal = new ProximalTerm(
            copy.Floats.AsMemory(0, learner.Layout.Parameters), (float)Plan.Parameters.Lambda);
        for (var epoch = 1; epoch <= Plan.LocalEpochs; epoch++)
            foreach (var batch in client.Epoch(task.Round, epoch))
                Learn(learner, batch, copy.Floats, task.Round);
        client.Leave(task.Ensemble);
        var personal = learner.State();
        client.Own[Personal] = personal;
        var buffers = learner.Layout.Parameters;
        personal.Floats.AsSpan(buffers).CopyTo(copy.Floats.AsSpan(buffers));
        task.Send(0, task.Weight, copy with { Integers = personal.Integers });
        task.End();
    }

    public override ClientScore Evaluate(ClientTask task)
    {
        task.Enter(task.OwnOrGiven(Personal));
        return task.Client.Evaluate(task.Ensemble);
    }

    public override (IReadOnlyList<ModelVector> Models, IReadOnlyList<double> Weights) ModelsOf(
        FederatedState state) => OwnOrCommon(state, Personal);

    private void Learn(Learner learner, ClientBatch batch, float[] copy, int round)
    {
        using var tensors = new BatchTensors(batch);
        for (var step = 0; step < Plan.Parameters.InnerSteps; step++)
            learner.Fit(tensors, weights: null);
        var personal = learner.Parameters();
        // Not beyond the personal model: a large step would swing around it.
        var share = Math.Min(1, Plan.LearningRateAt(round) * Plan.Parameters.Lambda);
        for (var i = 0; i < personal.Length; i++)
            copy[i] += (float)(share * ((double)personal[i] - copy[i]));
    }
}
