using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Layers;

/// <summary>Consecutive layers with their seeded weights; owns them.</summary>
internal sealed class LayerStack : IDisposable
{
    private readonly List<Module<Tensor, Tensor>> _modules = [];
    private readonly List<(string Name, Parameter Value)> _parameters = [];
    private readonly List<(string Name, Tensor Value)> _state = [];
    private readonly List<SeededDropout> _dropouts = [];
    private bool _training = true;

    public LayerStack(IReadOnlyList<LayerSpec> layers, long seed)
    {
        foreach (var layer in layers)
            Add(layer, seed);
    }

    /// <summary>Trainable tensors by full name, in layer order.</summary>
    public IReadOnlyList<(string Name, Parameter Value)> Parameters => _parameters;

    /// <summary>Parameters and buffers by full name, in layer order, a layer's parameters before its buffers.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> State => _state;

    /// <summary>The modules, first to last.</summary>
    public IReadOnlyList<Module<Tensor, Tensor>> Modules => _modules;

    /// <summary>Runs all layers; what they make on the way belongs to the dispose scope of the caller.</summary>
    /// <param name="step">Steps of the run before this batch: decides what dropout leaves out.</param>
    public Tensor Forward(Tensor input, bool training, long step)
    {
        SetTraining(training);
        foreach (var dropout in _dropouts)
            dropout.Step = step;
        return _modules.Aggregate(input, (tensor, module) => module.call(tensor));
    }

    /// <summary>Training or evaluation: dropout and normalisation differ.</summary>
    public void SetTraining(bool training)
    {
        if (training != _training)
            foreach (var module in _modules)
                module.train(training);
        _training = training;
    }

    public void Dispose()
    {
        foreach (var module in _modules)
            module.Dispose();
    }

    private void Add(LayerSpec layer, long seed)
    {
        var module = layer.Create();
        _modules.Add(module);
        (string Name, Parameter Value)[] parameters =
            [.. module.named_parameters().Select(parameter => (parameter.name, parameter.parameter))];
        SeededInit.Apply(seed, layer.Name, parameters);
        PlaceDropouts(layer.Name, module, seed);
        _parameters.AddRange(parameters.Select(parameter => (FullName(parameter.Name), parameter.Value)));
        _state.AddRange(parameters.Select(parameter => (FullName(parameter.Name), (Tensor)parameter.Value)));
        _state.AddRange(module.named_buffers().Select(buffer => (FullName(buffer.name), buffer.buffer)));

        string FullName(string tensor) => $"{layer.Name}.{tensor}";
    }

    private void PlaceDropouts(string layer, Module<Tensor, Tensor> module, long seed)
    {
        var inner = module.named_modules().Select(named => (Name: $"{layer}.{named.name}", named.module));
        foreach (var (name, candidate) in inner.Prepend((layer, module)))
            if (candidate is SeededDropout dropout)
            {
                dropout.Place(seed, name);
                _dropouts.Add(dropout);
            }
    }
}
