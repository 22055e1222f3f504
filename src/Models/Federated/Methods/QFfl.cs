namespace SplitLearning.Models.Federated.Methods;

/// <summary>One model; updates count with the q-th power of the client's loss: accuracies come nearer.</summary>
/// <remarks>
/// Source: Li, Sanjabi, Beirami and Smith, "Fair resource allocation in federated learning", ICLR 2020,
/// arXiv:1905.10497, algorithm 2 (q-FedAvg). L, which bounds the curvature, is 1 / learning rate, as there.
/// </remarks>
internal sealed class QFfl(FederationPlan plan) : FedAvg(plan)
{
    private const string Curvature = "curvature", Loss = "loss";

    // The paper's code adds as much, so that no power of 0 is taken.
    private const double Least = 1e-10;

    public override void Aggregate(FederatedServer server, RoundOrder order, RoundContribution result)
    {
        var curvature = result.Reports.Values.Sum(report => report.Numbers[Curvature]);
        var share = 1 / (Plan.LearningRateAt(order.Round) * curvature);
        var (old, step) = (server.Models[0], result.Sums[0].ToVector());
        for (var i = 0; i < step.Floats.Length; i++)
            step.Floats[i] = (float)(old.Floats[i] - share * step.Floats[i]);
        server.Models[0] = step;
    }

    protected override void Prepare(ClientTask task) => task.Tell(Loss, Math.Max(Least, task.MeanLoss()));

    protected override void Send(ClientTask task)
    {
        var (loss, q, l) = (task.Told(Loss), Plan.Parameters.Q, 1 / Plan.LearningRateAt(task.Round));
        var difference = task.Ensemble[0].Peek();
        var square = 0.0;
        for (var i = 0; i < difference.Floats.Length; i++)
        {
            difference.Floats[i] = task.Given.Floats[i] - difference.Floats[i];
            if (i < task.Ensemble[0].Layout.Parameters)
                square += (double)difference.Floats[i] * difference.Floats[i];
        }

        var power = Math.Pow(loss, q);
        task.Send(0, task.Weight * power, difference);
        task.Tell(Curvature, task.Weight * (q * Math.Pow(loss, q - 1) * l * l * square + l * power));
    }
}
