using SplitLearning.Data;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;
using static TorchSharp.torch;

namespace SplitLearning.Models.Training;

/// <inheritdoc cref="IServerModel"/>
public sealed class ServerModel : IServerModel
{
    private readonly TrainedLayers _layers;

    private ServerModel(TrainedLayers layers) => _layers = layers;

    /// <summary>Builds the server model of a plan with its seeded initial weights.</summary>
    /// <param name="weights">The file whose hash the plan names; null when it names none.</param>
    /// <exception cref="PlanException">The plan is not valid.</exception>
    /// <exception cref="StateException">The file is not the plan's, or nothing in it fits the network.</exception>
    public static ServerModel Create(TrainingPlan plan, WeightsFile? weights = null)
    {
        plan.EnsureValid();
        var architecture = Workloads.Workloads.NetworkOf(plan).Architecture;
        return Create(architecture, plan, WeightsImport.Of(plan.WeightsSha256, architecture, weights));
    }

    internal static ServerModel Create(Architecture architecture, TrainingPlan plan, WeightsImport? weights = null) =>
        new(new TrainedLayers(architecture.ServerLayers(plan.Cut), plan, weights));

    /// <inheritdoc/>
    public void BeginEpoch(int epoch) => _layers.BeginEpoch(epoch);

    /// <inheritdoc/>
    public ServerBatch Train(TensorData smashed, TensorData labels)
    {
        using var scope = NewDisposeScope();
        var input = InputOf(smashed).requires_grad_();
        var score = _layers.Learn(input, labels);
        var gradient = input.grad ?? throw new InvalidOperationException("No gradient reached the cut");
        return new ServerBatch(gradient.ToData(), score);
    }

    /// <inheritdoc/>
    public void Step() => _layers.Step();

    /// <inheritdoc/>
    public BatchScore Score(TensorData smashed, TensorData labels)
    {
        using var scope = NewDisposeScope();
        return _layers.Score(InputOf(smashed), labels);
    }

    /// <inheritdoc/>
    public byte[] Save() => _layers.Save();

    /// <inheritdoc/>
    public void Load(ReadOnlyMemory<byte> state) => _layers.Load(state);

    /// <summary>Copies of all weights and buffers, in layer order.</summary>
    public IReadOnlyList<NamedTensor> Weights() => _layers.Weights();

    /// <inheritdoc/>
    public void Dispose() => _layers.Dispose();

    private static Tensor InputOf(TensorData smashed) => smashed.Dtype == TensorDtype.Float32
        ? smashed.ToTensor()
        : throw new BatchException($"The smashed data are {smashed.Dtype}; they must be Float32");
}
