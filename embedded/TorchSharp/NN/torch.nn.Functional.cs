using TorchSharp.Interop;
using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>How the losses of a batch become one.</summary>
        public enum Reduction
        {
            None = 0,
            Mean = 1,
            Sum = 2,
        }

        public static partial class functional
        {
            /// <param name="input">[B, in channels, H, W].</param>
            /// <param name="weight">[out channels, in channels / groups, kernel height, kernel width].</param>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null,
                long[]? dilation = null, long groups = 1) => Tensor.Wrap(ts_conv2d(
                    input.Handle, weight.Handle, Optional(bias), Pair(strides, 1), Pair(padding, 0),
                    Pair(dilation, 1), groups));

            /// <param name="input">[B, in features].</param>
            /// <param name="weight">[out features, in features].</param>
            public static Tensor linear(Tensor input, Tensor weight, Tensor? bias = null) =>
                Tensor.Wrap(ts_linear(input.Handle, weight.Handle, Optional(bias)));

            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            /// <summary>min(max(0, x), 6).</summary>
            public static Tensor relu6(Tensor input, bool inplace = false)
            {
                if (!inplace) return Tensor.Wrap(ts_hardtanh(input.Handle, 0, 6));
                Check(ts_hardtanh_(input.Handle, 0, 6));
                return input.alias();
            }

            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null,
                long[]? dilation = null, bool ceil_mode = false) => Tensor.Wrap(ts_max_pool2d(
                    input.Handle, Pair(kernel_size, 1), Pair(strides ?? kernel_size, 1), Pair(padding, 0),
                    Pair(dilation, 1), ceil_mode ? 1 : 0));

            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null,
                bool ceil_mode = false, bool count_include_pad = true) => Tensor.Wrap(ts_avg_pool2d(
                    input.Handle, Pair(kernel_size, 1), Pair(strides ?? kernel_size, 1), Pair(padding, 0),
                    ceil_mode ? 1 : 0, count_include_pad ? 1 : 0));

            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) =>
                Tensor.Wrap(ts_adaptive_avg_pool2d(input.Handle, Pair(output_size, 1)));

            public static Tensor batch_norm(
                Tensor input, Tensor running_mean, Tensor running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-05) => Tensor.Wrap(ts_batch_norm(
                    input.Handle, Optional(weight), Optional(bias), running_mean.Handle, running_var.Handle,
                    training ? 1 : 0, momentum, eps));

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (!inplace) return Tensor.Wrap(ts_dropout(input.Handle, p, training ? 1 : 0));
                Check(ts_dropout_(input.Handle, p, training ? 1 : 0));
                return input.alias();
            }

            public static Tensor softmax(Tensor input, long dim) => input.softmax(dim);

            public static Tensor log_softmax(Tensor input, long dim) => input.log_softmax(dim);

            /// <param name="input">Logits [B, C].</param>
            /// <param name="target">Class indices, int64 [B].</param>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100,
                Reduction reduction = Reduction.Mean, double label_smoothing = 0.0) => Tensor.Wrap(ts_cross_entropy(
                    input.Handle, target.Handle, Optional(weight), (long)reduction, ignore_index, label_smoothing));

            /// <param name="input">Logarithms of probabilities [B, C].</param>
            /// <param name="target">Class indices, int64 [B].</param>
            public static Tensor nll_loss(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100,
                Reduction reduction = Reduction.Mean) => Tensor.Wrap(ts_nll_loss(
                    input.Handle, target.Handle, Optional(weight), (long)reduction, ignore_index));

            /// <summary>Cross entropy of logits of two classes, sigmoid included.</summary>
            /// <param name="target">Shape and type of the input: 0 to 1.</param>
            /// <param name="weight">Of each element; broadcast.</param>
            /// <param name="pos_weights">Of the positive class; broadcast.</param>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean,
                Tensor? pos_weights = null) => Tensor.Wrap(ts_binary_cross_entropy_with_logits(
                    input.Handle, target.Handle, Optional(weight), Optional(pos_weights), (long)reduction));

            private static TensorHandle Optional(Tensor? tensor) => tensor?.Handle ?? TensorHandle.None;

            private static NativePair Pair(long[]? values, long @default) => values switch
            {
                null => (@default, @default),
                [var both] => (both, both),
                [var height, var width] => (height, width),
                _ => throw new ArgumentException($"{values.Length} sizes for 2 dimensions; give 1 or 2."),
            };
        }
    }
}
