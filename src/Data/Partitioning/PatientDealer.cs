using SplitLearning.Data.Datasets;
using SplitLearning.Data.Random;

namespace SplitLearning.Data.Partitioning;

/// <summary>Deals whole patients, those with the most samples first, each to the agent that lacks most.</summary>
/// <param name="weights">One an agent.</param>
/// <remarks>
/// So each agent's number of training samples is within the largest patient's of what its weight says. A patient of
/// both phases is one agent's in both; patients of equal size come in an order that the seed decides.
/// </remarks>
internal sealed class PatientDealer(int[] weights, long seed)
{
    private readonly long _total = weights.Sum(weight => (long)weight);
    private readonly Dictionary<string, int> _agentOf = [];

    /// <returns>For the samples of a phase the agent of each, from 0; to be asked for training first.</returns>
    public Func<Phase, int[]> Of(IDataset data) => phase => Deal(
        data.Patients(phase) ?? throw new DatasetException(
            $"{data.Description}: these data do not say whose each sample is, so they cannot be divided by patient; "
            + "choose partition contiguous, shuffled or dirichlet"),
        phase);

    private int[] Deal(IReadOnlyList<string> patients, Phase phase)
    {
        var dealt = new long[weights.Length];
        var sizes = patients.CountBy(patient => patient).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray();
        SeededRandom.For(seed, "partition", "patients", $"{phase}").Shuffle(sizes.AsSpan());
        foreach (var (patient, size) in sizes)
            if (_agentOf.TryGetValue(patient, out var agent))
                dealt[agent] += size;
        foreach (var (patient, size) in sizes.OrderByDescending(entry => entry.Value)) // stable
        {
            if (_agentOf.ContainsKey(patient))
                continue;
            var agent = LackingMost(dealt, patients.Count);
            _agentOf.Add(patient, agent);
            dealt[agent] += size;
        }

        return [.. patients.Select(patient => _agentOf[patient])];
    }

    private int LackingMost(long[] dealt, int count)
    {
        var most = 0;
        for (var agent = 1; agent < dealt.Length; agent++)
            if (Lack(agent) > Lack(most))
                most = agent;
        return most;

        long Lack(int agent) => (long)count * weights[agent] - dealt[agent] * _total; // whole numbers, times the total
    }
}
