using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>Convolution of [B, in channels, H, W] with a learnt kernel.</summary>
public sealed class Conv2d : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly NativePair _stride;
    private readonly NativePair _padding;
    private readonly NativePair _dilation;
    private readonly long _groups;

    internal Conv2d(
        long inChannels, long outChannels, (long Height, long Width) kernel, NativePair stride, NativePair padding,
        NativePair dilation, PaddingModes paddingMode, long groups, bool hasBias, torch.Device? device,
        torch.ScalarType? dtype)
        : base(nameof(Conv2d))
    {
        if (paddingMode != PaddingModes.Zeros)
            throw new ArgumentException($"Padding mode {paddingMode} needs Stack=NuGet; here there is Zeros.");

        (_stride, _padding, _dilation, _groups) = (stride, padding, dilation, groups);
        weight = new Parameter(
            torch.empty([outChannels, inChannels / groups, kernel.Height, kernel.Width], dtype, device));
        bias = hasBias ? new Parameter(torch.empty([outChannels], dtype, device)) : null;
        torch.nn.init.Layer(weight, bias);
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
    }

    /// <summary>[out channels, in channels / groups, kernel height, kernel width].</summary>
    public Parameter weight { get; }

    /// <summary>[out channels].</summary>
    public Parameter? bias { get; }

    public override torch.Tensor forward(torch.Tensor input) => torch.Tensor.Wrap(Native.ts_conv2d(
        input.Handle, weight.Handle, bias?.Handle ?? TensorHandle.None, _stride, _padding, _dilation, _groups));
}
