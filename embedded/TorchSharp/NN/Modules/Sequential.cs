namespace TorchSharp.Modules;

/// <summary>Layers, each applied to the result of the one before it.</summary>
public sealed class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly List<torch.nn.Module<torch.Tensor, torch.Tensor>> _layers = [];

    internal Sequential(params (string Name, torch.nn.Module<torch.Tensor, torch.Tensor> Layer)[] layers)
        : base(nameof(Sequential))
    {
        foreach (var (name, layer) in layers) append(name, layer);
    }

    public int Count => _layers.Count;

    public torch.nn.Module<torch.Tensor, torch.Tensor> this[int index] => _layers[index];

    public Sequential append(string name, torch.nn.Module<torch.Tensor, torch.Tensor> module)
    {
        _layers.Add(module);
        register_module(name, module);
        return this;
    }

    public Sequential append(torch.nn.Module<torch.Tensor, torch.Tensor> module) => append($"{Count}", module);

    public override torch.Tensor forward(torch.Tensor input)
    {
        if (_layers.Count == 0) return input.alias();

        var current = input;
        foreach (var layer in _layers)
        {
            var next = layer.call(current);
            // Autograd keeps what it needs; the handle of an intermediate result serves nobody else.
            if (current != input && current != next) current.Dispose();
            current = next;
        }

        return current;
    }
}
