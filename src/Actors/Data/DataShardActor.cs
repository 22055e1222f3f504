using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;
using static SplitLearning.Actors.Protocols.ShardProtocol;

namespace SplitLearning.Actors.Data;

/// <summary>
/// Has an agent's shard read in the order of the turn, ahead of the training as far as its credits go: Closed, Reading.
/// </summary>
/// <remarks>
/// Reading decodes images and may take long, so it is not done on the actor's thread. One batch is read at a time: a
/// dataset uses all cores for it, and the batches come in order. Where the dataset throws what it should not, the
/// supervisor decides; restarted, the actor reads the very batch that failed once more.
/// </remarks>
internal sealed class DataShardActor : ReceiveActor
{
    private readonly IDataset _dataset;
    private readonly EnlistmentProtocol.PlanAssigned _assigned;
    private readonly Shard _shard;
    private readonly ShardCursor _cursor;
    private readonly Func<Func<SampleBatch>, Task<SampleBatch>> _run;

    /// <param name="cursor">The same in every life of the actor.</param>
    public DataShardActor(
        IDataset dataset, EnlistmentProtocol.PlanAssigned assigned, Shard shard, ShardCursor cursor)
        : this(dataset, assigned, shard, cursor, Task.Run)
    {
    }

    /// <param name="run">Reads a batch elsewhere.</param>
    public DataShardActor(
        IDataset dataset, EnlistmentProtocol.PlanAssigned assigned, Shard shard, ShardCursor cursor,
        Func<Func<SampleBatch>, Task<SampleBatch>> run)
    {
        _dataset = dataset;
        _assigned = assigned;
        _shard = shard;
        _cursor = cursor;
        _run = run;
        if (_cursor.Pass is { } pass)
        {
            Reading(pass);
        }
        else
        {
            Closed();
        }
    }

    protected override void PostRestart(Exception reason)
    {
        base.PostRestart(reason);
        if (_cursor.Pass is { } pass)
        {
            ReadNext(pass);
        }
    }

    private void Closed()
    {
        Receive<OpenShard>(Open);
        Receive<GrantCredit>(_ => { }); // of a pass that has ended
        ReceiveLate();
    }

    private void Reading(ShardPass pass)
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
        var (plan, agent) = (_assigned.Plan, _assigned.AgentIndex);
        var batches = TurnBatches.Of(
            open.Phase, plan.Seed, open.Epoch, agent, _shard.Indices(open.Phase), plan.BatchSize);
        var pass = new ShardPass(open.Turn, open.Phase, batches, Sender) { Credits = open.Credits };
        _cursor.Pass = pass;
        Sender.Tell(new ShardOpened(open.Turn, batches.Count));
        Become(() => Reading(pass));
        ReadNext(pass);
    }

    private void ReadNext(ShardPass pass)
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

    private void Deliver(ShardPass pass, SampleBatch samples)
    {
        pass.Reader.Tell(new BatchRead(pass.Batch, samples));
        pass.Next++;
        pass.IsReading = false;
        ReadNext(pass);
    }

    private void Fail(ShardPass pass, Exception error)
    {
        if (error is not DatasetException)
        {
            // As if the batch had not been begun: the actor's next life begins it anew.
            pass.IsReading = false;
            pass.Credits++;
            throw new ShardReadException(pass.Batch, error);
        }

        pass.Reader.Tell(new ShardFailed(pass.Turn, $"{pass.Batch} cannot be read: {error.Message}"));
        _cursor.Pass = null;
        Become(Closed);
    }

    private sealed record Read(ShardPass Pass, SampleBatch Samples);

    private sealed record ReadFailed(ShardPass Pass, Exception Error);
}
