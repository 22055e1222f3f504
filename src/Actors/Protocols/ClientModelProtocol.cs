using Akka.Actor;
using SplitLearning.Data.Datasets;

namespace SplitLearning.Actors.Protocols;

/// <summary>The agent has its client model pass over the shard; these messages stay within a node.</summary>
public static class ClientModelProtocol
{
    /// <param name="From">State to start from.</param>
    public sealed record RunTurn(TurnId Turn, int Epoch, Phase Phase, IActorRef ServerModel, StartState From);

    /// <param name="State">State after the turn.</param>
    public sealed record TurnRun(TurnId Turn, StateHash Hash, ReadOnlyMemory<byte> State)
    {
        /// <inheritdoc cref="TurnProtocol.TurnDone.FirstBatchSeconds"/>
        public double FirstBatchSeconds { get; init; }

        /// <inheritdoc cref="TurnProtocol.TurnDone.DataWaitSeconds"/>
        public double DataWaitSeconds { get; init; }
    }

    /// <summary>The turn cannot be finished.</summary>
    public sealed record TurnBroken(TurnId Turn, string Reason);
}
