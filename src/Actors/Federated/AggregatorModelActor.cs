using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models;
using SplitLearning.Models.Federated;
using SplitLearning.Models.State;

namespace SplitLearning.Actors.Federated;

/// <summary>Keeps the common models: gives orders, adds up what comes back, loads and saves.</summary>
/// <remarks>Off the aggregator's own thread: sums of millions of weights take a while, and so do files.</remarks>
internal sealed class AggregatorModelActor : ReceiveActor
{
    private readonly FederationPlan _plan;
    private readonly FederatedCheckpoints _checkpoints;
    private readonly WeightsFile? _weights;
    private FederatedServer _server = null!; // opened before all else
    private RoundOrder _order = null!; // the one that is being carried out
    private RoundContribution? _sum;

    /// <param name="checkpoints">Where the server's part is kept.</param>
    /// <param name="weights">The file whose hash the plan names; null when it names none.</param>
    public AggregatorModelActor(FederationPlan plan, FederatedCheckpoints checkpoints, WeightsFile? weights)
    {
        (_plan, _checkpoints, _weights) = (plan, checkpoints, weights);
        Receive<Open>(command => Sender.Tell(Answer(command)));
        Receive<GiveOrder>(command => Sender.Tell(Answer(command)));
        Receive<Add>(command => Sender.Tell(Answer(command)));
        Receive<Finish>(command => Sender.Tell(Answer(command)));
        Receive<Tested>(told => _checkpoints.Tested(told.Round, told.Accuracy));
        Receive<Save>(command => Sender.Tell(Answer(command)));
        Receive<GiveResult>(_ => Sender.Tell(
            new Result(WeightsHash.Of(_server.Weights()), _server.Layout.Parameters)));
    }

    private object Answer(Open command)
    {
        List<string> damaged = [];
        try
        {
            var folder = LoadNewest(command, damaged);
            return new Opened(command.Course, _server.Round, folder, damaged);
        }
        catch (Exception e) when (e is StateException or PlanException)
        {
            return new OpenFailed(e is PlanException ? FailureKind.Refused : FailureKind.Storage, e.Message);
        }
    }

    private string? LoadNewest(Open command, List<string> damaged)
    {
        for (var before = command.Before; ;)
        {
            _server = new FederatedServer(_plan, command.Clients, _weights);
            if (_checkpoints.Newest(damaged.Add, before) is not { } newest)
            {
                return null;
            }

            try
            {
                FederatedCheckpoints.Load(newest, _server);
                return newest.Folder;
            }
            catch (StateException e)
            {
                damaged.Add(e.Message);
                before = newest.Place.Epochs;
            }
        }
    }

    private Ordered Answer(GiveOrder command)
    {
        _order = command.Kind == JobKind.Train ? _server.Begin() : _server.ToEvaluate();
        _sum = null;
        RoundOrder[] orders = [.. command.Hosts.Select(_order.For)];
        Models? common = _order.Own.Count == 0 ? ModelsOf(_order) : null;
        return new Ordered(_order.Round, _order.Clients.Count,
        [
            .. orders.Select(order => new HostOrder(
                order with { Models = [], Own = NoModels }, common ?? ModelsOf(order))),
        ]);
    }

    private Added Answer(Add command)
    {
        try
        {
            var contribution = RoundBlobs.ContributionOf(command.Contribution, _server.Layout);
            if (_sum is null)
            {
                _sum = contribution;
            }
            else
            {
                _sum.Add(contribution);
            }

            return new Added(Error: null);
        }
        catch (Exception e) when (e is StateException or ArgumentException or OverflowException)
        {
            return new Added(e.Message);
        }
    }

    private Finished Answer(Finish _)
    {
        try
        {
            _server.Finish(_order, _sum!);
            return new Finished(Error: null);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            return new Finished(e.Message);
        }
        finally
        {
            _sum = null;
        }
    }

    private Saved Answer(Save _)
    {
        try
        {
            var checkpoint = _checkpoints.Write(_server);
            return new Saved(checkpoint.Files, checkpoint.Parts.Sum(part => part.Bytes), Error: null);
        }
        catch (StateException e)
        {
            return new Saved([], 0, e.Message);
        }
    }

    private static Models ModelsOf(RoundOrder order)
    {
        var models = RoundBlobs.Models(order);
        return new Models(StateHash.Of(models), models);
    }

    private static IReadOnlyDictionary<int, IReadOnlyList<ModelVector>> NoModels { get; } =
        new Dictionary<int, IReadOnlyList<ModelVector>>();

    /// <summary>Goes to the newest checkpoint; to the seeded models where there is none.</summary>
    /// <param name="Before">Only to one of an earlier round; 0: to none.</param>
    public sealed record Open(int Course, IReadOnlyList<FederatedMember> Clients, int Before);

    /// <param name="Round">That is done.</param>
    /// <param name="Folder">Of the checkpoint; null for none.</param>
    /// <param name="Damaged">A line for each newer one that cannot be used.</param>
    public sealed record Opened(int Course, int Round, string? Folder, IReadOnlyList<string> Damaged);

    /// <summary>There is no going on: the plan is of no use, or the checkpoints are another plan's.</summary>
    public sealed record OpenFailed(FailureKind Kind, string Reason);

    /// <param name="Hosts">The clients of each agent.</param>
    public sealed record GiveOrder(JobKind Kind, IReadOnlyList<IReadOnlySet<int>> Hosts);

    /// <param name="Clients">That take part.</param>
    /// <param name="Orders">For each agent; those without clients have nothing to do.</param>
    public sealed record Ordered(int Round, int Clients, IReadOnlyList<HostOrder> Orders);

    /// <param name="Order">Without models.</param>
    public sealed record HostOrder(RoundOrder Order, Models Models);

    /// <summary>Models as they travel.</summary>
    public sealed record Models(StateHash Hash, ReadOnlyMemory<byte> Bytes);

    public sealed record Add(ReadOnlyMemory<byte> Contribution);

    /// <param name="Error">What is wrong with the contribution; null: it was added.</param>
    public sealed record Added(string? Error);

    /// <summary>All have given their contribution.</summary>
    public sealed record Finish
    {
        public static readonly Finish Instance = new();
    }

    /// <param name="Error">What is missing; null: the round is done.</param>
    public sealed record Finished(string? Error);

    /// <param name="Accuracy">Over all test samples, 0 to 1.</param>
    public sealed record Tested(int Round, double Accuracy);

    public sealed record Save
    {
        public static readonly Save Instance = new();
    }

    /// <param name="Error">Why it could not be written; null: it was.</param>
    public sealed record Saved(IReadOnlyList<string> Files, long Bytes, string? Error);

    public sealed record GiveResult
    {
        public static readonly GiveResult Instance = new();
    }

    /// <param name="Sha256">Of the common models.</param>
    /// <param name="Parameters">Of one model.</param>
    public sealed record Result(string Sha256, long Parameters);
}
