using SplitLearning.Models.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Architectures;

/// <summary>MobileNet-v2's block: widen, filter channel by channel, narrow, add the input where it fits.</summary>
internal sealed class InvertedResidual : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> _layers;
    private readonly bool _addsInput;

    /// <param name="expansion">Channels in between over input channels; 1 leaves the widening out.</param>
    public InvertedResidual(int input, int output, int expansion, int stride)
        : base(nameof(InvertedResidual))
    {
        var hidden = input * expansion;
        Module<Tensor, Tensor>[] widening =
            expansion == 1 ? [] : [MobileNetV2.Normalised(input, hidden, kernel: 1)];
        _layers = Sequential(
        [
            .. widening,
            MobileNetV2.Normalised(hidden, hidden, kernel: 3, stride, groups: hidden),
            Conv2d(hidden, output, kernel_size: 1, bias: false),
            new BatchNorm(output),
        ]);
        _addsInput = stride == 1 && input == output;
        register_module("conv", _layers);
    }

    public override Tensor forward(Tensor input) => _addsInput ? input + _layers.call(input) : _layers.call(input);
}
