using System.Collections;

namespace SplitLearning.Models.Federated;

/// <summary>Several learners whose outputs are mixed.</summary>
/// <remarks>Owns them. Use it on one thread, always the same.</remarks>
public sealed class LearnersEnsemble : IReadOnlyList<Learner>, IDisposable
{
    private readonly Learner[] _learners;

    /// <summary>Takes learners of one network.</summary>
    public LearnersEnsemble(IEnumerable<Learner> learners)
    {
        _learners = [.. learners];
        Weights = Uniform(_learners.Length);
    }

    /// <summary>The learners' weights pi, from 0, of sum 1; at first all alike.</summary>
    public double[] Weights { get; set; }

    /// <inheritdoc/>
    public int Count => _learners.Length;

    /// <inheritdoc/>
    public Learner this[int index] => _learners[index];

    /// <summary>Builds learners 0 to <paramref name="count"/> - 1 of a plan.</summary>
    public static LearnersEnsemble Create(FederationPlan plan, int count) =>
        new(Enumerable.Range(0, count).Select(index => new Learner(plan, index)));

    /// <summary>So many weights, all alike.</summary>
    public static double[] Uniform(int count)
    {
        var weights = new double[count];
        Array.Fill(weights, 1.0 / count);
        return weights;
    }

    /// <summary>Trains each learner with one batch.</summary>
    /// <param name="weights">For each learner the weight of each sample; null: 1 each.</param>
    /// <returns>New minus old parameters: M x model dimension.</returns>
    public float[][] FitBatch(ClientBatch batch, float[][]? weights = null) =>
        UpdateOf(() => Fit([batch], weights));

    /// <summary>Trains each learner for some epochs.</summary>
    /// <param name="batchesOf">The batches of an epoch, from 1.</param>
    /// <param name="weights">For each learner the weight of each sample; null: 1 each.</param>
    /// <returns>New minus old parameters: M x model dimension.</returns>
    public float[][] FitEpochs(
        Func<int, IEnumerable<ClientBatch>> batchesOf, int epochs, float[][]? weights = null) => UpdateOf(() =>
    {
        for (var epoch = 1; epoch <= epochs; epoch++)
            Fit(batchesOf(epoch), weights);
    });

    /// <summary>The loss of each sample by each learner, in evaluation mode and without gradients: M x n.</summary>
    /// <param name="count">Number of samples.</param>
    public float[][] GatherLosses(IEnumerable<ClientBatch> batches, int count)
    {
        var losses = Array.ConvertAll(_learners, _ => new float[count]);
        foreach (var batch in batches)
        {
            using var tensors = new BatchTensors(batch);
            for (var m = 0; m < Count; m++)
                _learners[m].Gather(tensors, losses[m]);
        }

        return losses;
    }

    /// <summary>Scores the mean of the learners' probabilities, weighted by pi.</summary>
    public Score Evaluate(IEnumerable<ClientBatch> batches)
    {
        var tally = new MixtureTally(_learners[0].IsBinary);
        foreach (var batch in batches)
        {
            using var tensors = new BatchTensors(batch);
            tally.Begin(batch);
            for (var m = 0; m < Count; m++)
                if (Weights[m] != 0)
                    tally.Add(Weights[m], _learners[m].Logits(tensors));
            tally.End();
        }

        return tally.Score;
    }

    /// <summary>Forgets gradients and what the optimizers remember.</summary>
    public void FreeMemory()
    {
        foreach (var learner in _learners)
            learner.FreeMemory();
    }

    /// <summary>Forgets gradients, and their memory with them.</summary>
    public void FreeGradients()
    {
        foreach (var learner in _learners)
            learner.FreeGradients();
    }

    /// <inheritdoc/>
    public IEnumerator<Learner> GetEnumerator() => ((IEnumerable<Learner>)_learners).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var learner in _learners)
            learner.Dispose();
    }

    /// <summary>Trains each learner with all batches once; a batch is read once for all.</summary>
    internal void Fit(IEnumerable<ClientBatch> batches, float[][]? weights)
    {
        foreach (var batch in batches)
        {
            using var tensors = new BatchTensors(batch);
            for (var m = 0; m < Count; m++)
                _learners[m].Fit(tensors, weights?[m]);
        }
    }

    private float[][] UpdateOf(Action train)
    {
        var before = Array.ConvertAll(_learners, learner => learner.Parameters());
        train();
        var after = Array.ConvertAll(_learners, learner => learner.Parameters());
        for (var m = 0; m < Count; m++)
            for (var i = 0; i < after[m].Length; i++)
                after[m][i] -= before[m][i];
        return after;
    }
}
