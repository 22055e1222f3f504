namespace TorchSharp.Modules;

/// <summary>Cross entropy of logits [B, C] against class indices, int64 [B], in nats.</summary>
public sealed class CrossEntropyLoss : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>
{
    private readonly torch.Tensor? _weight;
    private readonly long _ignoreIndex;
    private readonly torch.nn.Reduction _reduction;

    internal CrossEntropyLoss(torch.Tensor? weight, long? ignoreIndex, torch.nn.Reduction reduction)
        : base(nameof(CrossEntropyLoss)) =>
        (_weight, _ignoreIndex, _reduction) = (weight, ignoreIndex ?? -100, reduction);

    public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2) =>
        torch.nn.functional.cross_entropy(input1, input2, _weight, _ignoreIndex, _reduction);
}
