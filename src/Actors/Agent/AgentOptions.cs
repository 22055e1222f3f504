using SplitLearning.Models.State;

namespace SplitLearning.Actors.Agent;

/// <summary>Settings of an agent; defaults and their reasons stand in the node's reference.conf.</summary>
public sealed record AgentOptions
{
    /// <summary>Unique among the agents of a run; at most 64 letters, digits, '.', '_' and '-'.</summary>
    public required string Name { get; init; }

    /// <summary>The workload that the agent's data are for.</summary>
    public required string Workload { get; init; }

    /// <summary>Runs are kept below this folder; the agent's files of a run lie in <c>RUN/NAME/</c>.</summary>
    public required string RunsFolder { get; init; }

    /// <summary>Host and port of the server, for messages.</summary>
    public required string ServerAddress { get; init; }

    /// <summary>No two processes have the same; that of one process stays when it joins anew.</summary>
    public string ProcessId { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>The weights to start from, if the run is one that does; null for none.</summary>
    public WeightsFile? Weights { get; init; }

    /// <summary>How long to look for the server.</summary>
    public TimeSpan JoinTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long to wait for an answer before a message is repeated.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a message is repeated before its receiver is given up.</summary>
    public int MaxResends { get; init; } = 5;

    /// <summary>Bytes of a snapshot that are sent at a time.</summary>
    public int ChunkBytes { get; init; } = 1 << 20;

    /// <summary>Batches that are read ahead of the training.</summary>
    public int ReadAhead { get; init; } = 4;

    /// <summary>Federated training: clients that are run side by side, from 1.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Federated training: momentum of the clients of more bytes than these goes to disk.</summary>
    public long ClientMemory { get; init; } = 1L << 30;

    /// <summary>Federated training: checkpoints of the clients that are kept; two at least are.</summary>
    public int KeepLast { get; init; } = 3;
}
