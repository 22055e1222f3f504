using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => add(target, 1);

        public Tensor add(Tensor target, Scalar alpha) => Wrap(Native.ts_add(Handle, target.Handle, alpha.Value));

        public Tensor add(Scalar scalar) => Wrap(Native.ts_add_scalar(Handle, scalar.Value, ((Scalar)1).Value));

        public Tensor add_(Tensor target) => add_(target, 1);

        public Tensor add_(Tensor target, Scalar alpha) => Done(Native.ts_add_(Handle, target.Handle, alpha.Value));

        public Tensor add_(Scalar scalar) => Done(Native.ts_add_scalar_(Handle, scalar.Value, ((Scalar)1).Value));

        public Tensor sub(Tensor target) => add(target, -1);

        public Tensor sub(Scalar scalar) => Wrap(Native.ts_add_scalar(Handle, scalar.Value, ((Scalar)(-1)).Value));

        public Tensor sub_(Tensor target) => add_(target, -1);

        public Tensor sub_(Scalar scalar) => Done(Native.ts_add_scalar_(Handle, scalar.Value, ((Scalar)(-1)).Value));

        public Tensor mul(Tensor target) => Wrap(Native.ts_mul(Handle, target.Handle));

        public Tensor mul(Scalar scalar) => Wrap(Native.ts_mul_scalar(Handle, scalar.Value));

        public Tensor mul_(Tensor target) => Done(Native.ts_mul_(Handle, target.Handle));

        public Tensor mul_(Scalar scalar) => Done(Native.ts_mul__scalar(Handle, scalar.Value));

        public Tensor div(Tensor target) => Wrap(Native.ts_div(Handle, target.Handle));

        public Tensor div(Scalar target) => Wrap(Native.ts_div_scalar(Handle, target.Value));

        public Tensor div_(Tensor target) => Done(Native.ts_div_(Handle, target.Handle));

        public Tensor div_(Scalar target) => Done(Native.ts_div__scalar(Handle, target.Value));

        public Tensor neg() => Wrap(Native.ts_neg(Handle));

        public Tensor abs() => Wrap(Native.ts_abs(Handle));

        public Tensor exp() => Wrap(Native.ts_exp(Handle));

        public Tensor log() => Wrap(Native.ts_log(Handle));

        public Tensor sqrt() => Wrap(Native.ts_sqrt(Handle));

        public Tensor relu() => Wrap(Native.ts_relu(Handle));

        public Tensor relu_() => Done(Native.ts_relu_(Handle));

        public Tensor softmax(long dim) => Wrap(Native.ts_softmax(Handle, dim));

        public Tensor log_softmax(long dim) => Wrap(Native.ts_log_softmax(Handle, dim));

        public Tensor matmul(Tensor target) => Wrap(Native.ts_matmul(Handle, target.Handle));

        public Tensor isfinite() => Wrap(Native.ts_isfinite(Handle));
    }
}
