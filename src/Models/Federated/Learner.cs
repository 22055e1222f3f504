using System.Runtime.InteropServices;
using SplitLearning.Models.Layers;
using SplitLearning.Models.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Federated;

/// <summary>One model with its criterion, its metric and its optimizer.</summary>
/// <remarks>
/// The criterion is cross entropy a sample (binary cross entropy where the network has one output), the metric is
/// accuracy. Use it on one thread, always the same. It is lent to one client after another: what is a client's own,
/// the client brings along.
/// </remarks>
public sealed partial class Learner : IDisposable
{
    private readonly FederationPlan _plan;
    private readonly LayerStack _layers;
    private readonly LayerOptimizer _optimizer;
    private readonly LearningRateSchedule? _scheduler;
    private int _schedulerSteps;

    /// <summary>Builds the network of a plan with the seeded weights of learner m: of the plan's seed plus m.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="scheduler">Steps once an epoch of <see cref="FitEpochs"/>, once a lone batch; or null.</param>
    /// <param name="weights">Replace the seeded ones, as far as they go; or null.</param>
    public Learner(
        FederationPlan plan, int index, LearningRateSchedule? scheduler = null, WeightsImport? weights = null)
    {
        TorchRuntime.Configure(plan.Threads);
        var network = plan.Network();
        (_plan, Index, _scheduler) = (plan, index, scheduler);
        _layers = new LayerStack(network.Architecture.Layers, plan.Seed + index);
        weights?.CopyTo(_layers);
        _optimizer = LayerOptimizer.Create(_layers, plan.OfOptimizer(network));
        IsBinary = network.Architecture.IsBinary;
        Layout = new VectorLayout(_layers);
    }

    /// <summary>From 0.</summary>
    public int Index { get; }

    /// <summary>Whether it tells two classes apart by one output.</summary>
    public bool IsBinary { get; }

    /// <summary>Where each tensor stands in <see cref="State"/>.</summary>
    public VectorLayout Layout { get; }

    /// <summary>Whose data it sees, from 0: for dropout's masks and for errors.</summary>
    public int Client { get; set; }

    /// <summary>Steps of this client's learner so far: dropout draws its masks by it.</summary>
    public long Steps { get; set; }

    /// <summary>Pulls weights towards others in every step; null for none.</summary>
    public ProximalTerm? Proximal { get; set; }

    /// <summary>A copy of all weights and buffers.</summary>
    public ModelVector State()
    {
        var state = Layout.Empty();
        Layout.Read(_layers, state);
        return state;
    }

    /// <summary>Replaces all weights and buffers by a copy.</summary>
    public void Load(ModelVector state) => Layout.Write(state, _layers);

    /// <summary>The step size from now on.</summary>
    public void SetLearningRate(double rate) => _optimizer.SetLearningRate(rate);

    /// <summary>Trains with one batch; afterwards the scheduler steps.</summary>
    /// <param name="weights">By position in the client's train samples; null: 1 each.</param>
    /// <returns>The loss before the step: (losses . weights) / batch size.</returns>
    /// <exception cref="DivergedException">It is not finite.</exception>
    public double FitBatch(ClientBatch batch, float[]? weights = null)
    {
        using var tensors = new BatchTensors(batch);
        var loss = Fit(tensors, weights);
        SchedulerStep();
        return loss;
    }

    /// <summary>Trains with all batches once.</summary>
    /// <returns>The mean of the batches' losses; 0 for none.</returns>
    public double FitEpoch(IEnumerable<ClientBatch> batches, float[]? weights = null)
    {
        var (sum, count) = (0.0, 0);
        foreach (var batch in batches)
        {
            using var tensors = new BatchTensors(batch);
            sum += Fit(tensors, weights);
            count++;
        }

        return count == 0 ? 0 : sum / count;
    }

