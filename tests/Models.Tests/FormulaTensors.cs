using System.Runtime.InteropServices;
using SplitLearning.Data;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Layers;
using TorchSharp.Modules;

namespace SplitLearning.Models.Tests;

/// <summary>Numbers that need no file, as in golden/formula.py: SplitMix64 of a position.</summary>
internal static class FormulaTensors
{
    /// <summary>Overwrites all parameters.</summary>
    public static void Fill(LayerStack stack)
    {
        foreach (var (place, (name, parameter)) in stack.Parameters.Index())
            Fill(name, parameter, salt: place + 1);
    }

    /// <summary>Inputs in [0, 1) and labels of a step, from 0: slanted bars of each sample, and some noise.</summary>
    /// <param name="shape">[B, ..., H, W].</param>
    public static SampleBatch Batch(long[] shape, int classes, int step)
    {
        var (samples, width) = ((int)shape[0], (int)shape[^1]);
        var elements = (int)shape.Skip(1).Aggregate(1L, (product, size) => product * size);
        var inputs = new float[samples * elements];
        for (var i = 0; i < inputs.Length; i++)
        {
            var (sample, place) = (step * samples + i / elements, i % elements);
            var phase = (place % width * (1 + sample % 3) + place / width * (sample % 4) + 5 * sample) % 64;
            inputs[i] = (float)(0.75 * (Math.Abs(phase - 32) / 32.0) + 0.25 * Uniform(i, 1_000_000 + step));
        }

        long[] labels = [.. Enumerable.Range(0, samples).Select(i => (long)(i * (step + 1) % classes))];
        return new SampleBatch(
            new TensorData(shape, TensorDtype.Float32, MemoryMarshal.AsBytes<float>(inputs).ToArray()),
            new TensorData([samples], TensorDtype.Int64, MemoryMarshal.AsBytes<long>(labels).ToArray()));
    }

    private static void Fill(string name, Parameter parameter, int salt)
    {
        var values = MemoryMarshal.Cast<byte, float>(parameter.bytes);
        var isMatrix = parameter.ndim > 1;
        var bound = isMatrix ? Math.Sqrt(6.0 / (parameter.numel() / parameter.shape[0])) : 0;
        var isScale = name.EndsWith("weight", StringComparison.Ordinal);
        for (var i = 0; i < values.Length; i++)
        {
            var centred = 2 * Uniform(i, salt) - 1;
            values[i] = (float)(isMatrix ? centred * bound : isScale ? 1 + 0.2 * centred : 0.1 * centred);
        }
    }

    private static double Uniform(int position, int salt)
    {
        var bits = unchecked((ulong)position + (ulong)salt * 0x9E3779B97F4A7C15);
        bits = unchecked((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9);
        bits = unchecked((bits ^ (bits >> 27)) * 0x94D049BB133111EB);
        bits ^= bits >> 31;
        return (bits >> 40) * (1.0 / (1 << 24));
    }
}
