namespace TorchSharp.Modules;

/// <summary>An optimizer with state dictionaries.</summary>
public abstract class OptimizerHelper : torch.optim.Optimizer
{
    private readonly List<OptimizerState> _states = [];

    private protected OptimizerHelper()
    {
    }

    /// <summary>In the order of <see cref="torch.optim.Optimizer.parameters"/>.</summary>
    private protected IReadOnlyList<OptimizerState> States => _states;

    /// <summary>The live options and states: changing them changes the optimizer.</summary>
    public virtual StateDictionary state_dict()
    {
        var result = new StateDictionary();
        result.Options.AddRange(_groups.Select(group => group.Options!));
        result.State.AddRange(_states);
        return result;
    }

    /// <summary>Copies options and states, tensors included, of an optimizer of the same kind.</summary>
    /// <exception cref="ArgumentException">The numbers of groups or parameters differ.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        if (state_dict.Options.Count != _groups.Count || state_dict.State.Count != _states.Count)
            throw new ArgumentException(
                $"The state is of {state_dict.Options.Count} groups and {state_dict.State.Count} parameters; " +
                $"this optimizer has {_groups.Count} and {_states.Count}.");

        foreach (var (target, source) in _groups.Zip(state_dict.Options)) target.Options!.LoadStateDict(source);
        foreach (var (target, source) in _states.Zip(state_dict.State)) target.LoadStateDict(source);
    }

    /// <param name="param_group">Options left out there are the optimizer's.</param>
    public abstract void add_param_group(ParamGroup param_group);

    private protected void Add<TOptions>(
        ParamGroup group, TOptions defaults, Func<Parameter, OptimizerState> newState)
        where TOptions : OptimizerOptions, new()
    {
        var options = group.Options as TOptions ?? new TOptions();
        options.Complete(defaults);
        group.Options = options;
        group.Parameters = [.. group.Parameters];
        _groups.Add(group);
        _states.AddRange(group.Parameters.Select(newState));
    }

    /// <param name="stepGroup">Takes a group and the place of its first state; gives the number of its states.</param>
    private protected torch.Tensor? Step(Func<torch.Tensor>? closure, Func<ParamGroup, int, int> stepGroup)
    {
        torch.Tensor? loss = null;
        if (closure is not null)
            using (torch.enable_grad())
                loss = closure();

        var first = 0;
        foreach (var group in _groups) first += stepGroup(group, first);
        return loss;
    }

    private protected static void NotNegative(double value, string name)
    {
        if (value < 0) throw new ArgumentException($"Invalid {name}: {value}; it must not be negative.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var state in States.OfType<IDisposable>()) state.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Parameters that share options.</summary>
public class ParamGroup : torch.optim.ILearningRateController
{
    public IEnumerable<Parameter> Parameters { get; set; } = [];

    public OptimizerOptions? Options { get; set; }

    public double LearningRate
    {
        get => Options!.LearningRate!.Value;
        set => Options!.LearningRate = value;
    }

    public double InitialLearningRate
    {
        get => Options!.InitialLearningRate;
        set => Options!.InitialLearningRate = value;
    }
}

/// <summary>Options of a parameter group.</summary>
public class OptimizerOptions
{
    public double? LearningRate { get; set; }

    public double InitialLearningRate { get; set; }

    public virtual void LoadStateDict(OptimizerOptions source) =>
        (LearningRate, InitialLearningRate) = (source.LearningRate, source.InitialLearningRate);

    /// <summary>Takes over what was left out.</summary>
    /// <param name="defaults">The optimizer's; of the same type, nothing left out.</param>
    internal virtual void Complete(OptimizerOptions defaults)
    {
        LearningRate ??= defaults.LearningRate;
        InitialLearningRate = LearningRate!.Value;
    }
}

/// <summary>What an optimizer remembers of one parameter.</summary>
public abstract class OptimizerState
{
    public abstract void LoadStateDict(OptimizerState source);
}
