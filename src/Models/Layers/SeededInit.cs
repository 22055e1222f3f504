using System.Runtime.InteropServices;
using SplitLearning.Data.Random;
using TorchSharp.Modules;

namespace SplitLearning.Models.Layers;

/// <summary>PyTorch's default initialisation, drawn from the run's seed and the layer's name.</summary>
/// <remarks>So each side draws its own part, whatever the cut; torch's one global stream could not do that.</remarks>
internal static class SeededInit
{
    /// <summary>Draws weight and bias uniformly from +-1/sqrt(fan-in); normalisation keeps ones and zeros.</summary>
    /// <param name="parameters">Of the layer; in one made of several, each weight has its own fan-in.</param>
    public static void Apply(long seed, string layer, IReadOnlyList<(string Name, Parameter Value)> parameters)
    {
        foreach (var ofModule in parameters.GroupBy(parameter => SplitName(parameter.Name).Module))
        {
            var weight = ofModule.FirstOrDefault(parameter => SplitName(parameter.Name).Tensor == "weight").Value;
            if (weight is null || weight.ndim < 2)
                continue;
            // [out, in, ...kernel]: an output sums over all dimensions but the first.
            var fanIn = weight.shape.Skip(1).Aggregate(1L, (product, size) => product * size);
            var bound = 1 / Math.Sqrt(fanIn);
            foreach (var (name, parameter) in ofModule)
                Fill(SeededRandom.For(seed, layer, name), bound, parameter);
        }
    }

    private static (string Module, string Tensor) SplitName(string name) =>
        (name[..(name.LastIndexOf('.') + 1)], name[(name.LastIndexOf('.') + 1)..]);

    private static void Fill(SeededRandom random, double bound, Parameter parameter)
    {
        var values = MemoryMarshal.Cast<byte, float>(parameter.bytes);
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)((2 * random.NextDouble() - 1) * bound);
    }
}
