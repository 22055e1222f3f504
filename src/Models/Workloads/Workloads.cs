using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Cifar;
using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Datasets.Mixture;
using SplitLearning.Data.Datasets.Tables;

namespace SplitLearning.Models.Workloads;

/// <summary>All workloads, by name.</summary>
public static class Workloads
{
    /// <summary>Every workload, in the order in which they are listed.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        new([Networks.LeNet], MnistPlan(), DigitsDataset.Open),
        new([Networks.AlexNet], MalariaPlan(), CellsDataset.Open),
        new([Networks.Vgg16Bn], OctPlan(), ScansDataset.Open),
        new([Networks.Mlp], EcgPlan(), HeartbeatsDataset.Open),
        new([Networks.Cnn, Networks.MobileNetV2], Cifar10Plan(), ColourImagesDataset.Open),
        new([Networks.Linear], MixturePlan(), MixtureDataset.Open)
        {
            Family = Networks.LinearOfAnySize,
            HasClients = true,
        },
    ];

    /// <summary>Finds a workload by its name.</summary>
    /// <exception cref="UnknownWorkloadException">There is none; the message lists those there are.</exception>
    public static Workload Find(string name) =>
        All.FirstOrDefault(workload => workload.Name == name)
        ?? throw new UnknownWorkloadException(name, All.Select(workload => workload.Name));

    /// <summary>The network that a plan trains.</summary>
    /// <exception cref="UnknownWorkloadException">No workload has the plan's name.</exception>
    /// <exception cref="UnknownNetworkException">The workload has no such network.</exception>
    public static Network NetworkOf(TrainingPlan plan) => Find(plan.Workload).Network(plan.Model);

    // Hyper-parameters of the split-training report; momentum brings LeNet past 98 % in three epochs.
    private static TrainingPlan MnistPlan() => Plan("mnist", Networks.LeNet) with
    {
        LearningRate = 0.01,
        Momentum = 0.9,
    };

    // The report's rate is too small for plain SGD: its 96 % after 50 epochs want Adam.
    private static TrainingPlan MalariaPlan() => Plan("malaria", Networks.AlexNet) with
    {
        BatchSize = 32,
        Optimizer = OptimizerKind.Adam,
        LearningRate = 1e-5,
    };

    // Eight samples: a batch at 256 x 256 keeps some 230 MB a sample for the way back.
    private static TrainingPlan OctPlan() => Plan("oct", Networks.Vgg16Bn) with
    {
        BatchSize = 8,
        LearningRate = 0.005,
        Momentum = 0.9,
    };

    private static TrainingPlan EcgPlan() => Plan("ecg", Networks.Mlp) with
    {
        Optimizer = OptimizerKind.Adam,
        LearningRate = 0.001,
    };

    // Momentum and decay as in FedEM's runs.
    private static TrainingPlan Cifar10Plan() => Plan("cifar10", Networks.Cnn) with
    {
        LearningRate = 0.01,
        Momentum = 0.9,
        WeightDecay = 5e-4,
    };

    private static TrainingPlan MixturePlan() => Plan("mixture", Networks.Linear) with
    {
        LearningRate = 0.1,
    };

    private static TrainingPlan Plan(string workload, Network network) => new()
    {
        Workload = workload,
        Model = network.Name,
        Cut = network.DefaultCut,
        Agents = 3,
        Epochs = 3,
        BatchSize = 64,
        LearningRate = 0.001,
        Momentum = 0,
        WeightDecay = 0,
        Seed = 7,
        Threads = 2, // fixed, not the machine's: other counts give other bits
        CheckpointEveryEpochs = 5,
    };
}
