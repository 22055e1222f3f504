namespace TorchSharp.Modules;

/// <summary>The greatest element of each window.</summary>
public sealed class MaxPool2d : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly long[] _kernel;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly long[] _dilation;
    private readonly bool _ceilMode;

    internal MaxPool2d(long[] kernel, long[] stride, long[] padding, long[] dilation, bool ceilMode)
        : base(nameof(MaxPool2d)) =>
        (_kernel, _stride, _padding, _dilation, _ceilMode) = (kernel, stride, padding, dilation, ceilMode);

    public override torch.Tensor forward(torch.Tensor input) =>
        torch.nn.functional.max_pool2d(input, _kernel, _stride, _padding, _dilation, _ceilMode);
}

/// <summary>The mean of each window.</summary>
public sealed class AvgPool2d : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly long[] _kernel;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly bool _ceilMode;
    private readonly bool _countPadding;

    internal AvgPool2d(long[] kernel, long[] stride, long[] padding, bool ceilMode, bool countPadding)
        : base(nameof(AvgPool2d)) =>
        (_kernel, _stride, _padding, _ceilMode, _countPadding) = (kernel, stride, padding, ceilMode, countPadding);

    public override torch.Tensor forward(torch.Tensor input) =>
        torch.nn.functional.avg_pool2d(input, _kernel, _stride, _padding, _ceilMode, _countPadding);
}

/// <summary>Means of as many windows as the output has elements, whatever the input's size.</summary>
public sealed class AdaptiveAvgPool2d : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly long[] _outputSize;

    internal AdaptiveAvgPool2d(long[] outputSize)
        : base(nameof(AdaptiveAvgPool2d)) => _outputSize = outputSize;

    public override torch.Tensor forward(torch.Tensor input) =>
        torch.nn.functional.adaptive_avg_pool2d(input, _outputSize);
}
