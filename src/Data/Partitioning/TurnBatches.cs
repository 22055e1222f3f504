using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Partitioning;

/// <summary>The batches of a turn: which samples, in which order. All who train ask here, so all agree.</summary>
public sealed class TurnBatches
{
    private readonly int[] _order;
    private readonly int _batchSize;

    private TurnBatches(int[] order, int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        _order = order;
        _batchSize = batchSize;
    }

    /// <summary>Number of batches; 0 for an empty shard.</summary>
    public int Count => (_order.Length + _batchSize - 1) / _batchSize;

    /// <summary>Number of samples of all batches.</summary>
    public int Samples => _order.Length;

    /// <summary>Sample indices of a batch; the last batch may be short.</summary>
    /// <param name="batch">Position within the turn, from 0.</param>
    public ReadOnlySpan<int> this[int batch]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(batch);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(batch, Count);
            var start = batch * _batchSize;
            return _order.AsSpan(start, Math.Min(_batchSize, _order.Length - start));
        }
    }

    /// <summary>Training visits the shard in a seeded order, testing in its natural one.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="epoch">Number of the epoch, from 1.</param>
    /// <param name="agent">Index of the agent, from 1.</param>
    /// <param name="shard">Indices of the agent's samples of this phase.</param>
    public static TurnBatches Of(
        Phase phase, long seed, int epoch, int agent, ReadOnlySpan<int> shard, int batchSize) => new(
        phase == Phase.Train ? SampleOrder.ForTurn(seed, epoch, agent, shard) : shard.ToArray(), batchSize);
}
