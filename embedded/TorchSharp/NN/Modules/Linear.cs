namespace TorchSharp.Modules;

/// <summary>input times weight transposed, plus bias.</summary>
public sealed class Linear : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    internal Linear(long inputs, long outputs, bool hasBias, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(Linear))
    {
        weight = new Parameter(torch.empty([outputs, inputs], dtype, device));
        bias = hasBias ? new Parameter(torch.empty([outputs], dtype, device)) : null;
        torch.nn.init.Layer(weight, bias);
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
    }

    /// <summary>[out features, in features].</summary>
    public Parameter weight { get; }

    /// <summary>[out features].</summary>
    public Parameter? bias { get; }

    public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.linear(input, weight, bias);
}
