using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Native.ts_requires_grad(Handle) != 0;
            set => Native.Check(Native.ts_set_requires_grad(Handle, value ? 1 : 0));
        }

        public bool is_leaf => Native.ts_is_leaf(Handle) != 0;

        /// <summary>The gradient that backward passes have added up; each read gives another owner of it.</summary>
        public Tensor? grad
        {
            get
            {
                var result = Native.ts_grad(Handle);
                if (result != 0) return new Tensor(result);
                Native.ThrowIfFailed();
                return null;
            }

            set => Native.Check(Native.ts_set_grad(Handle, value?.Handle ?? TensorHandle.None));
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of a tensor that is not a leaf.</summary>
        public void retain_grad() => Native.Check(Native.ts_retain_grad(Handle));

        /// <summary>Adds the gradients of this tensor to the leaves it was computed from.</summary>
        /// <param name="grad_tensors">One tensor of this one's shape; may be left out for a single element.</param>
        public void backward(
            IList<Tensor>? grad_tensors = null, bool create_graph = false, bool retain_graph = false)
        {
            if (grad_tensors is { Count: > 1 })
                throw new ArgumentException($"{grad_tensors.Count} gradients for one tensor; give one or none.");

            var gradient = grad_tensors is [var only] ? only.Handle : TensorHandle.None;
            Native.Check(Native.ts_backward(
                Handle, gradient, retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0));
        }

        public Tensor detach() => Wrap(Native.ts_detach(Handle));

        public Tensor detach_() => Done(Native.ts_detach_(Handle));
    }
}
