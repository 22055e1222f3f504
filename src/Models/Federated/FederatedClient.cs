using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Data.Random;

namespace SplitLearning.Models.Federated;

/// <summary>A client: its data, and what it keeps from round to round.</summary>
/// <remarks>
/// Models are not among that: a client borrows an ensemble for as long as it trains (<see cref="Enter"/> to
/// <see cref="Leave"/>), so that many clients fit into one process. Not safe for several threads.
/// </remarks>
public partial class FederatedClient
{
    private readonly FederationPlan _plan;
    private readonly int _learners;
    private ClientMomentum? _momentum; // null: the plan has none
    private (int Epoch, IReadOnlyList<ReadOnlyMemory<int>> Batches) _cycle = (0, []);
    private int _inCycle;

    /// <summary>A client that has not trained yet.</summary>
    /// <param name="samples">All clients' samples.</param>
    /// <param name="own">Which of them are this client's.</param>
    /// <param name="learners">Of its ensemble.</param>
    public FederatedClient(FederationPlan plan, PooledSamples samples, ClientSamples own, int learners)
    {
        (_plan, _learners) = (plan, learners);
        (Client, IsUnseen) = (own.Client, own.Unseen);
        Train = new ClientData(samples, own.Train, plan.BatchSize);
        Test = new ClientData(samples, own.Test, plan.BatchSize);
        Validation = new ClientData(samples, own.Validation, plan.BatchSize);
        Pi = LearnersEnsemble.Uniform(learners);
    }

    /// <summary>From 0.</summary>
    public int Client { get; }

    /// <summary>It is held out of training.</summary>
    public bool IsUnseen { get; }

    /// <summary>What it trains with.</summary>
    public ClientData Train { get; }

    /// <summary>What it is tested with.</summary>
    public ClientData Test { get; }

    /// <summary>What it is only scored on; often nothing.</summary>
    public ClientData Validation { get; }

    /// <summary>Steps of each of its learners so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Its weights of the learners; at first all alike.</summary>
    public double[] Pi { get; protected internal set; }

    /// <summary>For each learner the weight of each train sample; null: 1 each.</summary>
    public float[][]? SampleWeights { get; protected set; }

    /// <summary>Models that are its own, by name; which ones the method knows.</summary>
    public IDictionary<string, ModelVector> Own { get; } = new SortedDictionary<string, ModelVector>(
        StringComparer.Ordinal);

    /// <summary>Numbers that are its own, by name; which ones the method knows.</summary>
    public IDictionary<string, double> Numbers { get; } = new SortedDictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Its momentum is kept here from now on.</summary>
    internal void KeepMomentumIn(ClientMomentum momentum) => _momentum = momentum;

    /// <summary>Borrows an ensemble: loads models into it, and what the client keeps.</summary>
    /// <param name="models">One a learner.</param>
    public void Enter(LearnersEnsemble ensemble, IReadOnlyList<ModelVector> models)
    {
        ensemble.Weights = Pi;
        for (var m = 0; m < ensemble.Count; m++)
        {
            var learner = ensemble[m];
            (learner.Client, learner.Steps, learner.Proximal) = (Client, Steps, null);
            learner.Load(models[m]);
            learner.RestoreMomentum(_momentum);
        }
    }

    /// <summary>Gives the ensemble back: keeps its optimizers' momentum.</summary>
    public void Leave(LearnersEnsemble ensemble)
    {
        var trained = ensemble.Max(learner => learner.Steps) > Steps;
        Steps = ensemble.Max(learner => learner.Steps);
        if (!trained || _momentum is null)
            return;
        foreach (var learner in ensemble)
            learner.SaveMomentum(_momentum);
    }

