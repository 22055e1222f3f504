using System.Security.Cryptography;

namespace SplitLearning.Actors.Protocols;

/// <summary>A turn of one agent in one phase of one epoch; counts up through the run, from 1.</summary>
public readonly record struct TurnId(int Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"turn {Number}";
}

/// <summary>A batch within a turn.</summary>
/// <param name="Index">Counts the batches of the turn, from 0.</param>
public readonly record struct BatchId(TurnId Turn, int Index)
{
    /// <inheritdoc/>
    public override string ToString() => $"batch {Index} of {Turn}";
}

/// <summary>SHA-256 of a client model's state (weights, optimizer, counters), lower-case hex.</summary>
public readonly record struct StateHash(string Hex)
{
    /// <summary>Hash of a state as it is saved and sent.</summary>
    public static StateHash Of(ReadOnlySpan<byte> state) => new(Convert.ToHexStringLower(SHA256.HashData(state)));

    /// <inheritdoc/>
    public override string ToString() => Hex.Length > 12 ? Hex[..12] : Hex;
}
