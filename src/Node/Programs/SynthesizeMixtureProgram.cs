using SplitLearning.Data.Datasets.Mixture;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Programs;

/// <summary>Draws clients whose labels come from several linear models, and writes them.</summary>
internal sealed class SynthesizeMixtureProgram(string folder, MixtureOptions options)
{
    public const string Workload = "mixture";

    /// <exception cref="ConfigurationErrorException">That would be more values than can be held.</exception>
    /// <exception cref="NodeFailureException">The folder is not empty or cannot be written.</exception>
    public void Run(ProcessScope process)
    {
        if (options.Validate() is [var problem, ..])
            throw new ConfigurationErrorException($"{problem}.");
        var (train, test) = Storage.Guard(folder, () => MixtureFiles.Write(folder, options, process.Stop));
        process.Terminal.Out.WriteLine(
            $"{Path.GetFullPath(folder)}: synthetic {Workload} data, {options.Clients} clients, {train} samples for "
            + $"training, {test} for testing. Use them with --data {folder}");
    }
}
