using System.Runtime.InteropServices;
using SplitLearning.Data;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;
using static TorchSharp.torch;

namespace SplitLearning.Models.Training;

/// <summary>Layers with their optimizer and state: what client, server and whole model have in common.</summary>
internal sealed class TrainedLayers : IDisposable
{
    private readonly TrainingPlan _plan;
    private readonly LayerStack _layers;
    private readonly LayerOptimizer _optimizer;
    private long _steps;

    /// <param name="weights">Takes the place of the seeded weights where it fits; null for none.</param>
    public TrainedLayers(IReadOnlyList<LayerSpec> layers, TrainingPlan plan, WeightsImport? weights = null)
    {
        _plan = plan;
        TorchRuntime.Configure(plan.Threads);
        _layers = new LayerStack(layers, plan.Seed);
        weights?.CopyTo(_layers);
        _optimizer = LayerOptimizer.Create(_layers, plan);
        BeginEpoch(1);
    }

    /// <summary>Gradients wait for <see cref="Step"/>.</summary>
    public bool IsStepDue { get; private set; }

    /// <summary>The learning rate of an epoch, from 1, holds from now on.</summary>
    public void BeginEpoch(int epoch) => _optimizer.SetLearningRate(_plan.LearningRateAt(epoch));

    /// <summary>Runs the layers; results belong to the caller's dispose scope.</summary>
    public Tensor Forward(Tensor input, bool training)
    {
        TorchRuntime.Configure(_plan.Threads);
        return _layers.Forward(input, training, _steps);
    }

    /// <summary>Gradients of all weights below an output, and of inputs that want one.</summary>
    /// <param name="outputGradient">Null for a scalar output.</param>
    public void Backward(Tensor output, Tensor? outputGradient)
    {
        TorchRuntime.Configure(_plan.Threads);
        IsStepDue = true;
        // Layers without weights, behind inputs that want no gradient, have nothing to learn.
        if (output.requires_grad)
            output.backward(outputGradient is null ? null : [outputGradient]);
    }

    /// <summary>One step of the optimizer.</summary>
    /// <exception cref="InvalidOperationException">There are no gradients.</exception>
    public void Step()
    {
        if (!IsStepDue)
            throw new InvalidOperationException("No batch waits for its step");
        TorchRuntime.Configure(_plan.Threads);
        _optimizer.Step();
        _steps++;
        IsStepDue = false;
    }

    /// <summary>Forward, mean cross entropy and backward.</summary>
    /// <exception cref="BatchException">The tensors do not fit the layers.</exception>
    /// <exception cref="InvalidOperationException">The batch before still waits for its step.</exception>
    public BatchScore Learn(Tensor input, TensorData labels)
    {
        if (IsStepDue)
            throw new InvalidOperationException("The batch before still waits for its step");
        var (logits, loss) = Evaluate(input, labels, training: true);
        Backward(loss, outputGradient: null);
        return Scoring.Of(loss, logits, labels);
    }

    /// <summary>Loss and predictions without gradients.</summary>
    /// <exception cref="BatchException">The tensors do not fit the layers.</exception>
    public BatchScore Score(Tensor input, TensorData labels)
    {
        using var frozen = no_grad();
        var (logits, loss) = Evaluate(input, labels, training: false);
        return Scoring.Of(loss, logits, labels);
    }

    public byte[] Save() => TrainedState.Save(_optimizer, _steps);

    /// <exception cref="StateException">The state is damaged or of other layers; nothing has changed then.</exception>
    public void Load(ReadOnlyMemory<byte> state)
    {
        _steps = TrainedState.Load(_optimizer, state);
        _optimizer.DropGradients();
        IsStepDue = false;
    }

    public IReadOnlyList<NamedTensor> Weights() =>
        [.. _layers.State.Select(tensor => new NamedTensor(tensor.Name, tensor.Value.ToData()))];

    public void Dispose()
    {
        _optimizer.Dispose();
        _layers.Dispose();
    }

    private (Tensor Logits, Tensor Loss) Evaluate(Tensor input, TensorData labels, bool training)
    {
        try
        {
            var logits = Forward(input, training);
            return (logits, Scoring.Loss(logits, labels));
        }
        catch (ExternalException cause)
        {
            throw new BatchException(
                $"{input.dtype} [{string.Join(", ", input.shape)}] with {labels.Dtype} labels " +
                $"[{string.Join(", ", labels.Shape)}] do not fit the layers: {FirstLineOf(cause.Message)}", cause);
        }
    }

    private static string FirstLineOf(string message) => message.Split('\n', 2)[0].Trim();
}
