using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>What Adam and AdamW have in common; a whole step is one native call, with the bits of PyTorch's.</summary>
/// <remarks>Source: Kingma and Ba, arXiv:1412.6980; Loshchilov and Hutter, arXiv:1711.05101.</remarks>
public abstract class AdamFamily : OptimizerHelper
{
    private readonly Options _defaults;
    private readonly bool _decoupled;

    private protected AdamFamily(
        IEnumerable<ParamGroup> parameters, double lr, double beta1, double beta2, double eps, double weight_decay,
        bool amsgrad, bool maximize, bool decoupled)
    {
        NotNegative(lr, "learning rate");
        NotNegative(eps, nameof(eps));
        NotNegative(weight_decay, nameof(weight_decay));
        if (beta1 is < 0 or >= 1) throw new ArgumentException($"Invalid beta1: {beta1}; it must be 0 to below 1.");
        if (beta2 is < 0 or >= 1) throw new ArgumentException($"Invalid beta2: {beta2}; it must be 0 to below 1.");

        _decoupled = decoupled;
        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        };
        foreach (var group in parameters) add_param_group(group);
    }

    public override void add_param_group(Modules.ParamGroup param_group) =>
        Add(param_group, _defaults, parameter => new State(parameter));

    public override torch.Tensor? step(Func<torch.Tensor>? closure = null) => Step(closure, Step);

    private int Step(Modules.ParamGroup group, int first)
    {
        var parameters = torch.Pointers(group.Parameters);
        State[] states = [.. Enumerable.Range(first, parameters.Length).Select(index => (State)States[index])];
        long[] steps = [.. states.Select(state => state.step)];
        var done = Native.ts_adam_step(
            parameters, torch.Pointers(states.Select(state => state.exp_avg)),
            torch.Pointers(states.Select(state => state.exp_avg_sq)), steps, parameters.Length,
            ((Options)group.Options!).ToNative(_decoupled));
        for (var i = 0; i < steps.Length; i++) states[i].step = steps[i];

        GC.KeepAlive(this);
        Native.Check(done);
        return parameters.Length;
    }

    /// <summary>Parameters with options of their own.</summary>
    public class ParamGroup : Modules.ParamGroup
    {
    }

    /// <summary>What the optimizer remembers of one parameter, and owns.</summary>
    public class State : OptimizerState, IDisposable
    {
        /// <summary>Steps so far.</summary>
        public long step;

        /// <summary>Running mean of the gradient: shape and type of the parameter.</summary>
        /// <remarks>Whoever sets it gives the tensor to the optimizer and disposes the one before.</remarks>
        public torch.Tensor exp_avg;

        /// <summary>Running mean of the squared gradient: shape and type of the parameter.</summary>
        /// <inheritdoc cref="exp_avg" path="/remarks"/>
        public torch.Tensor exp_avg_sq;

        internal State(Parameter parameter)
        {
            exp_avg = torch.zeros_like(parameter).DetachFromDisposeScope();
            exp_avg_sq = torch.zeros_like(parameter).DetachFromDisposeScope();
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var from = (State)source;
            var (average, square) = (from.exp_avg.clone(), from.exp_avg_sq.clone());
            Dispose();
            step = from.step;
            exp_avg = average.DetachFromDisposeScope();
            exp_avg_sq = square.DetachFromDisposeScope();
        }

        public void Dispose()
        {
            exp_avg.Dispose();
            exp_avg_sq.Dispose();
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>Null is "the optimizer's".</summary>
    public class Options : OptimizerOptions
    {
        public double? beta1;
        public double? beta2;
        public double? eps;
        public double? weight_decay;
        public bool? amsgrad;
        public bool? maximize;

        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var from = (Options)source;
            (beta1, beta2, eps, weight_decay) = (from.beta1, from.beta2, from.eps, from.weight_decay);
            (amsgrad, maximize) = (from.amsgrad, from.maximize);
        }

        internal override void Complete(OptimizerOptions defaults)
        {
            base.Complete(defaults);
            var from = (Options)defaults;
            beta1 ??= from.beta1;
            beta2 ??= from.beta2;
            eps ??= from.eps;
            weight_decay ??= from.weight_decay;
            amsgrad ??= from.amsgrad;
            maximize ??= from.maximize;
            if (amsgrad == true)
                throw new ArgumentException("The variant amsgrad needs Stack=NuGet; here there is Adam without it.");
        }

        internal NativeAdamOptions ToNative(bool decoupled) => new(
            LearningRate!.Value, beta1!.Value, beta2!.Value, eps!.Value, weight_decay!.Value, decoupled ? 1 : 0,
            maximize == true ? 1 : 0);
    }
}
