using System.Runtime.ExceptionServices;
using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;
using SplitLearning.Models;
using static SplitLearning.Actors.Protocols.ShardProtocol;

namespace SplitLearning.Actors.Data;

/// <summary>
/// Has an agent's shard read in the order of the turn, ahead of the training as far as its credits go: Closed, Reading.
/// </summary>
/// <remarks>
/// Reading decodes images and may take long, so it is not done on the actor's thread. One batch is read at a time: a
/// dataset uses all cores for it, and the batches come in order.
/// </remarks>
internal sealed class DataShardActor : ReceiveActor
{
    private readonly IDataset _dataset;
    private readonly EnlistmentProtocol.PlanAssigned _assigned;
    private readonly Func<Func<SampleBatch>, Task<SampleBatch>> _run;

    public DataShardActor(IDataset dataset, EnlistmentProtocol.PlanAssigned assigned)
        : this(dataset, assigned, Task.Run)
    {
    }

    /// <param name="run">Reads a batch elsewhere.</param>
    public DataShardActor(
        IDataset dataset, EnlistmentProtocol.PlanAssigned assigned, Func<Func<SampleBatch>, Task<SampleBatch>> run)
    {
        _dataset = dataset;
        _assigned = assigned;
        _run = run;
        Closed();
    }

    private TrainingPlan Plan => _assigned.Plan;

    private void Closed()
    {
        Receive<OpenShard>(Open);
        Receive<GrantCredit>(_ => { }); // of a pass that has ended
        ReceiveLate();
    }

    private void Reading(Pass pass)
    {
        Receive<OpenShard>(Open);
        Receive<GrantCredit>(credit => credit.Turn != pass.Turn, _ => { });
        Receive<GrantCredit>(_ =>
        {
            pass.Credits++;
            ReadNext(pass);
        });
        Receive<Read>(read => read.Pass == pass, read => Deliver(pass, read.Samples));
        Receive<ReadFailed>(failed => failed.Pass == pass, failed => Fail(pass, failed.Error));
        ReceiveLate();
    }

    // What a pass was reading when another one was opened is of no use to anybody.
    private void ReceiveLate()
    {
        Receive<Read>(_ => { });
        Receive<ReadFailed>(_ => { });
    }

    private void Open(OpenShard open)
    {
        var shard = open.Phase == Phase.Train ? _assigned.TrainShard : _assigned.TestShard;
        var batches = TurnBatches.Of(
            open.Phase, Plan.Seed, open.Epoch, _assigned.AgentIndex, shard, Plan.BatchSize);
        var pass = new Pass(open.Turn, open.Phase, batches, Sender) { Credits = open.Credits };
        Sender.Tell(new ShardOpened(open.Turn, batches.Count));
        Become(() => Reading(pass));
        ReadNext(pass);
    }

    private void ReadNext(Pass pass)
    {
        if (pass.IsReading || pass.Credits == 0 || pass.Next == pass.Batches.Count)
        {
            return;
        }

        pass.IsReading = true;
        pass.Credits--;
        var (dataset, batch) = (_dataset, pass.Next);
        _run(() => dataset.Read(pass.Phase, pass.Batches[batch]))
            .PipeTo(Self, Self, samples => new Read(pass, samples), error => new ReadFailed(pass, error));
    }

    private void Deliver(Pass pass, SampleBatch samples)
    {
        pass.Reader.Tell(new BatchRead(new BatchId(pass.Turn, pass.Next), samples));
        pass.Next++;
        pass.IsReading = false;
        ReadNext(pass);
    }

    private void Fail(Pass pass, Exception error)
    {
        if (error is not DatasetException)
        {
            ExceptionDispatchInfo.Throw(error); // a defect, for the supervisor to see
        }

        var batch = new BatchId(pass.Turn, pass.Next);
        pass.Reader.Tell(new ShardFailed(pass.Turn, $"{batch} cannot be read: {error.Message}"));
        Become(Closed);
    }

    /// <summary>A pass over the shard under way.</summary>
    private sealed class Pass(TurnId turn, Phase phase, TurnBatches batches, IActorRef reader)
    {
        public TurnId Turn { get; } = turn;

        public Phase Phase { get; } = phase;

        public TurnBatches Batches { get; } = batches;

        public IActorRef Reader { get; } = reader;

        /// <summary>Batches that may be read beside the one that is being read.</summary>
        public int Credits { get; set; }

        /// <summary>Index of the batch that is being read, or will be next.</summary>
        public int Next { get; set; }

        public bool IsReading { get; set; }
    }

    private sealed record Read(Pass Pass, SampleBatch Samples);

    private sealed record ReadFailed(Pass Pass, Exception Error);
}
