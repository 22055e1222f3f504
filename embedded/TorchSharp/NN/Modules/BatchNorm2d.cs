namespace TorchSharp.Modules;

/// <summary>Normalises each channel: over the batch in training, by the running statistics else.</summary>
public sealed class BatchNorm2d : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly double _eps;
    private readonly double _momentum;

    internal BatchNorm2d(
        long features, double eps, double momentum, bool affine, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(BatchNorm2d))
    {
        (_eps, _momentum) = (eps, momentum);
        weight = affine ? new Parameter(torch.ones([features], dtype, device)) : null;
        bias = affine ? new Parameter(torch.zeros([features], dtype, device)) : null;
        running_mean = torch.zeros([features], dtype, device);
        running_var = torch.ones([features], dtype, device);
        num_batches_tracked = torch.zeros([], torch.int64, device);
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
        register_buffer(nameof(running_mean), running_mean);
        register_buffer(nameof(running_var), running_var);
        register_buffer(nameof(num_batches_tracked), num_batches_tracked);
    }

    /// <summary>[features].</summary>
    public Parameter? weight { get; }

    /// <summary>[features].</summary>
    public Parameter? bias { get; }

    /// <summary>[features].</summary>
    public torch.Tensor running_mean { get; }

    /// <summary>[features].</summary>
    public torch.Tensor running_var { get; }

    /// <summary>int64 scalar: training batches so far.</summary>
    public torch.Tensor num_batches_tracked { get; }

    public override torch.Tensor forward(torch.Tensor input)
    {
        if (training) num_batches_tracked.add_(1);
        return torch.nn.functional.batch_norm(
            input, running_mean, running_var, weight, bias, training, _momentum, _eps);
    }
}
