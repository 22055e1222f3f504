using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent with momentum and weight decay; the very numbers of PyTorch's.</summary>
public class SGD : OptimizerHelper
{
    private readonly Options _defaults;

    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0.0,
        double weight_decay = 0.0, bool nesterov = false, bool maximize = false)
    {
        NotNegative(lr, "learning rate");
        NotNegative(momentum, nameof(momentum));
        NotNegative(weight_decay, nameof(weight_decay));
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening.");

        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };
        foreach (var group in parameters) add_param_group(group);
    }

    public override void add_param_group(Modules.ParamGroup param_group) =>
        Add(param_group, _defaults, _ => new State());

    public override torch.Tensor? step(Func<torch.Tensor>? closure = null) => Step(closure, Step);

    /// <summary>One native call for the whole group, whose states start at <paramref name="first"/>.</summary>
    private int Step(Modules.ParamGroup group, int first)
    {
        var parameters = torch.Pointers(group.Parameters);
        var buffers = new nint[parameters.Length];
        for (var i = 0; i < buffers.Length; i++)
            buffers[i] = StateOf(first + i).momentum_buffer?.Handle.DangerousGetHandle() ?? 0;

        var done = Native.ts_sgd_step(parameters, buffers, parameters.Length, ((Options)group.Options!).ToNative());
        for (var i = 0; i < buffers.Length; i++)
            if (buffers[i] != 0 && StateOf(first + i) is { momentum_buffer: null } state)
                state.momentum_buffer = new torch.Tensor(buffers[i]).DetachFromDisposeScope();

        GC.KeepAlive(this);
        Native.Check(done);
        return parameters.Length;
    }

    private State StateOf(int index) => (State)States[index];

    /// <summary>Parameters with options of their own.</summary>
    public class ParamGroup : Modules.ParamGroup
    {
    }

    /// <summary>What the optimizer remembers of one parameter, and owns.</summary>
    public class State : OptimizerState, IDisposable
    {
        /// <summary>Shape and type of the parameter; null before its first step, and always without momentum.</summary>
        /// <remarks>Whoever sets it gives the tensor to the optimizer and disposes the one before.</remarks>
        public torch.Tensor? momentum_buffer;

        public override void LoadStateDict(OptimizerState source)
        {
            var copy = ((State)source).momentum_buffer?.clone().DetachFromDisposeScope();
            Dispose();
            momentum_buffer = copy;
        }

        public void Dispose()
        {
            momentum_buffer?.Dispose();
            momentum_buffer = null;
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>Null is "the optimizer's".</summary>
    public class Options : OptimizerOptions
    {
        public double? momentum;
        public double? dampening;
        public double? weight_decay;
        public bool? nesterov;
        public bool? maximize;

        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var from = (Options)source;
            (momentum, dampening, weight_decay) = (from.momentum, from.dampening, from.weight_decay);
            (nesterov, maximize) = (from.nesterov, from.maximize);
        }

        internal override void Complete(OptimizerOptions defaults)
        {
            base.Complete(defaults);
            var from = (Options)defaults;
            momentum ??= from.momentum;
            dampening ??= from.dampening;
            weight_decay ??= from.weight_decay;
            nesterov ??= from.nesterov;
            maximize ??= from.maximize;
        }

        internal NativeSgdOptions ToNative() => new(
            LearningRate!.Value, momentum!.Value, dampening!.Value, weight_decay!.Value, nesterov == true ? 1 : 0,
            maximize == true ? 1 : 0);
    }
}
