using System.Runtime.InteropServices;
using SplitLearning.Data;
using SplitLearning.Models.Layers;

namespace SplitLearning.Models.Federated;

public sealed partial class Learner
{
    private bool _hasMomentum;
    private ModelVector? _peeked;

    /// <summary>Bytes of the momentum of all parameters; 0 when the plan has none.</summary>
    internal int MomentumBytes => _optimizer.Memories.Count * Layout.Parameters * sizeof(float);

    /// <summary>All parameters as one vector, in layer order.</summary>
    public float[] Parameters() =>
        Collected(tensor => MemoryMarshal.Cast<byte, float>(_layers.Parameters[tensor].Value.bytes));

    /// <summary>Replaces all parameters.</summary>
    /// <param name="values">In layer order.</param>
    public void SetParameters(ReadOnlySpan<float> values)
    {
        EnsureLength(values.Length);
        foreach (var (_, parameter) in _layers.Parameters)
        {
            var target = MemoryMarshal.Cast<byte, float>(parameter.bytes);
            values[..target.Length].CopyTo(target);
            values = values[target.Length..];
        }
    }

    /// <summary>All gradients as one vector, in layer order; zeros where there are none.</summary>
    public float[] Gradients() => Collected(tensor =>
    {
        var (_, parameter) = _layers.Parameters[tensor];
        using var gradient = parameter.grad;
        return gradient is null
            ? new float[(int)parameter.numel()]
            : MemoryMarshal.Cast<byte, float>(gradient.ToData().Bytes.Span).ToArray();
    });

    /// <summary>As <see cref="State"/>, but good only until it is asked for again: saves memory.</summary>
    internal ModelVector Peek()
    {
        _peeked ??= Layout.Empty();
        Layout.Read(_layers, _peeked);
        return _peeked;
    }

    /// <summary>Multiplies the gradients.</summary>
    internal void ScaleGradients(float factor)
    {
        foreach (var (_, parameter) in _layers.Parameters)
        {
            using var gradient = parameter.grad;
            gradient?.mul_(factor);
        }
    }

    /// <summary>Copies the momentum.</summary>
    internal void SaveMomentum(ClientMomentum target)
    {
        var offset = 0;
        for (var i = 0; i < _layers.Parameters.Count; i++)
        {
            var bytes = _optimizer.Memory(i, _optimizer.Memories[0]).bytes;
            target.Write(Index, offset, bytes);
            offset += bytes.Length;
        }
    }

    /// <summary>Replaces the momentum.</summary>
    /// <param name="source">Null, or without some for this learner: none, as before the first step.</param>
    internal void RestoreMomentum(ClientMomentum? source)
    {
        var hasSome = source is not null && source.Learners > Index;
        if (MomentumBytes == 0 || (!hasSome && !_hasMomentum))
            return;
        var offset = 0;
        for (var i = 0; i < _layers.Parameters.Count; i++)
        {
            var target = MomentumOf(i);
            if (hasSome)
                source!.Read(Index, offset, target);
            else
                target.Clear();
            offset += target.Length;
        }

        _hasMomentum = true;
    }

    // In place: to get and free so much for each client would scatter the heap. Zeros are the same as none: momentum
    // times zero plus the gradient is the gradient.
    private Span<byte> MomentumOf(int parameter)
    {
        if (!_hasMomentum)
        {
            var value = _layers.Parameters[parameter].Value;
            var zeros = new byte[(int)value.numel() * sizeof(float)];
            _optimizer.Restore(parameter, [new TensorData(value.shape, TensorDtype.Float32, zeros)], steps: 1);
        }

        return _optimizer.Memory(parameter, _optimizer.Memories[0]).bytes;
    }

    private void AddToGradients(ProximalTerm term)
    {
        EnsureLength(term.Anchor.Length);
        var anchor = term.Anchor.Span;
        foreach (var (_, parameter) in _layers.Parameters)
        {
            var weights = MemoryMarshal.Cast<byte, float>(parameter.bytes);
            using var gradient = parameter.grad;
            if (gradient is not null)
                AddPull(term.Strength, weights, anchor[..weights.Length],
                    MemoryMarshal.Cast<byte, float>(gradient.bytes));
            anchor = anchor[weights.Length..];
        }
    }

    private static void AddPull(
        float strength, ReadOnlySpan<float> weights, ReadOnlySpan<float> anchor, Span<float> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] += strength * (weights[i] - anchor[i]);
    }

    private delegate ReadOnlySpan<float> Values(int tensor);

    private float[] Collected(Values valuesOf)
    {
        var all = new float[Layout.Parameters];
        var rest = all.AsSpan();
        for (var i = 0; i < _layers.Parameters.Count; i++)
        {
            var values = valuesOf(i);
            values.CopyTo(rest);
            rest = rest[values.Length..];
        }

        return all;
    }

    private void EnsureLength(int length)
    {
        if (length != Layout.Parameters)
            throw new ArgumentException($"{length} values for {Layout.Parameters} parameters");
    }
}