    /// <summary>Trains for some epochs; the scheduler steps after each.</summary>
    /// <param name="batchesOf">The batches of an epoch, from 1.</param>
    public void FitEpochs(Func<int, IEnumerable<ClientBatch>> batchesOf, int epochs, float[]? weights = null)
    {
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            FitEpoch(batchesOf(epoch), weights);
            SchedulerStep();
        }
    }

    /// <summary>The loss of each sample, in evaluation mode and without gradients.</summary>
    /// <returns>By position.</returns>
    /// <exception cref="DivergedException">One is not finite.</exception>
    public float[] GatherLosses(IEnumerable<ClientBatch> batches, int count)
    {
        var losses = new float[count];
        foreach (var batch in batches)
        {
            using var tensors = new BatchTensors(batch);
            Gather(tensors, losses);
        }

        return losses;
    }

    /// <summary>Forgets gradients, and their memory with them.</summary>
    public void FreeGradients()
    {
        foreach (var (_, parameter) in _layers.Parameters)
        {
            parameter.grad?.Dispose();
            parameter.grad = null;
        }
    }

    /// <summary>Forgets gradients and what the optimizer remembers.</summary>
    public void FreeMemory()
    {
        FreeGradients();
        for (var i = 0; i < _layers.Parameters.Count; i++)
            _optimizer.Restore(i, [], steps: 0);
        _hasMomentum = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _layers.Dispose();
    }

    /// <summary>Gradients of (losses . weights) / batch size; they wait for <see cref="OptimizerStep"/>.</summary>
    internal double Backward(BatchTensors batch, float[]? weights)
    {
        TorchRuntime.Configure(_plan.Threads);
        using var scope = NewDisposeScope();
        var losses = Losses(batch, training: true);
        using var weighted = weights is null ? null : losses.mul(WeightsOf(batch.Positions.Span, weights));
        var loss = (weighted ?? losses).sum().div(batch.Count);
        var value = loss.item<float>();
        if (!float.IsFinite(value))
            throw new DivergedException(Client, Index, FormattableString.Invariant($"its loss is {value}"));
        loss.backward();
        return value;
    }

    /// <summary>One step with the gradients that are there, which are forgotten.</summary>
    public void OptimizerStep()
    {
        TorchRuntime.Configure(_plan.Threads);
        if (Proximal is { } term)
            AddToGradients(term);
        _optimizer.Step();
        _hasMomentum = MomentumBytes > 0;
        Steps++;
    }

    /// <summary>Gradients and step.</summary>
    internal double Fit(BatchTensors batch, float[]? weights)
    {
        var loss = Backward(batch, weights);
        OptimizerStep();
        return loss;
    }

    /// <summary>Writes the batch's losses to their positions.</summary>
    internal void Gather(BatchTensors batch, float[] losses)
    {
        TorchRuntime.Configure(_plan.Threads);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var values = MemoryMarshal.Cast<byte, float>(Losses(batch, training: false).bytes);
        for (var i = 0; i < values.Length; i++)
            losses[batch.Positions.Span[i]] = float.IsFinite(values[i])
                ? values[i]
                : throw new DivergedException(
                    Client, Index, FormattableString.Invariant($"the loss of a sample is {values[i]}"));
    }

    /// <summary>Outputs in evaluation mode: float32 [B, outputs].</summary>
    internal float[] Logits(BatchTensors batch)
    {
        TorchRuntime.Configure(_plan.Threads);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return MemoryMarshal.Cast<byte, float>(
            _layers.Forward(batch.Inputs, training: false, Steps).ToData().Bytes.Span).ToArray();
    }

    private void SchedulerStep()
    {
        if (_scheduler is not null)
            SetLearningRate(_scheduler.RateAt(++_schedulerSteps + 1, _plan.LearningRate, _plan.Rounds));
    }

    // Clients have masks of their own, so that two of them do not leave out the same.
    private Tensor Losses(BatchTensors batch, bool training)
    {
        var logits = _layers.Forward(batch.Inputs, training, ((long)Client << 32) + Steps);
        return Scoring.Losses(logits, batch.Labels, Reduction.None);
    }

    private static Tensor WeightsOf(ReadOnlySpan<int> positions, float[] weights)
    {
        var chosen = empty([positions.Length]);
        var values = MemoryMarshal.Cast<byte, float>(chosen.bytes);
        for (var i = 0; i < values.Length; i++)
            values[i] = weights[positions[i]];
        return chosen;
    }
}
