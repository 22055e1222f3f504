using System.Globalization;
using System.Runtime.InteropServices;
using SplitLearning.Data.Random;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Layers;

/// <summary>In training zeroes elements with probability p and scales the others by 1 / (1 - p).</summary>
/// <remarks>
/// The mask is drawn from the run's seed, the layer's name and the number of the step: the same bits whoever runs the
/// layer, wherever the cut is, and after any recovery. Torch's own dropout draws from one global stream.
/// Source: Srivastava et al., "Dropout", JMLR 15, 2014.
/// </remarks>
/// <param name="probability">Of being zeroed: 0 to below 1.</param>
internal sealed class SeededDropout(double probability) : Module<Tensor, Tensor>(nameof(SeededDropout))
{
    private readonly uint _threshold = (uint)(probability * (1L << 32));
    private readonly float _scale = (float)(1 / (1 - probability));
    private long _seed;
    private string _name = "";

    /// <summary>Steps of the run before this one.</summary>
    public long Step { get; set; }

    /// <summary>Tells the layer where it stands.</summary>
    /// <param name="name">Full name within the network.</param>
    public void Place(long seed, string name) => (_seed, _name) = (seed, name);

    public override Tensor forward(Tensor input)
    {
        if (!training || probability == 0)
            return input.alias();
        var mask = empty(input.shape);
        Draw(MemoryMarshal.Cast<byte, float>(mask.bytes));
        return input * mask;
    }

    // 32 bits an element, in row-major order, the lower half of a draw first.
    private void Draw(Span<float> mask)
    {
        var random = SeededRandom.For(_seed, "dropout", _name, Step.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < mask.Length; i += 2)
        {
            var bits = random.NextUInt64();
            mask[i] = ScaleOf((uint)bits);
            if (i + 1 < mask.Length)
                mask[i + 1] = ScaleOf((uint)(bits >> 32));
        }
    }

    private float ScaleOf(uint bits) => bits < _threshold ? 0 : _scale;
}
