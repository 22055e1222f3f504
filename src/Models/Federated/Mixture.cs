namespace SplitLearning.Models.Federated;

/// <summary>The E step of FedEM and its weights pi.</summary>
/// <remarks>Source: Marfoq and others, arXiv:2108.10252, algorithm 1, lines 6 and 7.</remarks>
public static class Mixture
{
    /// <summary>How much of each sample is each learner's: softmax over learners of (log pi - loss).</summary>
    /// <param name="losses">M x n.</param>
    /// <param name="pi">M; a learner of weight 0 gets nothing.</param>
    /// <returns>M x n; each sample's sum is 1.</returns>
    public static float[][] SampleWeights(float[][] losses, ReadOnlySpan<double> pi)
    {
        var count = losses[0].Length;
        var weights = Array.ConvertAll(losses, _ => new float[count]);
        var logPi = new double[pi.Length];
        for (var m = 0; m < pi.Length; m++)
            logPi[m] = Math.Log(pi[m]);
        var scores = new double[pi.Length];
        for (var i = 0; i < count; i++)
        {
            for (var m = 0; m < scores.Length; m++)
                scores[m] = logPi[m] - losses[m][i];
            var highest = scores.Max();
            var sum = 0.0;
            for (var m = 0; m < scores.Length; m++)
                sum += scores[m] = Math.Exp(scores[m] - highest);
            for (var m = 0; m < scores.Length; m++)
                weights[m][i] = (float)(scores[m] / sum);
        }

        return weights;
    }

    /// <summary>The learners' weights: the mean over samples of what is theirs.</summary>
    /// <param name="sampleWeights">M x n, n from 1.</param>
    public static double[] LearnerWeights(float[][] sampleWeights) =>
        Array.ConvertAll(sampleWeights, ofLearner => ofLearner.Sum(weight => (double)weight) / ofLearner.Length);
}