    /// <summary>Updates sample weights, then learner weights, then trains for the plan's local epochs.</summary>
    /// <param name="ensemble">That it has entered.</param>
    /// <param name="round">From 1.</param>
    public void Step(LearnersEnsemble ensemble, int round)
    {
        UpdateWeights(ensemble);
        Begin(ensemble, round);
        for (var epoch = 1; epoch <= _plan.LocalEpochs; epoch++)
            ensemble.Fit(Epoch(round, epoch), SampleWeights);
    }

    /// <summary>Updates sample weights, then learner weights, then trains with one batch.</summary>
    /// <param name="round">From 1: its learning rate holds.</param>
    public void StepBatch(LearnersEnsemble ensemble, int round)
    {
        UpdateWeights(ensemble);
        Begin(ensemble, round);
        ensemble.Fit([NextBatch()], SampleWeights);
    }

    /// <summary>The next batch of the train samples; behind the last one a new epoch begins.</summary>
    /// <exception cref="InvalidOperationException">The client has no train samples.</exception>
    public ClientBatch NextBatch()
    {
        if (_inCycle >= _cycle.Batches.Count)
        {
            var epoch = _cycle.Epoch + 1;
            (_cycle, _inCycle) = ((epoch, CycleOf(epoch)), 0);
        }

        return _inCycle < _cycle.Batches.Count
            ? Train.Read(_cycle.Batches[_inCycle++])
            : throw new InvalidOperationException($"Client {Client} has no samples to train with");
    }

    /// <summary>Scores the ensemble with the client's pi on its train, test and validation samples.</summary>
    public ClientScore Evaluate(LearnersEnsemble ensemble)
    {
        ensemble.Weights = Pi;
        return new ClientScore(
            Client, IsUnseen, ensemble.Evaluate(Train.InOrder()), ensemble.Evaluate(Test.InOrder()), [.. Pi])
        {
            Validation = Validation.Count == 0 ? null : ensemble.Evaluate(Validation.InOrder()),
        };
    }

    /// <summary>Trains the ensemble that it has entered as a copy of its own: nothing of it is kept.</summary>
    /// <param name="round">From 1: its learning rate holds.</param>
    public void Tune(LearnersEnsemble ensemble, int round, int epochs)
    {
        Begin(ensemble, round);
        for (var epoch = 1; epoch <= epochs; epoch++)
            ensemble.Fit(
                Train.Mixed(SeededRandom.For(
                    _plan.Seed, "federated", "tune", $"client {Client}", $"round {round}", $"epoch {epoch}")),
                SampleWeights);
    }

    /// <summary>Makes weights fit the ensemble without training: what a client does that was never seen.</summary>
    public void Adapt(LearnersEnsemble ensemble)
    {
        UpdateWeights(ensemble);
        ensemble.Weights = Pi;
    }

    /// <summary>The learning rate of a round holds from now on.</summary>
    internal void Begin(LearnersEnsemble ensemble, int round)
    {
        foreach (var learner in ensemble)
            learner.SetLearningRate(_plan.LearningRateAt(round));
    }

    /// <summary>The batches of an epoch of a round, both from 1.</summary>
    internal IEnumerable<ClientBatch> Epoch(int round, int epoch) => Train.Mixed(
        SeededRandom.For(_plan.Seed, "federated", "order", $"client {Client}", $"round {round}", $"epoch {epoch}"));

    /// <summary>Decides how much each train sample counts for each learner; here all alike.</summary>
    protected virtual void UpdateSampleWeights(LearnersEnsemble ensemble)
    {
    }

    /// <summary>Decides how much each learner counts; here they stay as they are.</summary>
    protected virtual void UpdateLearnerWeights()
    {
    }

    private IReadOnlyList<ReadOnlyMemory<int>> CycleOf(int epoch) => Train.MixedPositions(
        SeededRandom.For(_plan.Seed, "federated", "cycle", $"client {Client}", $"epoch {epoch}"));

    private void UpdateWeights(LearnersEnsemble ensemble)
    {
        UpdateSampleWeights(ensemble);
        UpdateLearnerWeights();
    }
}
