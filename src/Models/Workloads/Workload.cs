using SplitLearning.Data.Datasets;
using SplitLearning.Models.Layers;

namespace SplitLearning.Models.Workloads;

/// <summary>A dataset with its networks, its default cut and its hyper-parameters.</summary>
/// <param name="Networks">Those that it can be learnt by; the first one is the default.</param>
/// <param name="DefaultPlan">What a run does when nothing else is said.</param>
/// <param name="Open">Opens the dataset from a folder, or from wherever it is when none is named.</param>
public sealed record Workload(
    IReadOnlyList<Network> Networks, TrainingPlan DefaultPlan, Func<DatasetOptions, IDataset> Open)
{
    /// <summary>Name on the command line, e.g. <c>mnist</c>.</summary>
    public string Name => DefaultPlan.Workload;

    /// <summary>The default network's.</summary>
    public Architecture Architecture => Networks[0].Architecture;

    /// <summary>Networks for samples of other sizes than the listed ones take; null: there are none.</summary>
    public NetworkFamily? Family { get; init; }

    /// <summary>Whether its data say which client each sample is of.</summary>
    public bool HasClients { get; init; }

    /// <summary>Finds one of its networks by name.</summary>
    /// <exception cref="UnknownNetworkException">There is none; the message lists those there are.</exception>
    public Network Network(string name) => Networks.FirstOrDefault(network => network.Name == name)
        ?? Family?.Find(name)
        ?? throw new UnknownNetworkException(Name, name,
            [.. Networks.Select(network => network.Name), .. Family is null ? [] : (string[])[Family.Form]]);

    /// <summary>The network that is taken where nobody names one.</summary>
    /// <param name="sampleShape">Of the data, without the batch dimension; null where it is not known.</param>
    public Network NetworkFor(IReadOnlyList<long>? sampleShape) =>
        (sampleShape is null ? null : Family?.For(sampleShape)) ?? Networks[0];

    /// <summary>Names of the classes, in the order of the labels; digits where the workload has no others.</summary>
    public IReadOnlyList<string> ClassNames => KnownClassNames.Of(Name, Architecture.Classes);

    /// <summary>Opens the dataset: from a folder, else as <see cref="DatasetLocator"/> finds it or draws it.</summary>
    /// <exception cref="DatasetException">The named folder does not hold it, or a file is damaged.</exception>
    public IDataset OpenDataset(DatasetOptions options) => Open(options);
}
