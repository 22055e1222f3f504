namespace SplitLearning.Models.Federated.Methods;

/// <summary>Clients train the common model; the next one is the mean of theirs, by number of samples.</summary>
/// <remarks>
/// Source: McMahan, Moore, Ramage, Hampson and Agüera y Arcas, "Communication-efficient learning of deep networks from
/// decentralized data", AISTATS 2017, arXiv:1602.05629, algorithm 1.
/// </remarks>
internal class FedAvg(FederationPlan plan) : FederatedMethod(plan)
{
    public override void Run(ClientTask task)
    {
        task.Client.Enter(task.Ensemble, ModelsFor(task));
        Prepare(task);
        task.Client.Step(task.Ensemble, task.Round);
        task.Client.Leave(task.Ensemble);
        Send(task);
        task.End();
    }

    /// <summary>A model a learner.</summary>
    protected virtual IReadOnlyList<ModelVector> ModelsFor(ClientTask task) => [task.Given];

    /// <summary>Between loading the models and training them.</summary>
    protected virtual void Prepare(ClientTask task)
    {
    }

    /// <summary>Gives the trained models away.</summary>
    protected virtual void Send(ClientTask task)
    {
        foreach (var learner in task.Ensemble)
            task.Send(task.Group + learner.Index, task.Weight, learner.Peek(), learner.Index);
    }
}
