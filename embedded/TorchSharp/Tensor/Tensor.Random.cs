using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Fills with numbers of the uniform distribution over [from, to).</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Done(Native.ts_uniform_(Handle, from, to, Generator.HandleOf(generator)));

        public Tensor normal_(double mean = 0.0, double stddev = 1.0, Generator? generator = null) =>
            Done(Native.ts_normal_(Handle, mean, stddev, Generator.HandleOf(generator)));

        /// <summary>Fills with ones with probability <paramref name="p"/>, else zeros.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) =>
            Done(Native.ts_bernoulli_(Handle, p, Generator.HandleOf(generator)));
    }
}
