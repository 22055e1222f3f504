using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <inheritdoc cref="Modules.SGD"/>
        public static SGD SGD(
            IEnumerable<Parameter> parameters, double learningRate, double momentum = 0.0, double dampening = 0.0,
            double weight_decay = 0.0, bool nesterov = false, bool maximize = false) =>
            new([new Modules.SGD.ParamGroup { Parameters = parameters }], learningRate, momentum, dampening,
                weight_decay, nesterov, maximize);

        /// <inheritdoc cref="Modules.SGD"/>
        public static SGD SGD(
            IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0.0,
            double dampening = 0.0, double weight_decay = 0.0, bool nesterov = false, bool maximize = false) =>
            SGD(parameters.Select(named => named.parameter), learningRate, momentum, dampening, weight_decay,
                nesterov, maximize);

        /// <inheritdoc cref="Modules.SGD"/>
        public static SGD SGD(
            IEnumerable<Modules.SGD.ParamGroup> parameters, double learningRate, double momentum = 0.0,
            double dampening = 0.0, double weight_decay = 0.0, bool nesterov = false, bool maximize = false) =>
            new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
    }
}
