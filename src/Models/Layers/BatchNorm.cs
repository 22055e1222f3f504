using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Layers;

/// <summary>
/// Normalises each channel of [B, channels, H, W]: PyTorch's BatchNorm2d with its defaults and names.
/// </summary>
/// <remarks>
/// A single value a channel (a last batch of one sample, one pixel wide) has no deviation: PyTorch refuses it; here
/// the running statistics stand in for the batch's and stay as they are, so that no shard size ends a run.
/// </remarks>
internal sealed class BatchNorm : Module<Tensor, Tensor>
{
    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly Tensor _mean;
    private readonly Tensor _variance;
    private readonly Tensor _batches;

    public BatchNorm(int channels)
        : base(nameof(BatchNorm))
    {
        _weight = new Parameter(ones([channels]));
        _bias = new Parameter(zeros([channels]));
        _mean = zeros([channels]);
        _variance = ones([channels]);
        _batches = zeros([], ScalarType.Int64);
        register_parameter("weight", _weight);
        register_parameter("bias", _bias);
        register_buffer("running_mean", _mean);
        register_buffer("running_var", _variance);
        register_buffer("num_batches_tracked", _batches);
    }

    public override Tensor forward(Tensor input)
    {
        var byBatch = training && input.numel() > input.shape[1];
        if (byBatch)
            _batches.add_(1);
        return functional.batch_norm(input, _mean, _variance, _weight, _bias, training: byBatch);
    }
}
