namespace TorchSharp.Modules;

/// <summary>max(0, x).</summary>
public sealed class ReLU : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly bool _inplace;

    internal ReLU(bool inplace)
        : base(nameof(ReLU)) => _inplace = inplace;

    public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.relu(input, _inplace);
}

/// <summary>min(max(0, x), 6).</summary>
public sealed class ReLU6 : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly bool _inplace;

    internal ReLU6(bool inplace)
        : base(nameof(ReLU6)) => _inplace = inplace;

    public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.relu6(input, _inplace);
}

/// <summary>In training zeroes elements with probability p and scales the others by 1 / (1 - p).</summary>
/// <remarks>Draws from the default generator.</remarks>
public sealed class Dropout : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly double _p;
    private readonly bool _inplace;

    internal Dropout(double p, bool inplace)
        : base(nameof(Dropout)) => (_p, _inplace) = (p, inplace);

    public override torch.Tensor forward(torch.Tensor input) =>
        torch.nn.functional.dropout(input, _p, training, _inplace);
}

/// <summary>Joins the dimensions from start to end into one; a view where that can be.</summary>
public sealed class Flatten : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly long _start;
    private readonly long _end;

    internal Flatten(long start, long end)
        : base(nameof(Flatten)) => (_start, _end) = (start, end);

    public override torch.Tensor forward(torch.Tensor input) => input.flatten(_start, _end);
}
