using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Federated;

/// <summary>The clients of one process: runs their part of each round on a few threads.</summary>
/// <remarks>The result depends neither on the number of threads nor on which clients are on which node.</remarks>
public sealed class FederatedNode : IDisposable
{
    private readonly SortedDictionary<int, FederatedClient> _clients = [];
    private readonly PooledSamples _samples;
    private readonly FederatedMethod _method;
    private readonly WorkerPool _workers;
    private readonly VectorLayout _layout;
    private readonly ClientMemory? _memory; // null: the plan has no momentum
    private readonly int _count;

    /// <param name="data">Of which each client has its samples; stays the caller's.</param>
    /// <param name="clients">Those of this node.</param>
    /// <param name="workers">Threads, from 1; each uses <see cref="FederationPlan.Threads"/> for one operation.</param>
    /// <param name="scratch">Where the clients' momentum goes that does not fit into memory; null: it does.</param>
    /// <exception cref="PlanException">The plan is not valid.</exception>
    /// <exception cref="DatasetException">The data do not fit the network.</exception>
    /// <exception cref="StateException">The scratch space cannot be used.</exception>
    public FederatedNode(
        FederationPlan plan, IDataset data, IReadOnlyList<ClientSamples> clients, int workers,
        ScratchSpace? scratch = null)
    {
        plan.EnsureValid();
        plan.Network().Architecture.EnsureFits(data);
        _method = FederatedMethods.Of(plan);
        _samples = new PooledSamples(data);
        foreach (var own in clients)
            _clients.Add(own.Client, _method.CreateClient(_samples, own));
        using (var learner = new Learner(plan, index: 0))
        {
            _layout = learner.Layout;
            if (learner.MomentumBytes > 0)
                _memory = MemoryFor(learner.MomentumBytes, scratch);
        }

        _count = workers;
        _workers = new WorkerPool(workers, () => LearnersEnsemble.Create(plan, _method.Learners));
    }

    /// <summary>The clients of this node, by number.</summary>
    public IReadOnlyDictionary<int, FederatedClient> Clients => _clients;

    /// <summary>Where each tensor stands in a model.</summary>
    public VectorLayout Layout => _layout;

    /// <summary>Batches that its clients have read so far; may be asked while they work.</summary>
    public long BatchesRead => _samples.BatchesRead;

    /// <summary>Has those of its clients that take part do their part of a round.</summary>
    /// <exception cref="DivergedException">A client's training diverged.</exception>
    /// <exception cref="DatasetException">A sample is damaged or cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled between two clients.</exception>
    public RoundContribution Run(RoundOrder order, CancellationToken cancellation)
    {
        RoundContribution[] results =
            [.. Enumerable.Range(0, _count).Select(_ => new RoundContribution(order.Sums, _layout))];
        _workers.ForEach(Present(order), (ensemble, worker, own) =>
            _method.Run(new ClientTask(_clients[own.Client], ensemble, order, own, results[worker])), cancellation);
        for (var worker = 1; worker < _count; worker++)
            results[0].Add(results[worker]);
        return results[0];
    }

    /// <summary>Scores those of its clients that the order names.</summary>
    /// <returns>Ascending by client.</returns>
    /// <exception cref="DatasetException">A sample is damaged or cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled between two clients.</exception>
    public IReadOnlyList<ClientScore> Evaluate(RoundOrder order, CancellationToken cancellation)
    {
        var present = Present(order);
        var scores = new ClientScore[present.Count];
        var nothing = new RoundContribution([]);
        _workers.ForEach([.. present.Index()], (ensemble, _, own) =>
            scores[own.Index] = _method.Evaluate(
                new ClientTask(_clients[own.Item.Client], ensemble, order, own.Item, nothing)), cancellation);
        return [.. scores.OrderBy(score => score.Client)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _workers.Dispose();
        _memory?.Dispose();
    }

    private ClientMemory MemoryFor(int momentumBytes, ScratchSpace? scratch)
    {
        var memory = ClientMemory.Create(_clients.Count * _method.Learners, momentumBytes, scratch);
        foreach (var (position, client) in _clients.Values.Index())
            client.KeepMomentumIn(new ClientMomentum(memory, position * _method.Learners));
        return memory;
    }

    // The largest first: so the threads end at about the same time.
    private List<ClientOrder> Present(RoundOrder order) =>
    [
        .. order.Clients.Where(own => _clients.ContainsKey(own.Client))
            .OrderByDescending(own => _clients[own.Client].Train.Count),
    ];
}
