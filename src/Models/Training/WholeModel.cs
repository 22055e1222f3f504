using SplitLearning.Data;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;
using static TorchSharp.torch;

namespace SplitLearning.Models.Training;

/// <summary>The network uncut: what central training trains.</summary>
/// <remarks>Use it on one thread, always the same: libtorch and OpenMP keep settings and a pool for each.</remarks>
public sealed class WholeModel : IPredictor
{
    private readonly TrainedLayers _layers;

    private WholeModel(TrainedLayers layers) => _layers = layers;

    /// <summary>Builds a plan's network with its seeded initial weights; the cut makes no difference.</summary>
    /// <param name="weights">The file whose hash the plan names; null when it names none.</param>
    /// <exception cref="PlanException">The plan is not valid.</exception>
    /// <exception cref="StateException">The file is not the plan's, or nothing in it fits the network.</exception>
    public static WholeModel Create(TrainingPlan plan, WeightsFile? weights = null)
    {
        plan.EnsureValid();
        var architecture = Workloads.Workloads.NetworkOf(plan).Architecture;
        return Create(architecture, plan, WeightsImport.Of(plan.WeightsSha256, architecture, weights));
    }

    /// <summary>Builds a plan's network with a state of it; needs no file with weights, even if one is named.</summary>
    /// <param name="state">What <see cref="Save"/> gave.</param>
    /// <exception cref="PlanException">The plan is not valid.</exception>
    /// <exception cref="StateException">The state is damaged, or of another model.</exception>
    public static WholeModel Restore(TrainingPlan plan, ReadOnlyMemory<byte> state)
    {
        plan.EnsureValid();
        var model = Create(Workloads.Workloads.NetworkOf(plan).Architecture, plan);
        try
        {
            model.Load(state);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Builds a plan's network with weights and buffers alone, to predict with.</summary>
    /// <param name="weights">All of the network's: the client's and the server's.</param>
    /// <exception cref="PlanException">The plan is not valid.</exception>
    /// <exception cref="StateException">They are of another network.</exception>
    public static WholeModel OfWeights(TrainingPlan plan, IReadOnlyList<NamedTensor> weights) =>
        Restore(plan, SafeTensors.Write(weights, ModelState.Metadata(plan.Optimizer, steps: 0)));

    internal static WholeModel Create(Architecture architecture, TrainingPlan plan, WeightsImport? weights = null) =>
        new(new TrainedLayers(architecture.Layers, plan, weights));

    /// <summary>An epoch begins, from 1: its learning rate holds from now on.</summary>
    public void BeginEpoch(int epoch) => _layers.BeginEpoch(epoch);

    /// <summary>Forward, loss, backward and step of a batch.</summary>
    /// <param name="inputs">float32 [B, ...sample shape].</param>
    /// <param name="labels">int64 [B].</param>
    /// <returns>Loss and predictions before the step.</returns>
    public BatchScore Train(TensorData inputs, TensorData labels)
    {
        using var scope = NewDisposeScope();
        var score = _layers.Learn(inputs.ToTensor(), labels);
        _layers.Step();
        return score;
    }

    /// <summary>Loss and predictions of a test batch; changes nothing.</summary>
    /// <param name="inputs">float32 [B, ...sample shape].</param>
    /// <param name="labels">int64 [B].</param>
    public BatchScore Score(TensorData inputs, TensorData labels)
    {
        using var scope = NewDisposeScope();
        return _layers.Score(inputs.ToTensor(), labels);
    }

    /// <summary>How probable each class is: softmax of the logits, without dropout; changes nothing.</summary>
    /// <param name="inputs">float32 [B, ...sample shape].</param>
    /// <returns>For each sample a probability a class, 0 to 1.</returns>
    public IReadOnlyList<double[]> Predict(TensorData inputs)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return Scoring.Probabilities(_layers.Forward(inputs.ToTensor(), training: false));
    }

    /// <summary>The whole state (weights, optimizer, counters) as a safetensors file.</summary>
    public byte[] Save() => _layers.Save();

    /// <summary>Takes over a state that <see cref="Save"/> gave, of the same plan's network.</summary>
    /// <exception cref="StateException">It is damaged, or of another model; this model is then as it was.</exception>
    public void Load(ReadOnlyMemory<byte> state) => _layers.Load(state);

    /// <summary>Copies of all weights and buffers, in layer order.</summary>
    public IReadOnlyList<NamedTensor> Weights() => _layers.Weights();

    /// <inheritdoc/>
    public void Dispose() => _layers.Dispose();
}
