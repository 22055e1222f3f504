using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Seeds the default generator.</summary>
    public static Generator manual_seed(long seed)
    {
        Native.Check(Native.ts_manual_seed(seed));
        return Generator.Default;
    }

    public static Tensor get_rng_state()
    {
        using var generator = Generator.Default;
        return generator.get_state();
    }

    public static void set_rng_state(Tensor new_state)
    {
        using var generator = Generator.Default;
        generator.set_state(new_state);
    }

    public static Tensor rand(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) => Tensor.Wrap(Native.ts_rand(
            size, size.Length, NativeOptions.Of(dtype, device, requires_grad), Generator.HandleOf(generator)));

    public static Tensor randn(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) => Tensor.Wrap(Native.ts_randn(
            size, size.Length, NativeOptions.Of(dtype, device, requires_grad), Generator.HandleOf(generator)));

    /// <summary>Whole numbers from <paramref name="low"/> to below <paramref name="high"/>.</summary>
    public static Tensor randint(
        long low, long high, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null,
        Generator? generator = null) => Tensor.Wrap(Native.ts_randint(
            low, high, size, size.Length, NativeOptions.Of(dtype, device, @default: ScalarType.Int64),
            Generator.HandleOf(generator)));

    /// <summary>A random order of the numbers from 0 to below <paramref name="n"/>.</summary>
    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, Generator? generator = null) =>
        Tensor.Wrap(Native.ts_randperm(
            n, NativeOptions.Of(dtype, device, @default: ScalarType.Int64), Generator.HandleOf(generator)));

    /// <summary>A stream of random numbers of its own, on the CPU; not for several threads at once.</summary>
    public sealed class Generator : IDisposable
    {
        private readonly GeneratorHandle _handle;

        public Generator(ulong seed = 0)
            : this(Native.ts_generator_new((long)seed))
        {
        }

        private Generator(nint handle) => _handle = new GeneratorHandle(handle);

        /// <summary>The one that is used where none is named.</summary>
        public static Generator Default => new(Native.ts_generator_default());

        public long initial_seed() => Native.ts_generator_initial_seed(_handle);

        public Generator manual_seed(long seed)
        {
            Native.Check(Native.ts_generator_seed(_handle, seed));
            return this;
        }

        public Tensor get_state() => Tensor.Wrap(Native.ts_generator_state(_handle));

        public void set_state(Tensor value) => Native.Check(Native.ts_generator_set_state(_handle, value.Handle));

        public void Dispose() => _handle.Dispose();

        internal static GeneratorHandle HandleOf(Generator? generator) => generator?._handle ?? GeneratorHandle.None;
    }
}
