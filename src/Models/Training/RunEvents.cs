using SplitLearning.Data.Datasets;

namespace SplitLearning.Models.Training;

/// <summary>Receives what happens in a run, in order, from one thread at a time.</summary>
public interface IRunRecorder
{
    /// <summary>Takes one event; must not block for long. An exception ends the run.</summary>
    void Record(RunEvent runEvent);
}

/// <summary>Something that happened in a run; becomes one line of <c>metrics.jsonl</c>.</summary>
public abstract record RunEvent;

/// <summary>All agents are there and have their shards.</summary>
/// <param name="Agents">In the order of the round.</param>
public sealed record RunStarted(IReadOnlyList<RunAgent> Agents) : RunEvent;

/// <summary>A party of the run and its shard.</summary>
/// <param name="Data">What the data are and where they came from: see <see cref="IDataset.Description"/>.</param>
public sealed record RunAgent(string Name, int TrainSamples, int TestSamples, string Data);

/// <summary>A batch is done; not written to the file, but shown to people.</summary>
/// <param name="Batch">Number of the batch within its turn, from 1.</param>
/// <param name="Batches">Batches of this turn.</param>
/// <param name="Loss">Mean loss of the turn so far, in nats.</param>
/// <param name="Correct">Samples of the turn so far whose class was right.</param>
/// <param name="Total">Samples of the turn so far.</param>
public sealed record BatchFinished(
    int Epoch, Phase Phase, int Agent, int Batch, int Batches, double Loss, int Correct, int Total) : RunEvent;

/// <summary>An agent has passed over its shard of one phase.</summary>
/// <param name="Agent">Index of the agent, from 1.</param>
/// <param name="AgentName">The name under which it enlisted.</param>
/// <param name="Loss">Mean loss over the turn's samples, in nats.</param>
public sealed record TurnFinished(
    int Epoch, Phase Phase, int Agent, string AgentName, double Loss, int Correct, int Total, double Seconds)
    : RunEvent
{
    /// <summary>Time that the training waited for the turn's first batch of data.</summary>
    public double FirstBatchSeconds { get; init; }

    /// <summary>Time that the training waited for data after that.</summary>
    public double DataWaitSeconds { get; init; }
}

/// <summary>All agents have passed over their shards of one phase.</summary>
/// <param name="Loss">Mean loss over all samples, in nats.</param>
/// <param name="Confusion">Counts [actual, predicted].</param>
public sealed record EpochFinished(
    int Epoch, Phase Phase, double Loss, int Correct, int Total, double Seconds, int Agents, int[,] Confusion)
    : RunEvent;

/// <summary>The client model went from one agent to the next.</summary>
/// <param name="From">Name of the agent that gave it; null when the receiver had the state already.</param>
/// <param name="Bytes">Size of the snapshot; 0 when <paramref name="Skipped"/>.</param>
/// <param name="Skipped">The receiver already held the state of that hash.</param>
public sealed record SnapshotHandedOver(
    int Epoch, Phase Phase, string? From, string To, long Bytes, double Seconds, bool Skipped) : RunEvent;

/// <summary>An agent does not answer any more; the run goes on as far as it can, or waits for it.</summary>
/// <param name="Place">Where the run was, for people.</param>
/// <param name="Reason">What is known of the cause.</param>
public sealed record AgentLost(string Agent, string Place, string Reason) : RunEvent;

/// <summary>An agent that was lost takes part again.</summary>
/// <param name="Seconds">How long it was away.</param>
public sealed record AgentReturned(string Agent, double Seconds) : RunEvent;

/// <summary>The run goes on from the state before this turn; the turn, and what came after it, is taken back.</summary>
/// <param name="Agent">Index of the agent whose turn it is, from 1.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record TurnRedone(int Epoch, Phase Phase, int Agent, string AgentName, string Reason) : RunEvent;

/// <summary>An agent that did not come back takes no turns until the next epoch.</summary>
/// <param name="Epoch">The one that goes on without it; each has an event of its own.</param>
public sealed record AgentLeftOut(int Epoch, string Agent) : RunEvent;

/// <summary>A checkpoint that was due could not be written; the run goes on without it.</summary>
public sealed record CheckpointFailed(int Epoch, string Reason) : RunEvent
{
    /// <summary>Turns of the next epoch that were done too.</summary>
    public int Turns { get; init; }
}

