namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns.</summary>
public sealed class Parameter : torch.Tensor
{
    /// <param name="data">A leaf tensor; the parameter takes it over, and it is invalid afterwards.</param>
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad).MoveHandle())
    {
    }
}
