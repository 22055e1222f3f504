using SplitLearning.Data.Datasets.Synthetic.OnDisk;
using SplitLearning.Models;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Programs;

/// <summary>Writes synthetic data in the on-disk form of a workload's real ones.</summary>
/// <param name="testCount">Null for a fifth of <paramref name="count"/>.</param>
/// <param name="seed">Null for that of the data that a run draws.</param>
internal sealed class SynthesizeProgram(string workload, string folder, long count, long? testCount, long? seed)
{
    /// <summary>More would not be read: the readers have their limits.</summary>
    public const long MaxCount = 500_000;

    /// <exception cref="UnknownWorkloadException">There is no such workload.</exception>
    /// <exception cref="ConfigurationErrorException">The counts do not fit the workload's form.</exception>
    /// <exception cref="NodeFailureException">The folder is not empty or cannot be written.</exception>
    public void Run(ProcessScope process)
    {
        if (!SyntheticFiles.Workloads.Contains(workload))
            throw new UnknownWorkloadException(
                workload, [.. SyntheticFiles.Workloads, SynthesizeMixtureProgram.Workload]);
        var test = TestCount();
        Storage.Guard(folder, () => SyntheticFiles.Write(
            workload, folder, (int)count, test, seed ?? SyntheticFiles.DefaultSeed(workload), process.Stop));
        var counted = SyntheticFiles.HasTestPart(workload)
            ? $"{count} samples for training, {test} for testing"
            : $"{count} samples";
        process.Terminal.Out.WriteLine(
            $"{Path.GetFullPath(folder)}: synthetic {workload} data, {counted}. Use them with --data {folder}");
    }

    private int TestCount()
    {
        if (SyntheticFiles.HasTestPart(workload))
            return (int)(testCount ?? Math.Max(1, count / 5));
        return testCount is null
            ? 0
            : throw new ConfigurationErrorException($"--test-count is '{testCount}'; {workload} has no part for "
                + "testing on disk: leave it out, and patients are chosen for testing when the data are read.");
    }
}
