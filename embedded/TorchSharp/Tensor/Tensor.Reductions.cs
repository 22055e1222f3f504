using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum() => Wrap(Native.ts_sum(Handle));

        public Tensor sum(long dim, bool keepdim = false) => sum([dim], keepdim);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false) =>
            Wrap(Native.ts_sum_dim(Handle, dim, dim.Length, keepdim ? 1 : 0));

        public Tensor mean() => Wrap(Native.ts_mean(Handle));

        public Tensor mean(long[] dimensions, bool keepdim = false) =>
            Wrap(Native.ts_mean_dim(Handle, dimensions, dimensions.Length, keepdim ? 1 : 0));

        public Tensor max() => Wrap(Native.ts_max(Handle));

        public Tensor min() => Wrap(Native.ts_min(Handle));

        public Tensor argmax() => Wrap(Native.ts_argmax(Handle));

        public Tensor argmax(long dim, bool keepdim = false) =>
            Wrap(Native.ts_argmax_dim(Handle, dim, keepdim ? 1 : 0));

        public Tensor eq(Tensor target) => Wrap(Native.ts_eq(Handle, target.Handle));

        public Tensor equal(Tensor target) => eq(target);

        public Tensor eq(Scalar target) => Wrap(Native.ts_eq_scalar(Handle, target.Value));

        public Tensor ne(Tensor target) => Wrap(Native.ts_ne(Handle, target.Handle));

        public Tensor ne(Scalar target) => Wrap(Native.ts_ne_scalar(Handle, target.Value));

        public Tensor gt(Tensor target) => Wrap(Native.ts_gt(Handle, target.Handle));

        public Tensor gt(Scalar target) => Wrap(Native.ts_gt_scalar(Handle, target.Value));

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Answer(Native.ts_allclose(Handle, target.Handle, rtol, atol, equal_nan ? 1 : 0));

        /// <summary>Same shape and same elements; <see cref="eq(Tensor)"/> compares one by one.</summary>
        public bool Equals(Tensor target) => Answer(Native.ts_equal(Handle, target.Handle));

        public override bool Equals(object? obj) => obj is Tensor target && Equals(target);

        /// <summary>Of the object, not of the elements, which may change.</summary>
        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        private static bool Answer(int answer) => answer < 0 ? throw Native.Failure() : answer != 0;
    }
}
