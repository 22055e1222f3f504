using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

internal static partial class Native
{
    [LibraryImport(Library)]
    internal static partial int ts_manual_seed(long seed);
    [LibraryImport(Library)]
    internal static partial nint ts_generator_default();
    [LibraryImport(Library)]
    internal static partial nint ts_generator_new(long seed);
    [LibraryImport(Library)]
    internal static partial void ts_generator_free(nint self);
    [LibraryImport(Library)]
    internal static partial long ts_generator_initial_seed(GeneratorHandle self);
    [LibraryImport(Library)]
    internal static partial int ts_generator_seed(GeneratorHandle self, long seed);
    [LibraryImport(Library)]
    internal static partial nint ts_generator_state(GeneratorHandle self);
    [LibraryImport(Library)]
    internal static partial int ts_generator_set_state(GeneratorHandle self, TensorHandle state);
    [LibraryImport(Library)]
    internal static partial nint ts_rand(
        ReadOnlySpan<long> size, int rank, NativeOptions options, GeneratorHandle generator);
    [LibraryImport(Library)]
    internal static partial nint ts_randn(
        ReadOnlySpan<long> size, int rank, NativeOptions options, GeneratorHandle generator);
    [LibraryImport(Library)]
    internal static partial nint ts_randint(
        long low, long high, ReadOnlySpan<long> size, int rank, NativeOptions options, GeneratorHandle generator);
    [LibraryImport(Library)]
    internal static partial nint ts_randperm(long count, NativeOptions options, GeneratorHandle generator);
    [LibraryImport(Library)]
    internal static partial int ts_uniform_(TensorHandle self, double low, double high, GeneratorHandle generator);
    [LibraryImport(Library)]
    internal static partial int ts_normal_(
        TensorHandle self, double mean, double deviation, GeneratorHandle generator);
    [LibraryImport(Library)]
    internal static partial int ts_bernoulli_(TensorHandle self, double p, GeneratorHandle generator);
}
