using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Protocols;

/// <summary>The server says which turn its model serves and is told of every batch; stays within a node.</summary>
public static class ServerModelProtocol
{
    /// <summary>From now on only batches of this turn are served.</summary>
    public sealed record BeginTurn(TurnId Turn, int Epoch, Phase Phase);

    /// <summary>The model goes to this state, whatever it was doing; no turn is under way then.</summary>
    public sealed record Restore(StartState To);

    /// <summary>The state that was kept with this one of the client model.</summary>
    public sealed record KeptState(StateHash Client) : StartState;

    /// <summary>Keep the state that the model has now in memory, and forget others.</summary>
    /// <param name="Client">The state of the client model that belongs to it.</param>
    /// <param name="AndAlso">Those kept before that are still of use.</param>
    public sealed record KeepState(StateHash Client, IReadOnlyCollection<StateHash> AndAlso);

    /// <summary>A batch has been answered, for the first time.</summary>
    /// <param name="Batches">Batches of the turn.</param>
    /// <param name="BytesReceived">Smashed data and labels.</param>
    /// <param name="BytesSent">Cut gradient; 0 in testing.</param>
    public sealed record BatchServed(BatchId Batch, int Batches, BatchScore Score, long BytesReceived, long BytesSent);

    /// <summary>Answered with <see cref="StateSaved"/>.</summary>
    public sealed record SaveState
    {
        /// <summary>The only one.</summary>
        public static readonly SaveState Instance = new();
    }

    /// <param name="State">The server model's whole state.</param>
    public sealed record StateSaved(ReadOnlyMemory<byte> State);
}