/// <summary>The run goes on from a checkpoint; what came after that is taken back.</summary>
/// <param name="Epoch">The last epoch that counts; 0: the run begins anew.</param>
/// <param name="Checkpoint">Folder of the checkpoint, below the run's; empty where the run begins anew.</param>
/// <param name="Damaged">A line for each newer checkpoint that is torn or changed, or of no use to the plan.</param>
public sealed record RunResumed(int Epoch, string Checkpoint, IReadOnlyList<string> Damaged) : RunEvent
{
    /// <summary>Turns of the next epoch that count too.</summary>
    public int Turns { get; init; }
}

/// <summary>All agents are there, and none of them has the client model with which the run could go on.</summary>
/// <param name="Epoch">Whole epochs that are done by then.</param>
/// <param name="State">Short hash of the client model's state.</param>
/// <param name="Agents">Who took part before, one of whom may have it; empty where that is not known.</param>
public sealed record StateAwaited(int Epoch, string State, IReadOnlyList<string> Agents) : RunEvent
{
    /// <summary>Turns of the next epoch that are done too.</summary>
    public int Turns { get; init; }
}

/// <summary>All sides have written their part of a checkpoint.</summary>
/// <param name="Epoch">Whole epochs that were done.</param>
public sealed record CheckpointWritten(int Epoch, double Seconds, IReadOnlyList<string> Files) : RunEvent
{
    /// <summary>Turns of the next epoch that were done too.</summary>
    public int Turns { get; init; }
}

/// <summary>A round of federated training is done.</summary>
/// <param name="Round">From 1.</param>
/// <param name="Participants">Clients that took part.</param>
/// <param name="Seconds">Time that it took, without evaluation.</param>
/// <param name="Train">Over all train samples of clients that may train; null where nothing was evaluated.</param>
/// <param name="Test">Over all their test samples.</param>
/// <param name="BottomDecile">Accuracy that nine clients of ten exceed, of their test samples: 0 to 1.</param>
/// <param name="Clients">Ascending; empty where nothing was evaluated.</param>
public sealed record RoundFinished(
    int Round, int Participants, double Seconds, RoundScore? Train, RoundScore? Test, double? BottomDecile,
    IReadOnlyList<RoundClient> Clients) : RunEvent
{
    /// <summary>Over all test samples of clients held out of training; null where there are none.</summary>
    public RoundScore? UnseenTest { get; init; }

    /// <summary>Payload bytes between aggregator and agents, both ways; null where all is one process.</summary>
    public long? BytesSent { get; init; }

    /// <summary>Over all validation samples of clients that may train; null where there are none.</summary>
    public RoundScore? Validation { get; init; }
}

/// <param name="Loss">Mean, in nats.</param>
/// <param name="Accuracy">0 to 1.</param>
public sealed record RoundScore(double Loss, double Accuracy);

/// <summary>A client in an evaluated round.</summary>
/// <param name="Client">From 0.</param>
/// <param name="Pi">Its weights of the learners.</param>
public sealed record RoundClient(int Client, double TrainAccuracy, double TestAccuracy, IReadOnlyList<double> Pi)
{
    /// <summary>Of its validation samples, 0 to 1; null where it has none.</summary>
    public double? ValidationAccuracy { get; init; }
}

/// <summary>The run has ended as planned.</summary>
/// <param name="WeightsSha256">Hash of the whole model, lower-case hex: see <see cref="State.WeightsHash"/>.</param>
/// <param name="Parameters">Number of trainable parameters of the whole model.</param>
/// <param name="BytesSent">Payload bytes by kind: smashed, gradient, snapshot, checkpoint.</param>
public sealed record RunFinished(
    string WeightsSha256, long Parameters, double Seconds, IReadOnlyDictionary<string, long> BytesSent) : RunEvent;

/// <summary>The run has ended before its plan.</summary>
/// <param name="Reason">One line that names the cause.</param>
public sealed record RunFailed(string Reason) : RunEvent
{
    /// <summary>Payload bytes by kind until then, as in <see cref="RunFinished"/>; null when nothing is sent.</summary>
    public IReadOnlyDictionary<string, long>? BytesSent { get; init; }
}

/// <summary>A person or the system stopped the run before its plan was done.</summary>
public sealed record RunInterrupted : RunEvent
{
    /// <summary>Payload bytes by kind until then, as in <see cref="RunFinished"/>; null when nothing is sent.</summary>
    public IReadOnlyDictionary<string, long>? BytesSent { get; init; }
}
